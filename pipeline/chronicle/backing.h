// Backing: whether a sentence speaks of what carries an actor: support, control of land, loyalty, bases, arms from outside.
//
// A word of a short list within a few words of the mention ("loyal to the Government", "UTO-controlled", "strongholds of the
// opposition"). A cue for reading, not a judgement: who supports whom is for the reader of the passage.
#pragma once

#include <optional>

#include "corpus/document/document.h"

namespace concord {

/// The token that speaks of it, beside the mention `actor` inside `sentence`.
[[nodiscard]] std::optional<TokenRange> backing_near(const Document& document, TokenRange sentence, TokenRange actor);

}  // namespace concord
