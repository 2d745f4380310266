#include "lexicons/csv.h"

#include <algorithm>

#include "corpus/text/csv.h"
#include "corpus/text/utf8.h"

namespace concord {

Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& where) {
  const std::string place = where + ":line ";
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const std::size_t bad = first_ill_formed(text); bad < text.size()) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    return Error{ErrorCode::bad_data, place + std::to_string(line), "the table is not UTF-8", "save it as UTF-8"};
  }
  std::vector<CsvRow> rows;
  CsvReader reader(text, ',', place);
  for (;;) {
    auto record = reader.next();
    if (!record) return record.error();
    if (!record->has_value()) return rows;
    CsvRow& row = rows.emplace_back(CsvRow{static_cast<std::uint32_t>((*record)->line), {}});
    for (CsvCell& cell : (*record)->cells) row.cells.push_back(std::move(cell.text));
  }
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
