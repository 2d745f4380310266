// Passages: the sentences of a document that show why it matches, with what is to be marked and how to cite them.
//
// Cut at sentence borders. The best show the most different parts of the query
// that a better one does not show yet, then have the most parts, then the most
// matches, then come first. Sentences side by side become one
// passage when a hit reaches over both. The spans point into the document's text; what the
// cleaning marked as furniture is for the one who prints to leave out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/search/occurrence.h"

namespace concord {

/// Where a stretch of tokens stands, for a citation.
struct Locus {
  std::uint32_t sentence = 0;   ///< from 1; 0 when the document has none
  std::uint32_t paragraph = 0;  ///< from 1
  std::string page;             ///< label of the page, or empty
  std::string article;          ///< label of the article, or empty
  std::string section;          ///< label of the numbered paragraph, or empty
  std::string note;             ///< label of the footnote, or empty
  friend bool operator==(const Locus&, const Locus&) = default;
};
[[nodiscard]] Locus place_of(const Document& document, std::uint32_t token);

struct Passage {
  SentenceRange sentences;
  TextSpan span;                ///< of those sentences
  std::vector<TextSpan> marks;  ///< inside span, ascending, not overlapping (what overlaps is one mark)
  std::uint32_t parts = 0;      ///< different leaves of the query in it
  Locus place;                  ///< of its first mark; of its first token when it has none
};

struct PassageOptions {
  std::size_t limit = 3;      ///< passages a document
  std::uint32_t around = 0;   ///< sentences of the same paragraph before and after
  bool in_text_order = true;  ///< else the best first
};

/// `occurrences` and `marks` as Answer gives them. Without occurrences: the first sentence that is not a heading, unmarked.
/// Requires: document has text, tokens and sentences.
[[nodiscard]] std::vector<Passage> best_passages(const Document& document, const Occurrences& occurrences, const Occurrences& marks,
                                                 const PassageOptions& options = {});

/// Number of the sentence that holds the token. Requires: there are sentences.
[[nodiscard]] std::uint32_t sentence_of(const Document& document, std::uint32_t token);
/// Number of the paragraph that holds the sentence. Requires: there are paragraphs.
[[nodiscard]] std::uint32_t paragraph_of(const Document& document, std::uint32_t sentence);
/// The bytes from the first to the last token, and a bracket that closes there. Requires: not empty, inside the document.
[[nodiscard]] TextSpan text_span(const Document& document, TokenRange tokens);

}  // namespace concord
