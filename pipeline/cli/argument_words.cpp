#include "pipeline/cli/argument_words.h"

#include <fmt/format.h>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

/// Appends a quoted stretch; `at` stands at the opening quote, then after the closing one. False when there is none.
bool take_quoted(std::string_view line, std::size_t& at, std::string& word) {
  const char quote = line[at++];
  for (; at < line.size() && line[at] != quote; ++at) {
    const bool escaped = quote == '"' && line[at] == '\\' && at + 1 < line.size() && (line[at + 1] == '"' || line[at + 1] == '\\');
    word += line[escaped ? ++at : at];
  }
  return at++ < line.size();
}

}  // namespace

Result<std::vector<std::string>> split_arguments(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0;;) {
    while (at < line.size() && is_ascii_blank(line[at])) ++at;
    if (at >= line.size()) return words;
    std::string word;
    while (at < line.size() && !is_ascii_blank(line[at])) {
      const std::size_t begin = at;
      if (line[at] == '\'' || line[at] == '"') {
        if (take_quoted(line, at, word)) continue;
        return Error{ErrorCode::usage, "", fmt::format("the quote {} is never closed", line.substr(begin, 12)),
                     "close it; a query on a line of its own needs no quotes around it"};
      }
      if (line[at] == '\\' && at + 1 < line.size()) ++at;
      word += line[at++];
    }
    words.push_back(std::move(word));
  }
}

std::string quote_argument(std::string_view argument) {
  const bool plain = !argument.empty() && argument.find_first_of(" \t\n'\"\\$&|;()<>*?[]{}#~!`") == std::string_view::npos;
  if (plain) return std::string(argument);
  std::string text = "'";
  for (const char c : argument) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace concord
