// Suggester: names that a collection has and the lexicon lacks, ranked, with passages.
//
// Three kinds: unknown names (name_finder.h), abbreviations that documents
// define, and spellings near to a known alias ("Rakhmonov" where the lexicon
// has "Rahmonov", "Рахмонов"): the same after transliteration without vowels and
// doubled letters, or the end of a longer alias. Unknown names are ranked by
// their C-value (Frantzi, Ananiadou, Mima 2000: frequency less that inside
// longer names, times length), by their spread over documents, and by what
// speaks for an actor: a head like "Party", titles, verbs, against places. It
// proposes; nothing is tagged by it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

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
  double score = 0;          ///< what the ranking is by
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

  /// The best `limit` suggestions that occur at least `least` times; ties in the order of their bytes. `weak`: also names that nothing but
  /// their capitals shows to be an actor's (no head like "Council", no title before, no verb of acting behind).
  [[nodiscard]] std::vector<Suggestion> ranked(std::size_t limit, std::uint32_t least = 2, bool weak = false) const;

 private:
  struct State;
  std::unique_ptr<State> x_state;
};

/// What names have in common however they were transliterated: consonants only, by sound. Folded or not.
[[nodiscard]] std::string sound_of(std::string_view name);

}  // namespace concord
