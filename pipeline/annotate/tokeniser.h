// Tokeniser: fills Document::tokens and terms, and the token ranges of sentences and divisions.
//
// Words are those of corpus/text/words.h, found sentence by sentence. Marked
// text holds no tokens; at a line_hyphen or soft_hyphen mark the halves on its
// two sides (furniture between them left out) are one token: its span covers
// everything, its term is that of the halves put together. A hyphen that was
// kept stands outside its mark and so stays in the term.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "corpus/text/words.h"
#include "pipeline/annotate/term_cache.h"

namespace concord {

class Tokeniser {
 public:
  /// Requires: paragraphs and sentences are filled, marks ascend. Replaces what the layers held.
  Status operator()(Document& document);

  /// The terms of the last document under lasting numbers; valid until the next document.
  [[nodiscard]] KnownTerms known_terms() const { return x_cache.known_terms(); }

 private:
  void scan(Document& document, TextSpan span);
  void scan_between_marks(Document& document, TextSpan span);
  std::uint32_t scan_joined(Document& document, std::uint32_t from, std::size_t mark, std::uint32_t limit);

  WordScanner x_scanner;
  TermCache x_cache;
  std::vector<Word> x_words;
  std::vector<TermNo> x_terms;
};

}  // namespace concord
