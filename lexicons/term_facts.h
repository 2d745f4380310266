// TermFacts: what a compiled lexicon knows of one term, and TermFactsOfDocument, which finds it for all terms of a document.
//
// A term is looked up in the dictionary once, then remembered under the number
// that the tokeniser knows it by (KnownTerms), so that of the next document only
// its new words are looked up. The memory lasts as long as the tokeniser's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/vocabulary.h"
#include "lexicons/dictionary.h"
#include "lexicons/known_terms.h"
#include "lexicons/matcher.h"
#include "lexicons/phrase_trie.h"

namespace concord {

struct TermFacts {
  std::uint64_t bits = 0;          ///< PhraseTrie::bits_of
  TermReadings::Range readings;
  Symbol symbol = no_symbol;       ///< TermReadings::only_symbol
  std::uint32_t phrase_root = 0;   ///< PhraseTrie::root_of in each of the tries
  std::uint32_t context_root = 0;
  std::uint32_t wide_root = 0;
  std::uint32_t cue_root = 0;
};

class TermFactsOfDocument {
 public:
  /// Finds the facts of all terms. `tables` must be the same until the memory of `known` changes.
  void find(const Matcher::Tables& tables, const Vocabulary& terms, const KnownTerms& known);

  [[nodiscard]] const TermFacts& operator[](TermNo no) const { return x_facts[no]; }
  [[nodiscard]] const TermReadings& readings() const { return x_readings; }

  /// Calls found(output, begin, end) for each phrase of `trie` that begins at token `begin` of the document and ends
  /// before `limit`; `root` is the trie's in TermFacts.
  template <class Found>
  void walk(const PhraseTrie& trie, std::uint32_t TermFacts::* root, const Document& document, std::uint32_t begin, std::uint32_t limit,
            const Found& found) const {
    const std::uint32_t from = x_facts[document.tokens[begin].term].*root;
    if (from == 0) return;
    trie.walk(from, x_readings, begin, limit, [&](std::uint32_t token) -> const TermFacts& { return x_facts[document.tokens[token].term]; },
              [&](std::uint32_t output, std::uint32_t end) { found(output, begin, end); });
  }

 private:
  TermFacts look_up(const Matcher::Tables& tables, std::string_view term);

  TermReadings x_readings;         // of this document's terms and of all remembered ones
  std::vector<TermFacts> x_facts;  // of this document's terms
  struct Remembered {
    TermFacts facts;
    bool known = false;
  };
  std::vector<Remembered> x_remembered;  // by the numbers of x_memory
  std::uint64_t x_memory = 0;
};

}  // namespace concord
