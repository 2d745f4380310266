// Abbreviations: words whose full stop does not end a sentence, and words that begin one. Data by language.
//
// Written for the prose of diplomacy, law and reports in English, French,
// Spanish, German, Russian and Tajik. Each word is folded (see fold.h) and has
// no final stop. An unknown language gets all lists together.
#pragma once

#include <string_view>

namespace concord {

enum class AbbreviationKind : unsigned char {
  none,
  title,      ///< never ends a sentence: Mr., Gen., H.E., e.g.
  reference,  ///< does not end one before a number: No. 5, Art. VI, p. 12
  either,     ///< ends one only before a word that begins sentences: U.S. The; Ltd. In
};

/// `word` folded, inner stops kept ("u.n"). `language`: primary tag, "" = all lists.
[[nodiscard]] AbbreviationKind abbreviation_kind(std::string_view word, std::string_view language);

/// True for words such as "the", "in", "however", "le", "в" that begin sentences more often than names.
[[nodiscard]] bool begins_sentences(std::string_view word, std::string_view language);

}  // namespace concord
