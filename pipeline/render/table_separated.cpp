// CSV and TSV (RFC 4180). Cells that a spreadsheet would run as a formula get a leading apostrophe unless raw is asked for.
#include <fmt/format.h>

#include "pipeline/render/table_formats.h"

namespace concord {
namespace {

/// The text of a value in full: numbers with all their digits.
std::string exact(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* styled = std::get_if<StyledText>(&value)) return styled->text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  return show(value, 0);
}

bool is_text(const Value& value) {
  return std::holds_alternative<std::string>(value) || std::holds_alternative<StyledText>(value);
}

std::string field(const Value& value, char separator, bool raw) {
  std::string text = exact(value);
  const bool formula = is_text(value) && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  if (formula && !raw) text.insert(0, "'");
  const bool quote = text.find_first_of("\"\n\r") != std::string::npos || text.find(separator) != std::string::npos ||
                     (!text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '#'));
  if (!quote) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

/// Line breaks inside a comment line would end it.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

}  // namespace

std::string render_separated(const Table& table, const RenderOptions& options, char separator) {
  std::string text;
  if (options.provenance) {
    for (const auto& [key, value] : table.provenance) text += fmt::format("# {}: {}\n", key, one_line(exact(value)));
    for (const std::string& note : table.notes) text += "# " + one_line(note) + "\n";
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    text += (i == 0 ? "" : std::string(1, separator)) + table.columns[i].name;
  }
  text += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      text += field(row[i], separator, options.raw);
    }
    text += '\n';
  }
  return text;
}

}  // namespace concord
