// SPDX-License-Identifier: Apache-2.0
#pragma once

// How many descriptors this process may hold: every user of a plan holds a connection. POSIX.

#include <sys/resource.h>

#include <cstdint>
#include <limits>

namespace proofload {

/// What this process may raise its limit to.
inline std::uint64_t greatest_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max == RLIM_INFINITY)
    return std::numeric_limits<std::uint64_t>::max();
  return limit.rlim_max;
}

/// Raises the limit as far as it goes. Shells start programs with 1,024, often far below.
inline void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);  // if the system says no, the limit stays what it was
}

}  // namespace proofload
