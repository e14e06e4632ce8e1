// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was asked of the generator and what it delivered. Sums of workers; a value.

#include <proofload/units/duration.h>

#include <cstdint>
#include <optional>

namespace proofload {

struct LoadAccount {
  /// Starts the plan wanted, up to where it was played; nothing in a closed load, where the service
  /// sets the number.
  std::optional<std::uint64_t> planned;

  std::uint64_t started = 0;      ///< iterations that began
  std::uint64_t on_time = 0;      ///< of those, before the end of the load and its grace
  std::uint64_t finished = 0;     ///< iterations that came to their end
  std::uint64_t failed = 0;       ///< ended early, by a missing value or an exception
  std::uint64_t interrupted = 0;  ///< cut off by the end of the run
  std::int64_t most_users = 0;    ///< that played at the same time; the sum over workers
  std::int64_t users_allowed = 0;
  double busiest_thread = 0;  ///< share of one core that the busiest worker used, 0 to 1
  std::uint32_t workers = 1;

  /// Planned starts that never happened.
  std::uint64_t dropped() const { return planned && *planned > started ? *planned - started : 0; }

  /// Share of the planned starts that happened before the end of the load; 1 in a closed load.
  double delivered() const {
    return planned && *planned > 0 ? double(on_time) / double(*planned) : 1;
  }
};

}  // namespace proofload
