#include "lexicons/csv.h"

#include <algorithm>

#include "corpus/text/utf8.h"

namespace concord {

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const std::size_t bad = first_ill_formed(text); bad < text.size()) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    return Error{ErrorCode::bad_data, "line " + std::to_string(line), "the table is not UTF-8", "save it as UTF-8"};
  }
  std::vector<CsvRow> rows;
  CsvRow row{1, {}};
  std::string cell;
  std::uint32_t line = 1;
  std::uint32_t quote_line = 0;
  bool quoted = false;
  bool started = false;
  const auto end_row = [&] {
    if (started || !row.cells.empty()) {
      row.cells.push_back(std::move(cell));
      rows.push_back(std::move(row));
    }
    cell.clear();
    started = false;
    row = {line + 1, {}};
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
        cell += '"';
        ++at;
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
        line += c == '\n' ? 1U : 0U;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = started = true;
      quote_line = line;
    } else if (c == ',') {
      row.cells.push_back(std::move(cell));
      cell.clear();
      started = true;
    } else if (c == '\n') {
      end_row();
      ++line;
      row.line = line;
    } else if (c != '\r') {
      cell += c;
      started = true;
    }
  }
  if (quoted) {
    return Error{ErrorCode::bad_data, "line " + std::to_string(quote_line), "a quoted cell is never closed", "add the missing '\"', or double the quotes inside it"};
  }
  end_row();
  return rows;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

}  // namespace concord
