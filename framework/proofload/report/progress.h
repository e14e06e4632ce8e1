// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/units/duration.h>

#include <cstdint>
#include <optional>

namespace proofload {

/// How far a run is, about the last full second. A value.
struct Progress {
  Duration elapsed{};
  Duration length{};       ///< of the load; after it a run only drains
  std::int64_t users = 0;  ///< that play an iteration now
  double starts_per_second = 0;
  std::uint64_t requests = 0;  ///< in that second
  std::uint64_t failed = 0;    ///< of those
  double p95 = 0;              ///< of their response time, in milliseconds; 0 without requests

  /// What the plan wanted in that second; nothing in a closed load, where the service sets the
  /// pace.
  std::optional<double> planned_per_second{};

  std::uint64_t failed_so_far = 0;  ///< since the warm-up
  bool warming_up = false;          ///< nothing is measured yet
};

}  // namespace proofload
