// Segmenter: fills Document::paragraphs and Document::sentences.
//
// Paragraphs are the reader's blocks where it gave any; what lies between
// blocks, or the whole text where there are none, is cut by its lines: blank
// lines, indentation, numbered starts, short last lines. Lines that were
// wrapped at a width are one paragraph. A paragraph runs on across page
// furniture (marks) when it plainly does: no stop before, no new start behind.
// Sentences are Unicode's (UAX 29), a line end counting as a space, corrected
// by SentenceRules for the language of the paragraph. Spans hold no space at either
// end; what has neither letter nor digit makes neither paragraph nor sentence.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "corpus/text/sentences.h"
#include "pipeline/annotate/paragraph_languages.h"
#include "pipeline/annotate/sentence_rules.h"

namespace concord {

class Segmenter {
 public:
  /// Requires: document.text is normal, marks ascend. Replaces what the two layers held.
  Status operator()(Document& document);

 private:
  void add_sentences(Document& document, const SentenceRules& rules, std::string_view text, TextSpan paragraph,
                     std::uint32_t shift);
  [[nodiscard]] std::string_view masked(const Document& document, TextSpan span);

  ParagraphLanguages x_languages;
  std::vector<Stop> x_stops;  // kept between documents for their memory
  std::string x_masked;
};

}  // namespace concord
