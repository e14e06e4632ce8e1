// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/thread_time.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <unistd.h>
#endif
#include <ctime>

namespace proofload {

void use_precise_timers() {
#ifdef __linux__
  prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
#endif
}

int thread_number() {
#ifdef __linux__
  return gettid();
#else
  return 0;
#endif
}

double thread_processor_time() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
}

}  // namespace proofload
