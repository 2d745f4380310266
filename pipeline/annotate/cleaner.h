// Cleaner: marks what is not running text, and puts broken words together. Loses nothing: it only marks.
//
// In this order, each only where the reader marked nothing of the kind:
// running heads, feet and page numbers (furniture_finder.h); raised footnote
// figures, with the note they lead to; letter-spaced headings; words broken
// over lines (hyphen_finder.h). Each mark's note says what it rests on.
#pragma once

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/annotate/furniture_finder.h"
#include "pipeline/annotate/hyphen_finder.h"

namespace concord {

class Cleaner {
 public:
  /// Requires: the text is normal. Leaves document.marks ascending and without overlap.
  Status operator()(Document& document);

 private:
  FurnitureFinder x_furniture;
  HyphenFinder x_hyphens;
};

}  // namespace concord
