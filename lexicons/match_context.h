// MatchContext: whether what a rule asks of the words around its match is there: near, require, forbid, and `not` phrases.
//
// Context phrases of a sentence are looked for when a match in it first asks.
// Exclusions and those of the whole document are rare, and the matcher has met
// them already. Most rules ask for phrases that do not stand there, so each
// phrase has a bit in the sentence and a stamp in the document, and only when
// one of a rule's phrases has it are the places compared. Working memory is
// kept from document to document; one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document/document.h"
#include "lexicons/matcher_tables.h"
#include "lexicons/term_facts.h"

namespace concord {

class MatchContext {
 public:
  /// The next matches are of this document. All three must outlive them.
  void start_document(const Matcher::Tables& tables, const Document& document, const TermFactsOfDocument& facts);

  /// A phrase of one of the two kinds that stands in the document. Requires: they come ascending by their begin, all of
  /// them before the first sentence.
  void add_exclusion(std::uint32_t exclusion, TokenRange tokens) { x_exclusions.push_back({exclusion, tokens}); }
  void add_wide(std::uint32_t context, TokenRange tokens);

  /// The next matches are of this sentence, which lies behind the one before.
  void start_sentence(const Sentence& sentence);

  [[nodiscard]] bool holds(const Matcher::Tables::Conditions& conditions, TokenRange match);
  /// Whether one of the exclusions contains the match.
  [[nodiscard]] bool excludes(const Matcher::Tables::Contexts& exclusions, TokenRange match) const;

 private:
  using Tables = Matcher::Tables;
  struct Hit {
    std::uint32_t context = 0;
    TokenRange tokens;
  };
  /// The first and the last place of a phrase; valid while the stamp is the current one.
  struct Reach {
    std::uint64_t stamp = 0;
    TokenRange first;
    TokenRange last;
  };

  template <class Wanted>
  bool stands(const Tables::Contexts& phrases, const Wanted& wanted);
  [[nodiscard]] bool is_near(const Tables::Conditions& conditions, TokenRange match);
  [[nodiscard]] bool in_document(const Tables::Contexts& phrases, TokenRange match) const;
  [[nodiscard]] bool in_paragraph(const Tables::Contexts& phrases, TokenRange match) const;
  [[nodiscard]] bool in_sentence(std::uint32_t context) const { return (x_in_sentence[context / 64] >> (context % 64) & 1U) != 0; }
  [[nodiscard]] TokenRange paragraph_of(TokenRange match) const;
  void find_in_sentence();

  const Tables* x_tables = nullptr;
  const Document* x_document = nullptr;
  const TermFactsOfDocument* x_facts = nullptr;
  const Sentence* x_sentence = nullptr;
  bool x_knows_sentence = false;
  // Phrases of the sentence and of the document have numbers of their own: each is looked for in one of the two.
  std::vector<Hit> x_sentence_hits;
  std::vector<Hit> x_document_hits;
  std::vector<Hit> x_exclusions;  // of the document; those before the sentence are behind x_first_exclusion
  std::size_t x_first_exclusion = 0;
  std::vector<std::uint64_t> x_in_sentence;  // bits by number
  std::vector<Reach> x_reaches;              // by number
  std::uint64_t x_stamp = 0;                 // of the document; counted up, so that nothing need be cleared
};

}  // namespace concord
