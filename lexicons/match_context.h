// MatchContext: whether what a rule asks of the words around its match is there: near, require, forbid, and `not` phrases.
//
// Context phrases are looked for when a match first asks: in its sentence, or
// in the whole document. Most rules ask for phrases that do not stand there, so
// each phrase has a stamp, valid for the sentence or the document in hand, and
// only when one of a rule's phrases has it are the places compared. Working
// memory is kept from document to document; one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corpus/document/document.h"
#include "lexicons/matcher_tables.h"
#include "lexicons/term_facts.h"

namespace concord {

class MatchContext {
 public:
  /// The next matches are of this document. All three must outlive them.
  void start_document(const Matcher::Tables& tables, const Document& document, const TermFactsOfDocument& facts);

  /// The next matches are of this sentence. `begins`: its tokens that can begin a context phrase, which must stay until
  /// the next sentence.
  void start_sentence(const Sentence& sentence, std::span<const std::uint32_t> begins);

  [[nodiscard]] bool holds(const Matcher::Tables::Conditions& conditions, TokenRange match);
  /// Whether one of the phrases contains the match.
  [[nodiscard]] bool contains(const Matcher::Tables::Contexts& phrases, TokenRange match);

 private:
  using Tables = Matcher::Tables;
  struct Hit {
    std::uint32_t context = 0;
    TokenRange tokens;
  };
  /// The first and the last place of a phrase; valid while the stamp is the current one.
  struct Reach {
    std::uint32_t stamp = 0;
    TokenRange first;
    TokenRange last;
  };

  template <class Wanted>
  bool stands(const Tables::Contexts& phrases, const Wanted& wanted);
  [[nodiscard]] bool is_near(const Tables::Conditions& conditions, TokenRange match);
  [[nodiscard]] bool in_document(const Tables::Contexts& phrases, TokenRange match);
  [[nodiscard]] bool in_paragraph(const Tables::Contexts& phrases, TokenRange match);
  [[nodiscard]] TokenRange paragraph_of(TokenRange match) const;
  void find_in_sentence();
  void find_in_document();

  const Tables* x_tables = nullptr;
  const Document* x_document = nullptr;
  const TermFactsOfDocument* x_facts = nullptr;
  const Sentence* x_sentence = nullptr;
  std::span<const std::uint32_t> x_begins;
  bool x_knows_sentence = false;
  bool x_knows_document = false;
  // Phrases of the sentence and of the document have numbers of their own: each is looked for in one of the two.
  std::vector<Hit> x_sentence_hits;
  std::vector<Hit> x_document_hits;
  std::vector<Reach> x_reaches;  // by number; of phrases of a sentence only the stamp is kept
  std::uint32_t x_last_stamp = 0;
  std::uint32_t x_sentence_stamp = 0;
  std::uint32_t x_document_stamp = 0;

  std::uint32_t next_stamp();
};

}  // namespace concord
