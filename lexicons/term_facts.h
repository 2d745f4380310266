// TermFacts: what a compiled lexicon knows of one term, and TermFactsOfDocument, which finds it for all terms of a document.
//
// A term is looked up in the dictionary once, then remembered under the number
// that the tokeniser knows it by (KnownTerms), so that of the next document only
// its new words are looked up. The memory lasts as long as the tokeniser's.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/vocabulary.h"
#include "lexicons/dictionary.h"
#include "lexicons/known_terms.h"
#include "lexicons/matcher_tables.h"
#include "lexicons/phrase_trie.h"

namespace concord {

struct TermFacts {
  SymbolBits bits = 0;          ///< PhraseTrie::bits_of; 0 = not looked up yet
  SymbolBits follow = 0;        ///< PhraseStart::follow among the aliases and patterns
  std::uint32_t reading = 0;    ///< TermReadings::only_symbol, or, from `several` on, where among TermReadings::terms it stands
  std::array<std::uint32_t, trie_kinds> starts = {};  ///< PhraseStart::list in each trie

  static constexpr std::uint32_t several = 1U << 31U;
};

class TermFactsOfDocument {
 public:
  /// Finds the facts of all terms. `tables` must be the same until the memory of `known` changes, and outlive the walks.
  void find(const Matcher::Tables& tables, const Vocabulary& terms, const KnownTerms& known);

  [[nodiscard]] const TermFacts& operator[](TermNo no) const { return x_facts[no]; }

  /// Calls found(output, begin, end) for each phrase of a trie that begins at token `begin` of the document and ends before
  /// `limit`.
  template <class Found>
  void walk(TrieKind kind, const Document& document, std::uint32_t begin, std::uint32_t limit, const Found& found) const {
    const Text text{*this, document};
    const std::uint32_t start = text.facts(begin).starts[kind];
    if (start == 0) return;
    std::uint32_t at = start + 1;
    for (; at <= start + x_list[start]; ++at) found(x_list[at], begin, begin + 1);
    for (; x_list[at] != 0; ++at) {
      x_tables->tries[kind].walk(x_list[at], x_readings, begin + 1, limit, text, [&](std::uint32_t output, std::uint32_t end) { found(output, begin, end); });
    }
  }

 private:
  // As PhraseTrie reads a document.
  struct Text {
    const TermFactsOfDocument& known;
    const Document& document;
    [[nodiscard]] const TermFacts& facts(std::uint32_t token) const { return known.x_facts[document.tokens[token].term]; }
    [[nodiscard]] SymbolBits bits(std::uint32_t token) const { return facts(token).bits; }
    [[nodiscard]] Symbol symbol(std::uint32_t token) const {
      const std::uint32_t reading = facts(token).reading;
      return reading < TermFacts::several ? reading : several_symbols;
    }
    [[nodiscard]] TermReadings::Range readings(std::uint32_t token) const { return known.x_readings.terms[facts(token).reading - TermFacts::several]; }
  };
  [[nodiscard]] TermFacts look_up(std::string_view term);
  void forget();

  const Matcher::Tables* x_tables = nullptr;
  std::vector<TermFacts> x_facts;       // of this document's terms
  std::vector<TermFacts> x_remembered;  // by the numbers of x_memory
  std::uint64_t x_memory = 0;
  // Of this document's terms and of all remembered ones.
  TermReadings x_readings;
  std::vector<std::uint32_t> x_list = {0};  // of PhraseStart
};

}  // namespace concord
