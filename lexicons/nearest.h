// Nearest: the known word that a mistyped one most likely meant, for the remedies of error messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// The candidate with the least edits (insert, delete, replace, swap of neighbours), when that is at most a third of the
/// length of `word`, rounded up; else empty. Ties go to the first candidate.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace concord
