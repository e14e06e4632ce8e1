// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a process takes from its machine, as /proc tells it. Linux.

#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>

#include <sys/types.h>

#include <optional>

namespace proofload {

struct Descriptors {
  std::int64_t open = 0;

  /// Those that are sockets, connected or not: exact up to 2,000 descriptors, beyond that what a
  /// part of them, evenly spread, tells of all.
  std::int64_t sockets = 0;
};

struct ProcessUsage {
  Bytes memory;  ///< resident

  /// Of all its threads since its start, and of those children that have ended and that it waited
  /// for: the kernel adds theirs to it at that moment.
  Duration processor_time{};

  std::int64_t threads = 0;

  /// Nothing where the system does not show them, as of a program of another user: none that can be
  /// seen is not none.
  std::optional<Descriptors> descriptors;
};

/// Of the process alone, without children that live. Nothing where it is gone. Takes some
/// milliseconds where the process has thousands of descriptors. Safe from any thread.
std::optional<ProcessUsage> usage_of(pid_t process);

}  // namespace proofload
