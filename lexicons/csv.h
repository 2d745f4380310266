// CSV for lexicons: a whole table as rows of cells, each with the line on which it begins; and a cell as it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct CsvRow {
  std::uint32_t line = 0;  ///< from 1
  std::vector<std::string> cells;
};

/// All rows; empty lines are passed over, a byte order mark too. Error, its place "WHERE:line N": a quote that is never closed, ill-formed
/// UTF-8.
[[nodiscard]] Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& where);

/// A cell as it stands in a file: quoted when it holds a comma, quote or line end.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace concord
