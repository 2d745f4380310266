// Where a paragraph begins, by the distances between lines, indents, numbers that open a provision and the ends of
// sentences; and whether it is a heading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/read/page_layout.h"

namespace concord {

/// Of the body of one page, in points.
struct Measures {
  double height = 10;    // of a line of the body
  double distance = 12;  // from line to line
  double left = 0;       // edges of the body
  double right = 0;
};

[[nodiscard]] Measures measure(const Page& page);

/// One paragraph, heading or footnote: lines that stand together, perhaps across pages.
struct PageParagraph {
  std::vector<std::pair<std::size_t, const PageLine*>> lines;  // page, line
  Measures measures;
  double page_width = 0;
};

/// "12. ", "(a) ", "3.1 ", "IV. ", "- ", "•": what a provision or an item begins with.
[[nodiscard]] bool opens_item(const PageLine& line);
[[nodiscard]] bool ends_sentence(const std::string& text);
[[nodiscard]] bool begins_small(const std::string& text);  ///< with a small letter of ASCII, quotes aside

/// Whether `line` begins a new paragraph after `before`, both on one page.
[[nodiscard]] bool begins_paragraph(const PageLine& before, const PageLine& line, const Measures& page);

/// 1 for centred capitals, 2 for other centred lines; nothing for running text.
[[nodiscard]] std::optional<std::uint8_t> heading_level(const PageParagraph& paragraph);

}  // namespace concord
