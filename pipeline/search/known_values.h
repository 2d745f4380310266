// known_values: what a column of the metadata holds, in a few words, for notes about a value that no document has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/index/snapshot.h"

namespace concord {

/// "values are report (22), treaty (5)", "values run from 1946 to 2024", or "no document has a kind at all". Numbers and dates are a range,
/// of other values the most frequent are named.
[[nodiscard]] std::string known_values(const Snapshot& snapshot, const std::string& key);

/// The value of the column nearest to `value`, if one is near.
[[nodiscard]] std::optional<std::string> nearest_value(const Snapshot& snapshot, const std::string& key, std::string_view value);

}  // namespace concord
