// TermFacts: what a compiled lexicon knows of one term, and TermFactsOfDocument, which finds it for all terms of a document.
//
// A term is looked up in the dictionary once, then remembered under the number
// that the tokeniser knows it by (KnownTerms), so that of the next document only
// its new words are looked up. The memory lasts as long as the tokeniser's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/vocabulary.h"
#include "lexicons/dictionary.h"
#include "lexicons/known_terms.h"
#include "lexicons/matcher.h"

namespace concord {

struct TermFacts {
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
