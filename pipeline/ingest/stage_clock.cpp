#include "pipeline/ingest/stage_clock.h"

#include <ctime>

namespace concord {

double StageClock::now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace concord
