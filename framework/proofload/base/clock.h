// SPDX-License-Identifier: Apache-2.0
#pragma once

// The only door to real time. Everything that decides takes the time as a parameter, as a Duration
// since the start of the run, and so plays in virtual time in tests.

#include <proofload/units/duration.h>

namespace proofload {

using SteadyClock = std::chrono::steady_clock;
using WallClock = std::chrono::system_clock;

/// The run's own clock: fixed to the instant of the start, which may lie ahead. A value; safe from
/// any thread.
class RunClock {
 public:
  explicit RunClock(SteadyClock::time_point start) : start_(start) {}

  Duration now() const { return SteadyClock::now() - start_; }
  SteadyClock::time_point instant(Duration since_start) const { return start_ + since_start; }

 private:
  SteadyClock::time_point start_;
};

}  // namespace proofload
