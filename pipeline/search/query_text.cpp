#include "pipeline/search/query_text.h"

#include <algorithm>
#include <charconv>

#include "corpus/text/ascii.h"

namespace concord::grammar {

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

bool only_punctuation(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      if (is_ascii_alnum(text[0])) return false;
      text.remove_prefix(1);
    } else if (text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81")) {
      text.remove_prefix(std::min<std::size_t>(3, text.size()));
    } else if (text.starts_with("\xC2\xAB") || text.starts_with("\xC2\xBB")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::uint32_t> to_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  return value;
}

std::optional<Gap> to_gap(std::string_view run) {
  if (run == "*") return Gap{1, 1};
  if (run == "**") return Gap{0, 3};
  if (!run.starts_with('~')) return std::nullopt;
  run.remove_prefix(1);
  const auto dots = run.find("..");
  const auto min = dots == std::string_view::npos ? 0U : to_number(run.substr(0, dots));
  const auto max = to_number(dots == std::string_view::npos ? run : run.substr(dots + 2));
  if (!min || !max || *min > *max || *max > max_distance) return std::nullopt;
  return Gap{*min, *max};
}

bool has_stem(std::string_view word) {
  return !word.empty() && word.find_first_of(" \t\n\r\v\f()[]\"*?=~/:@") == std::string_view::npos && !word.starts_with('-');
}

}  // namespace concord::grammar
