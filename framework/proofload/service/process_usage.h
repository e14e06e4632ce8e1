// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a process takes from its machine, as /proc tells it. Linux.

#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>

#include <sys/types.h>

#include <optional>

namespace proofload {

struct ProcessUsage {
  Bytes memory;               ///< resident
  Duration processor_time{};  ///< of all threads, since its start
  std::int64_t open_files = 0;
};

/// Of the process alone, without its children. Nothing where it is gone, or not ours to look at.
/// Safe from any thread.
std::optional<ProcessUsage> usage_of(pid_t process);

}  // namespace proofload
