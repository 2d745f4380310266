// StructureFinder: fills Document::divisions with articles, sections, numbered paragraphs, annexes, preamble, signatures.
//
// For treaties, resolutions and reports only; other kinds cost one comparison. Looks at the begins of sentences, so a text that
// lost its line ends (OCR, one long line) has its parts as well. A number opens a part only where it continues the
// series (2 after 1; gaps of a few, where a page was misread; 1 again behind a heading), so a figure in running text does
// not. Letters under a paragraph, "(a)", stay inside it: divisions of one kind do not nest.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

class StructureFinder {
 public:
  /// Requires: paragraphs and sentences are filled. Divisions other than pages are replaced; their token ranges are the
  /// tokeniser's to fill.
  Status operator()(Document& document);
};

/// How a sentence begins: what it could open.
struct PartOpening {
  DivisionKind kind = DivisionKind::numbered_paragraph;
  std::string label;    ///< "5", "5 bis", "II", "2.3"; of an annex "I" or empty
  int number = 0;       ///< of the series; 0 where there is none
  bool certain = false; ///< stands alone on its line, or a title follows
};

/// What the text, which begins a sentence, opens; kind page for nothing. `alone`: nothing else is in its line.
[[nodiscard]] PartOpening read_opening(std::string_view text);

/// Where the signatures of a treaty begin: the first of the lines that only signatures have, behind `from`; text.size() for none.
[[nodiscard]] std::uint32_t signatures_begin(std::string_view text, std::uint32_t from);

}  // namespace concord
