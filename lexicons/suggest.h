// Suggester: names that a collection has and the lexicon lacks, ranked, with passages.
//
// Three kinds: unknown names (sequences of capitalised words that no mention
// of an actor touches), abbreviations that documents define, and spellings
// near to a known alias ("Rakhmonov" where the lexicon has "Rahmonov", "Рахмонов"): the same after
// transliteration without vowels and doubled letters, or within one edit in
// six letters. It proposes; nothing is tagged by it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lexicons/draft.h"
#include "lexicons/lexicon.h"

namespace concord {

struct Document;

struct Suggestion {
  enum class Kind : std::uint8_t { unknown_name, abbreviation, spelling };
  Kind kind = Kind::unknown_name;
  std::string text;
  std::string label;         ///< the known label, of a spelling or a defined abbreviation; else empty
  std::string beside;        ///< the known alias, or the long form
  std::uint32_t count = 0;   ///< occurrences
  std::uint32_t documents = 0;
  double score = 0;          ///< what the ranking is by: count, spread over documents, number of words
  std::vector<std::string> passages;  ///< up to three, "id: ... text ..."
};

[[nodiscard]] std::string_view name(Suggestion::Kind kind);

class Suggester {
 public:
  explicit Suggester(const Lexicon& lexicon);
  ~Suggester();
  Suggester(Suggester&&) noexcept;
  Suggester& operator=(Suggester&&) noexcept;

  /// Looks at one tagged document. Memory: one entry for each distinct name met.
  void add(const Document& document);

  /// The best `limit` suggestions that occur at least `least` times; ties in the order of their bytes.
  [[nodiscard]] std::vector<Suggestion> ranked(std::size_t limit, std::uint32_t least = 2) const;

 private:
  struct State;
  std::unique_ptr<State> x_state;
};

/// Accepted suggestions as a lexicon file: new actors, and extensions of known ones with their evidence.
[[nodiscard]] LexiconDraft draft_of_suggestions(const std::vector<Suggestion>& accepted);

/// What names have in common however they were transliterated: consonants only, by sound. Folded or not.
[[nodiscard]] std::string sound_of(std::string_view name);

}  // namespace concord
