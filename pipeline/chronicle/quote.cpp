#include "pipeline/chronicle/quote.h"

#include <algorithm>

namespace concord {

Quote quote(const Document& document, TextSpan span, TextSpan marked) {
  Quote made;
  const std::string& text = document.text.utf8;
  auto mark = std::partition_point(document.marks.begin(), document.marks.end(), [&](const Mark& one) { return one.span.end <= span.begin; });
  bool blank = false;
  bool begun = false;
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (!marked.empty() && at == marked.end) made.mark_end = static_cast<std::uint32_t>(made.text.size());
    while (mark != document.marks.end() && mark->span.end <= at) ++mark;
    if (mark != document.marks.end() && mark->span.begin <= at) {
      const bool joins = mark->kind == MarkKind::line_hyphen || mark->kind == MarkKind::soft_hyphen;
      if (!joins) blank = begun;
      if (joins) blank = false;
      continue;
    }
    const auto c = static_cast<unsigned char>(text[at]);
    if (c <= 0x20 || c == 0x7F) {
      // Behind a line hyphen the other half follows without a blank.
      const bool behind_hyphen = mark != document.marks.begin() && std::prev(mark)->kind == MarkKind::line_hyphen && std::prev(mark)->span.end >= at &&
                                 std::prev(mark)->span.begin >= span.begin;
      blank = begun && !behind_hyphen;
      continue;
    }
    if (blank) made.text += ' ';
    blank = false;
    begun = true;
    if (!marked.empty() && at == marked.begin) made.mark_begin = static_cast<std::uint32_t>(made.text.size());
    made.text += static_cast<char>(c);
  }
  if (!marked.empty() && marked.end >= span.end) made.mark_end = static_cast<std::uint32_t>(made.text.size());
  if (made.mark_end < made.mark_begin) made.mark_end = made.mark_begin;
  return made;
}

}  // namespace concord
