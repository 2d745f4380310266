// StyledText: a text with marked stretches, painted on a terminal or marked by signs elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// How a stretch is shown on a terminal.
enum class Style : std::uint8_t { plain, match, actor, theme, negated, dim, strong };

struct StyledSpan {
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  Style style = Style::match;
};

struct StyledText {
  std::string text;
  std::vector<StyledSpan> spans;  ///< ascending, not overlapping
  std::string link = {};          ///< address that the whole text leads to on a terminal (OSC 8); empty = none

  void append(std::string_view more) { text += more; }
  void append(std::string_view more, Style style);
};

/// With escape sequences (ECMA-48, links as OSC 8) where `colour`, else the bare text.
[[nodiscard]] std::string painted(const StyledText& styled, bool colour);

/// Matches between « and »; other styles are dropped.
[[nodiscard]] std::string with_marks(const StyledText& styled);

/// One line that can do no harm (corpus/text/safe_text.h): what a document or a name puts on a terminal goes through here.
[[nodiscard]] StyledText made_safe(const StyledText& styled);

/// The bytes [begin, end) and the styles inside them. Requires: character borders.
[[nodiscard]] StyledText cut(const StyledText& styled, std::size_t begin, std::size_t end);

/// Lines of at most `width` columns, broken at blanks (a longer word stands alone); blanks at the breaks are dropped.
/// width 0 = one line.
[[nodiscard]] std::vector<StyledText> wrapped(const StyledText& styled, std::size_t width);

}  // namespace concord
