#include "pipeline/annotate/lines.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

bool is_no_break_space(std::string_view text, std::uint32_t at) {
  return text.substr(at, 2) == "\xC2\xA0";
}

// The first mark that ends after `at`.
std::vector<Mark>::const_iterator mark_from(const std::vector<Mark>& marks, std::uint32_t at) {
  return std::partition_point(marks.begin(), marks.end(), [at](const Mark& mark) { return mark.span.end <= at; });
}

// The furniture mark that covers `at`, or none.
const Mark* furniture_at(const std::vector<Mark>& marks, std::uint32_t at) {
  if (marks.empty()) return nullptr;
  const auto mark = mark_from(marks, at);
  return mark != marks.end() && mark->span.begin <= at && is_furniture(mark->kind) ? &*mark : nullptr;
}

// Bytes that continue no character, eight at a time.
std::uint32_t characters(std::string_view text) {
  std::size_t continuations = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    const std::uint64_t high_not_second = (bytes >> 7) & ~(bytes >> 6) & 0x0101010101010101ULL;
    continuations += static_cast<std::size_t>(std::popcount(high_not_second));
  }
  for (; at < text.size(); ++at) continuations += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 1U : 0U;
  return static_cast<std::uint32_t>(text.size() - continuations);
}

std::uint32_t columns_before(std::string_view text, std::uint32_t begin, std::uint32_t content) {
  std::uint32_t columns = 0;
  for (std::uint32_t at = begin; at < content; ++at) {
    if (text[at] == '\t') {
      columns = columns / 4 * 4 + 4;
    } else if (text[at] == ' ') {
      ++columns;
    }
  }
  return columns;
}

bool holds_furniture(const std::vector<Mark>& marks, TextSpan span) {
  if (marks.empty()) return false;
  for (auto mark = mark_from(marks, span.begin); mark != marks.end() && mark->span.begin < span.end; ++mark) {
    if (is_furniture(mark->kind)) return true;
  }
  return false;
}

}  // namespace

TextSpan trimmed(std::string_view text, const std::vector<Mark>& marks, TextSpan span) {
  while (span.begin < span.end) {
    if (const Mark* mark = furniture_at(marks, span.begin)) {
      span.begin = std::min(mark->span.end, span.end);
    } else if (is_ascii_blank(text[span.begin])) {
      ++span.begin;
    } else if (is_no_break_space(text, span.begin)) {
      span.begin += 2;
    } else {
      break;
    }
  }
  while (span.begin < span.end) {
    if (const Mark* mark = furniture_at(marks, span.end - 1)) {
      span.end = std::max(mark->span.begin, span.begin);
    } else if (is_ascii_blank(text[span.end - 1])) {
      --span.end;
    } else if (span.size() >= 2 && is_no_break_space(text, span.end - 2)) {
      span.end -= 2;
    } else {
      break;
    }
  }
  return span;
}

void find_lines(std::string_view text, const std::vector<Mark>& marks, TextSpan within, std::vector<Line>& lines) {
  lines.clear();
  const std::string_view stretch = slice(text, within);
  // A lone CR is a line end only in text that has no LF at all.
  const char line_end = stretch.find('\n') == std::string_view::npos ? '\r' : '\n';
  bool blank = false;
  bool furniture = false;
  for (std::uint32_t begin = within.begin; begin < within.end;) {
    const std::size_t found = text.find(line_end, begin);
    const std::uint32_t end = found < within.end ? static_cast<std::uint32_t>(found) : within.end;
    const TextSpan whole{begin, end};
    const TextSpan content = trimmed(text, marks, whole);
    const bool marked = holds_furniture(marks, whole);
    if (content.empty()) {
      const bool form_feed = slice(text, whole).find('\f') != std::string_view::npos;
      (marked || form_feed ? furniture : blank) = true;
    } else {
      const bool form_feed = text.substr(begin, content.begin - begin).find('\f') != std::string_view::npos;
      const std::uint32_t indent = columns_before(text, begin, content.begin);
      lines.push_back(
          {content, indent, indent + characters(slice(text, content)), blank, furniture || marked || form_feed});
      blank = furniture = false;
    }
    begin = end + 1;
  }
}

}  // namespace concord
