// Phrase: the notation of aliases and patterns, and the pieces that text and notation have in common.
//
// A phrase is words with blanks between them. A word is literal ("front"), has
// wildcards ("ombuds*", "*ation"), offers alternatives ("draft|bill"), or
// stands for others: "*" for exactly one token, "**" for none to three.
//
// Phrases and document terms are both cut into pieces, so that the two agree
// however the text was tokenised: at hyphens, apostrophes, slashes, blanks and
// other signs; dots between single letters vanish ("U.N." is "un"); scripts
// without blanks (Chinese, Thai ...) are cut into characters. A hyphen or
// apostrophe in a phrase also stands for nothing: "inter-Tajik" is
// [inter][tajik] and [intertajik], "Qur'an" is [qur][an] and [quran].
//
// It knows nothing of rules, entries or files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

/// Which other forms of its last word an alias stands for.
enum class Plural : std::uint8_t { none, english };

/// One way to read a phrase, one step after the other.
struct PhrasePath {
  enum class Kind : std::uint8_t { literal, glob, any_token };
  struct Step {
    Kind kind = Kind::literal;
    std::string text;  ///< folded piece; of a glob with its '*'; empty for any_token
    friend bool operator==(const Step&, const Step&) = default;
  };
  std::vector<Step> steps;
  std::string surface;  ///< the pieces as written, without what stood between them and possessives; '*' for wildcards
  friend bool operator==(const PhrasePath&, const PhrasePath&) = default;
};

struct Phrase {
  std::vector<PhrasePath> paths;  ///< distinct; at least one
  bool punctuated = false;        ///< the text holds commas, brackets or the like, or wildcard tokens: the match may, too
  bool literal = true;            ///< no wildcard, no alternative
};

/// The most paths one phrase may have: alternatives multiply.
inline constexpr std::size_t max_phrase_paths = 4096;

/// Errors: nothing but signs and wildcards, a wildcard token at an edge, an empty alternative, too many paths, ill-formed
/// UTF-8. `where` is empty: the caller knows the place.
[[nodiscard]] Result<Phrase> parse_phrase(std::string_view text, Plural plural = Plural::none);

/// Pieces of a word, appended to `pieces` as offsets into `word`; what is between them is a separator. A piece made of
/// single letters with dots between is one piece (`dotted`).
struct PieceSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool dotted = false;
};
void split_pieces(std::string_view word, std::vector<PieceSpan>& pieces);

/// The piece's bytes, without the dots of a dotted one.
[[nodiscard]] std::string piece_text(std::string_view word, const PieceSpan& piece);

/// Whether the piece is the s of a final "'s".
[[nodiscard]] bool is_possessive(std::string_view word, const PieceSpan& piece);

/// All pieces of a text, as they stand.
[[nodiscard]] std::vector<std::string> pieces_of(std::string_view text);

/// Whether `text` matches a pattern in which '*' stands for any bytes, also none.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text);

/// Singular and plural forms of an English word, the word itself first. Folded input.
[[nodiscard]] std::vector<std::string> english_number_forms(std::string_view word);

}  // namespace concord
