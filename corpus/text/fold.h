// fold_term: from a word as it stands in a text to the term it is indexed and looked up by.
//
// The one definition used by tokeniser, lexicons and queries alike, so that
// what was indexed is what is asked for. Deterministic, idempotent
// (fold(fold(x)) == fold(x)), independent of language and locale:
//   - Unicode NFKC case folding (UAX 44 NFKC_Casefold): "Straße" strasse,
//     "ﬁ" fi, full width to narrow, default-ignorable characters dropped;
//   - accents stripped from Latin and Greek letters, strokes and ligatures
//     with them (é e, ł l, đ d, ø o, œ oe, ά α); of Cyrillic only ё becomes е
//     and a loose stress mark is dropped: й, ӣ, ӯ, ғ, қ are letters and stay;
//   - apostrophes, single quotes, primes and transliteration marks are ',
//     double quotes ", every dash and hyphen -;
//   - Arabic and Persian: vowel signs and tatweel dropped, yeh (ی ى ي) and kaf
//     (ک ك) are one letter each, alef with hamza, madda or wasla is alef.
// It does not split, trim or join: what the word is, the tokeniser decides.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The term of `surface`. Ill-formed UTF-8 folds as U+FFFD. Cost: ASCII a byte at a time; Latin, Greek, Cyrillic and
/// Arabic without combining marks by table; anything else through ICU. Thread-safe.
[[nodiscard]] std::string fold_term(std::string_view surface);

/// Appends the term of `surface` to `out`.
void fold_term(std::string_view surface, std::string& out);

namespace slow {
/// The definition, without tables: always through ICU. For tests of fold_term.
[[nodiscard]] std::string fold_term(std::string_view surface);
}  // namespace slow

}  // namespace concord
