// PageLayout: lines with their places on pages, as a PDF's text layer or OCR gives them, made into a document.
//
// Pages become divisions. A line near the top or the foot of a page that comes
// again, figures aside, at the same height of a neighbouring page is running
// head or foot; a lone number there is the page number. Lines are joined to
// paragraphs by the distances between them, indents, numbers that open a
// provision, and sense across a page break. Everything stays in the text: what
// is no running text is marked. There are no source bytes to point to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/text/ascii.h"

namespace concord {

/// A letter of ASCII, or a byte of any other character.
[[nodiscard]] constexpr bool is_letter_byte(char c) { return is_ascii_letter(c) || (c & 0x80) != 0; }
[[nodiscard]] constexpr bool is_word_byte(char c) { return is_letter_byte(c) || is_ascii_digit(c); }

/// The middle one in size; 0 of none.
[[nodiscard]] double median(std::vector<double> values);

/// In points, from the top left corner of the page.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] double height() const { return bottom - top; }
  [[nodiscard]] double width() const { return right - left; }
  void include(const Box& other);
};

struct PageWord {
  Box box;
  std::string text;
  int confidence = 100;
};

/// What a line is; filled by compose_pages.
enum class LineRole : std::uint8_t { body, running_head, running_foot, page_number, footnote, noise };

struct PageLine {
  Box box;
  std::vector<PageWord> words;
  std::uint32_t block = 0;  ///< lines of one number stand together, as the program that read the page saw it
  LineRole role = LineRole::body;
  std::string note = {};  ///< why the role
  [[nodiscard]] std::string text() const;
  [[nodiscard]] int confidence() const;  ///< mean of the words, 0..100
};

struct Page {
  double width = 0, height = 0;
  std::vector<PageLine> lines;  ///< in reading order
  bool from_ocr = false;
  int confidence = 100;
  [[nodiscard]] std::size_t letters() const;  ///< bytes of letters and digits
};

/// The pages that `pdftotext -bbox-layout` printed, and what its head says.
struct LaidOutPdf {
  std::vector<Page> pages;
  std::string title;
  std::string creation_date;  ///< ISO 8601
};
[[nodiscard]] LaidOutPdf parse_bbox_layout(std::string_view xhtml);

/// The page that `tesseract ... tsv` printed, `resolution` being the dots an inch it saw.
[[nodiscard]] Page parse_ocr_page(std::string_view tsv, unsigned resolution);

/// Text, blocks, marks and page divisions. Requires: an empty document. Changes the lines' roles.
void compose_pages(std::vector<Page>& pages, Document& document);

}  // namespace concord
