// Csv: rows of RFC 4180 (quoted cells, doubled quotes, line ends inside quotes), with the place of each cell in the
// text. The one reader of tables: documents, manifests and lexicons come through it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct CsvCell {
  std::string text;         ///< quotes removed
  std::uint32_t begin = 0;  ///< of the content in the text, after an opening quote
  std::uint32_t end = 0;    ///< before the closing quote
  bool quoted = false;
};

struct CsvRecord {
  std::uint64_t line = 0;  ///< on which it begins, from 1
  std::vector<CsvCell> cells;
};

/// One thread; the text must outlive the reader. Blank lines are no rows. A quote that is never closed is an Error that
/// names the line it opened on ("line 2", or "table.csv:2" where `place` is "table.csv:"), and the end: what follows
/// cannot be told from its content.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',', std::string place = "line ");
  [[nodiscard]] Result<std::optional<CsvRecord>> next();

 private:
  [[nodiscard]] Status read_cell(CsvRecord& row);
  [[nodiscard]] Status read_quoted(CsvCell& cell);

  std::string_view x_text;
  char x_separator;
  std::string x_place;
  std::size_t x_at = 0;
  std::uint64_t x_line = 1;
};

/// The one of ',' ';' and tab that the first line has most of outside quotes.
[[nodiscard]] char guess_separator(std::string_view text);

}  // namespace concord
