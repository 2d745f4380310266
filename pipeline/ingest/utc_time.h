// The time of day as runs, commits and logs write it: UTC, ISO 8601, to the second.
#pragma once

#include <string>

namespace concord {

/// "1997-06-27T12:00:00Z"
[[nodiscard]] std::string utc_timestamp();
[[nodiscard]] int utc_year();

}  // namespace concord
