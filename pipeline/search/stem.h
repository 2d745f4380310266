// Stem: all terms of the dictionary that have the stem of a word (Snowball, by language), so that the forms that
// matched can be shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/search/expansion.h"

namespace concord {

/// Terms with the stem of `word` (folded) in one of the languages (BCP 47 primary tags); the word itself always counts.
/// Languages that Snowball has no stemmer for are passed over; none at all is an error (usage).
[[nodiscard]] Result<Expansion> expand_stem(const Snapshot& snapshot, Field field, std::string_view word,
                                            const std::vector<std::string>& languages, std::size_t limit);

}  // namespace concord
