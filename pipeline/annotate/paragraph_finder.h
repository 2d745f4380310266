// ParagraphFinder: which lines of a plain text make one paragraph.
//
// Looks at the whole text first: when its lines are wrapped at a width, a line
// end is a space unless something speaks against it (a blank line, a numbered
// start, an indentation, a short last line); else every line is a paragraph.
// A word broken over a line end (a hyphen mark) always holds both lines
// together, and so does a text that plainly goes on over a page or a blank line.
// Knows layout only; where a reader knows better, the segmenter asks for
// nothing here.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/annotate/lines.h"

namespace concord {

struct FoundParagraph {
  TextSpan span;
  BlockKind kind = BlockKind::paragraph;  ///< paragraph, heading or list_item
};

class ParagraphFinder {
 public:
  /// Appends the paragraphs inside `within`, ascending.
  void find(const Document& document, TextSpan within, std::vector<FoundParagraph>& out);

 private:
  [[nodiscard]] bool runs_on(const Document& document, const Line& before, const Line& line) const;
  [[nodiscard]] bool runs_on_over_gap(std::string_view last, std::string_view first, const Line& before,
                                      bool furniture) const;
  void measure();

  std::vector<Line> x_lines;
  std::vector<std::uint32_t> x_widths;
  bool x_wrapped = false;
  std::uint32_t x_width = 0;  ///< at which the lines were wrapped, in characters
};

/// True when a text that ends so is closed: by a stop, colon or semicolon, quotes and brackets behind it allowed.
[[nodiscard]] bool ends_closed(std::string_view text);

/// True for "12. ", "(a) ", "IV. ", "• ", "Article 5", "Статья 5" and their like at the begin of a line.
[[nodiscard]] bool starts_numbered(std::string_view line);

/// True when the line has capitals and no small letters, two at least: "II. MAIN DEVELOPMENTS".
[[nodiscard]] bool is_in_capitals(std::string_view line);

/// True when the text begins, quotes and brackets aside, with a small letter.
[[nodiscard]] bool begins_small(std::string_view text);

}  // namespace concord
