#include "pipeline/ingest/stamp_age.h"

#include <ctime>

namespace concord {

std::int64_t trusted_time(std::int64_t mtime_ns) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t now_ns = static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
  return mtime_ns + clock_grain_ns > now_ns ? -1 : mtime_ns;
}

}  // namespace concord
