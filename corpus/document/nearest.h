// nearest: which of the known names a mistyped one was probably meant to be, for the remedy of an error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// Number of single-byte insertions, deletions, replacements and swaps of neighbours that lead from a to b
/// (Damerau 1964, optimal string alignment).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name with the smallest distance, when it is near enough to be meant (a third of its length); ties go to
/// the first.
[[nodiscard]] std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string_view>& known);

/// The same of any range of strings.
template <typename Names>
[[nodiscard]] std::optional<std::string> nearest(std::string_view typed, const Names& known) {
  return nearest(typed, std::vector<std::string_view>(known.begin(), known.end()));
}

}  // namespace concord
