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

}  // namespace concord
