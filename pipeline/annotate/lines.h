// Lines: the lines of a plain text with what the cutting into paragraphs needs to know of each.
//
// Only lines with content are listed; blank lines and page furniture show as
// flags of the next. Knows nothing of language.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct Line {
  TextSpan content;               ///< without space and furniture at either end, never empty
  std::uint32_t indent = 0;       ///< columns before the content, a tab to the next multiple of four
  std::uint32_t width = 0;        ///< characters from the line's begin to its content's end
  bool blank_before = false;      ///< a blank line stands between it and the line before
  bool furniture_before = false;  ///< a running head or foot, page number, or form feed stands between
  friend bool operator==(const Line&, const Line&) = default;
};

/// True for marks that are no part of the running text at all (not hyphens and footnote marks).
[[nodiscard]] constexpr bool is_furniture(MarkKind kind) {
  return kind == MarkKind::running_head || kind == MarkKind::running_foot || kind == MarkKind::page_number ||
         kind == MarkKind::boilerplate;
}

/// Replaces `lines` by the lines inside `within`. Line ends: LF, CR LF, CR.
void find_lines(std::string_view text, const std::vector<Mark>& marks, TextSpan within, std::vector<Line>& lines);

/// The span without white space and furniture at either end; empty at its begin when nothing else is in it.
[[nodiscard]] TextSpan trimmed(std::string_view text, const std::vector<Mark>& marks, TextSpan span);

}  // namespace concord
