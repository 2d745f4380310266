// Negation: which tokens of a sentence stand under a "no", "not", "without", "never", "failed to".
//
// A cue negates what follows it, to the next clause border: a comma, colon,
// semicolon, bracket or spaced dash, a word such as "but" or "although", the end of the
// sentence, or seven tokens. A negated passive ("was not established", "has
// not yet been appointed") negates its subject, too: what stands before it, to
// the clause border on the left. Turns of phrase that only look negative ("not
// only", "no later than", "without delay") are no cues, nor is "No. 5".
// English, Russian and French. It does not resolve what a negation means (a double one is one), nor questions,
// nor irony.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct NegationCue {
  enum class Kind : std::uint8_t { negates_right, negates_left, harmless, border };
  std::string_view phrase;  ///< in the notation of phrase.h
  Kind kind;
};

/// All cues, of all languages together.
[[nodiscard]] const std::vector<NegationCue>& negation_cues();

/// The longest scope of one cue, in tokens.
inline constexpr std::uint32_t negation_reach = 7;

/// One cue found in a sentence.
struct CueHit {
  NegationCue::Kind kind;
  TokenRange tokens;
};

/// Appends the scopes in `sentence` (token indices of the document). Requires: the hits lie in the sentence.
void negation_scopes(const Document& document, TokenRange sentence, const std::vector<CueHit>& hits, std::vector<TokenRange>& scopes);

/// Whether the text between two tokens ends a clause: a comma, semicolon, colon, bracket, long or spaced dash.
[[nodiscard]] bool is_clause_border(std::string_view between);

}  // namespace concord
