#include "corpus/text/csv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace concord {

CsvReader::CsvReader(std::string_view text, char separator, std::string place)
    : x_text(text), x_separator(separator), x_place(std::move(place)) {}

Result<std::optional<CsvRecord>> CsvReader::next() {
  while (x_at < x_text.size() && (x_text[x_at] == '\n' || x_text[x_at] == '\r')) {
    if (x_text[x_at++] == '\n') ++x_line;
  }
  if (x_at >= x_text.size()) return std::optional<CsvRecord>();
  CsvRecord row;
  row.line = x_line;
  for (;;) {
    if (Status read = read_cell(row); !read) {
      x_at = x_text.size();
      return read.error();
    }
    if (x_at < x_text.size() && x_text[x_at] == x_separator) {
      ++x_at;
      if (x_at < x_text.size()) continue;
      row.cells.emplace_back();
    }
    return std::optional<CsvRecord>(std::move(row));
  }
}

Status CsvReader::read_cell(CsvRecord& row) {
  CsvCell& cell = row.cells.emplace_back();
  if (x_at < x_text.size() && x_text[x_at] == '"') return read_quoted(cell);
  const std::array<char, 3> stops = {x_separator, '\n', '\r'};
  const std::size_t end = std::min(x_text.find_first_of({stops.data(), stops.size()}, x_at), x_text.size());
  cell.begin = static_cast<std::uint32_t>(x_at);
  cell.end = static_cast<std::uint32_t>(end);
  cell.text = x_text.substr(x_at, end - x_at);
  x_at = end;
  return {};
}

Status CsvReader::read_quoted(CsvCell& cell) {
  const std::uint64_t opened_on = x_line;
  cell.quoted = true;
  cell.begin = static_cast<std::uint32_t>(++x_at);
  for (;;) {
    const std::size_t quote = x_text.find('"', x_at);
    if (quote == std::string_view::npos) {
      return Error{ErrorCode::bad_data, x_place + std::to_string(opened_on), "a quoted cell is never closed",
                   "add the missing '\"', or double the quotes inside it"};
    }
    cell.text += x_text.substr(x_at, quote - x_at);
    x_line += static_cast<std::uint64_t>(std::count(x_text.begin() + static_cast<std::ptrdiff_t>(x_at),
                                                    x_text.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
    x_at = quote + 1;
    if (x_at < x_text.size() && x_text[x_at] == '"') {
      cell.text += '"';
      ++x_at;
      continue;
    }
    cell.end = static_cast<std::uint32_t>(quote);
    break;
  }
  // Text after the closing quote is not RFC 4180; programs write it all the same, and it belongs to the cell.
  const std::array<char, 3> stops = {x_separator, '\n', '\r'};
  const std::size_t end = std::min(x_text.find_first_of({stops.data(), stops.size()}, x_at), x_text.size());
  cell.text += x_text.substr(x_at, end - x_at);
  x_at = end;
  return {};
}

char guess_separator(std::string_view text) {
  std::array<std::pair<char, std::size_t>, 3> counts = {{{',', 0}, {';', 0}, {'\t', 0}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    for (auto& [separator, count] : counts) {
      if (c == separator && !quoted) ++count;
    }
  }
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace concord
