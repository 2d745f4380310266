// Hyphen words: parts of words that tell a compound from a word broken at a line end. Data, folded.
#pragma once

#include <string_view>

namespace concord {

/// "self", "non", "twenty": what stands before a true hyphen whatever follows.
[[nodiscard]] bool always_makes_compounds(std::string_view left);

/// Those, and "peace", "long", "world": what stands before a true hyphen when a word follows.
[[nodiscard]] bool makes_compounds(std::string_view left);

/// "building", "making", "fifth": what stands behind a true hyphen when the left part is a word.
[[nodiscard]] bool ends_compounds(std::string_view right);

/// "inter", "with", "under": a word, but one that is written together with what follows ("with-out").
[[nodiscard]] bool is_written_together(std::string_view left);

/// "ment", "tions", "rity": an end of words that is no word.
[[nodiscard]] bool is_fragment(std::string_view right);

/// "and", "or", "und", "et", "и": after a hyphen and a space they end a suspended compound (medium- and long-term).
[[nodiscard]] bool is_conjunction(std::string_view word);

}  // namespace concord
