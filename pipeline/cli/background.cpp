#include "pipeline/cli/background.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace concord {

void step_back() {
  constexpr int niceness = 10;
  constexpr int this_process = 1;       // IOPRIO_WHO_PROCESS, see ioprio_set(2): glibc has no name for it
  constexpr int idle_class = 3 << 13;   // IOPRIO_CLASS_IDLE
  (void)::setpriority(PRIO_PROCESS, 0, niceness);
  (void)::syscall(SYS_ioprio_set, this_process, 0, idle_class);
  const sched_param none{};
  (void)::sched_setscheduler(0, SCHED_BATCH, &none);
}

}  // namespace concord
