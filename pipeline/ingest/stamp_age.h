// trusted_time: a file that was modified a moment before it was read may change again within the grain of the clock that
// stamps it: its time is stored as one that no file has, so that the next run reads it again.
#pragma once

#include <cstdint>

namespace concord {

inline constexpr std::int64_t clock_grain_ns = 50'000'000;

/// `mtime_ns`, or -1 when it is younger than the grain.
[[nodiscard]] std::int64_t trusted_time(std::int64_t mtime_ns);

}  // namespace concord
