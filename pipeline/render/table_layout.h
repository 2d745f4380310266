// TableLayout: where the columns of a text table stand when the terminal is narrow.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/render/table.h"

namespace concord {

constexpr std::size_t column_gap = 2;  ///< blanks between columns

/// Which columns stand in the row, how wide, and which below it.
struct TableLayout {
  std::vector<std::size_t> beside;
  std::vector<std::size_t> widths;  // of those beside
  std::vector<std::size_t> below;
};

/// `widths`: what each column would need, in terminal columns; `terminal` 0 = no limit.
[[nodiscard]] TableLayout lay_out_columns(const std::vector<Column>& columns, const std::vector<std::size_t>& widths, std::size_t terminal);

}  // namespace concord
