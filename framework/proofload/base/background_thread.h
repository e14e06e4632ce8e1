// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a thread steps back behind the load generator. Linux.

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

namespace proofload {

/// Makes the calling thread one of low priority that no signal interrupts: signals are for the
/// thread that conducts the run. Where the system does not allow it, nothing happens.
inline void enter_background() {
  constexpr int niceness = 10;
  setpriority(PRIO_PROCESS, id_t(gettid()), niceness);
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace proofload
