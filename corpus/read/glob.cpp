#include "corpus/read/glob.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace concord {
namespace {

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

/// Matches a set "[a-z]" or "[!a-z]" at the front of `pattern`; sets `length` to its size, 0 when it is never closed.
bool set_matches(std::string_view pattern, char c, std::size_t& length) {
  std::size_t i = 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  const std::size_t first = i;
  while (i < pattern.size() && (pattern[i] != ']' || i == first)) {
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 3;
    } else {
      found = found || pattern[i] == c;
      ++i;
    }
  }
  length = i < pattern.size() ? i + 1 : 0;
  return found != negated;
}

/// One step of a pattern without '*' at its front against the front of text: how much of each is used, or no match.
struct Step {
  std::size_t pattern = 0;
  std::size_t text = 0;
};
bool step(std::string_view pattern, std::string_view text, Step& used) {
  if (text.empty()) return false;
  if (pattern[0] == '?' && text[0] != '/') {
    used = {1, character_length(text)};
    return true;
  }
  if (pattern[0] == '[' && text[0] != '/') {
    std::size_t length = 0;
    const bool matches = set_matches(pattern, text[0], length);
    if (length > 0) {
      used = {length, 1};
      return matches;
    }
  }
  const bool escaped = pattern[0] == '\\' && pattern.size() > 1;
  used = {escaped ? 2U : 1U, 1};
  return pattern[escaped ? 1 : 0] == text[0];
}

/// Linear in memory: the set of positions in the pattern that are alive after each byte of the text.
bool matches_whole(std::string_view pattern, std::string_view text) {
  const std::size_t width = pattern.size() + 1;
  std::vector<char> seen(width * (text.size() + 1), 0);
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, 0}};
  const auto visit = [&](std::size_t p, std::size_t t) {
    char& mark = seen[t * width + p];
    if (mark == 0) open.emplace_back(p, t);
    mark = 1;
  };
  while (!open.empty()) {
    const auto [p, t] = open.back();
    open.pop_back();
    if (p == pattern.size()) {
      if (t == text.size()) return true;
      continue;
    }
    const std::string_view rest = pattern.substr(p);
    if (rest.substr(0, 3) == "**/") {  // no folder, or one more
      visit(p + 3, t);
      const std::size_t slash = text.find('/', t);
      if (slash != std::string_view::npos) visit(p, slash + 1);
    } else if (rest.substr(0, 2) == "**") {
      visit(p + 2, t);
      if (t < text.size()) visit(p, t + 1);
    } else if (rest[0] == '*') {
      visit(p + 1, t);
      if (t < text.size() && text[t] != '/') visit(p, t + 1);
    } else if (Step used; step(rest, text.substr(t), used)) {
      visit(p + used.pattern, t + used.text);
    }
  }
  return false;
}

}  // namespace

bool path_matches(std::string_view pattern, std::string_view path) {
  while (pattern.size() > 1 && pattern.back() == '/') pattern.remove_suffix(1);
  if (pattern.substr(0, 2) == "./") pattern.remove_prefix(2);
  const bool anchored = pattern.find('/') != std::string_view::npos;
  if (!pattern.empty() && pattern.front() == '/') pattern.remove_prefix(1);
  // The path itself, and each folder it lies in.
  for (std::size_t end = path.size(); end != std::string_view::npos && end > 0; end = path.rfind('/', end - 1)) {
    const std::string_view prefix = path.substr(0, end);
    const std::size_t slash = prefix.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? prefix : prefix.substr(slash + 1);
    if (matches_whole(pattern, anchored ? prefix : name)) return true;
  }
  return false;
}

bool path_may_match_below(std::string_view pattern, std::string_view folder) {
  if (pattern.find('/') == std::string_view::npos) return true;
  const std::size_t magic = pattern.find_first_of("*?[\\");
  const std::string_view fixed = pattern.substr(pattern.front() == '/' ? 1 : 0, magic);
  const std::size_t shared = fixed.size() < folder.size() ? fixed.size() : folder.size();
  return fixed.substr(0, shared) == folder.substr(0, shared);
}

}  // namespace concord
