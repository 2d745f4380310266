// Reading: a document as a person reads it in a terminal: paragraphs wrapped, labels in colour, page breaks told.
//
// What the cleaning marked (running heads, page numbers, menus) is left out and
// line-end hyphens are closed, unless the raw text is asked for. Under each
// paragraph stands which labels it carries, so that the view says the same without colours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/render/styled_text.h"

namespace concord {

struct ReadingOptions {
  std::size_t width = 0;            ///< 0 = paragraphs on one line
  bool colour = false;
  bool labels = true;               ///< colours, and the line of labels under a paragraph
  bool raw = false;                 ///< the text as it was read, furniture and line ends included
  bool paragraph_numbers = true;
  std::optional<TextSpan> only = {};///< paragraphs that meet this stretch
  std::vector<TextSpan> matches = {};///< marked as hits
  std::string link = {};            ///< address of the source file, under the title; empty = none
};

/// Title, source and date in a few lines; then the text.
[[nodiscard]] std::string render_reading(const Document& document, const ReadingOptions& options);

/// The head alone: title, id, date, kind, language, encoding, format, warnings; each with where it comes from.
[[nodiscard]] std::string render_head(const Document& document, const ReadingOptions& options);

/// A stretch of the text on one line: marked furniture left out, halves of broken words joined, blanks folded; the given
/// spans styled. Spans may nest: the innermost shows.
struct Emphasis {
  TextSpan span;
  Style style = Style::match;
};
[[nodiscard]] StyledText passage(const Document& document, TextSpan span, const std::vector<Emphasis>& emphases);

}  // namespace concord
