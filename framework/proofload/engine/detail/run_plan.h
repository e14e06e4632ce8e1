// SPDX-License-Identifier: Apache-2.0
#pragma once

// What all workers of a run are told, and where they say that the author has to mend something.
// Shared by the conductor and its workers, because a worker whose thread is stuck outlives the run.

#include <proofload/base/clock.h>
#include <proofload/engine/detail/blocking_pool.h>
#include <proofload/engine/plan.h>
#include <proofload/metrics/timeline.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace proofload {

/// The first mistake of the author that a worker met. Safe from any thread.
class AuthorError {
 public:
  void report(const std::string& message, Duration now) {
    const std::lock_guard lock(mutex_);
    if (given_) return;
    message_ = message;
    at_ = now;
    given_ = true;
  }

  /// Cheap, for asking often.
  bool given() const { return given_; }

  std::string message() const {
    const std::lock_guard lock(mutex_);
    return message_;
  }
  Duration at() const {
    const std::lock_guard lock(mutex_);
    return at_;
  }

 private:
  mutable std::mutex mutex_;
  std::string message_;  // guarded by mutex_
  Duration at_{};        // guarded by mutex_
  std::atomic<bool> given_{false};
};

/// A plan with its place in the run.
struct PlannedScenario {
  Plan plan;
  std::uint32_t number = 0;  ///< of the scenario in the run
  Duration from{};           ///< when its load begins
  Duration warm_up{};        ///< of its load, from its beginning on
  Duration length{};         ///< of its load
  std::vector<StageSpan> stages{};

  Duration measured_from() const { return from + warm_up; }
  Duration to() const { return from + length; }

  /// Until when a start planned in a stage counts as on time: the end of the stage, and a hundredth
  /// of its length, 50 ms at least and one second at most.
  static Duration on_time_until(const StageSpan& stage) {
    return stage.to + std::clamp<Duration>((stage.to - stage.from) / 100, 50ms, 1s);
  }

  /// Random streams of different scenarios do not meet.
  std::uint64_t stream(std::uint64_t number_within) const {
    return (std::uint64_t{number} << 48) ^ number_within;
  }

  DispatchOptions dispatch_options(std::uint64_t seed) const;
};

/// Constant once the load has begun, but for the error and the pool.
struct RunPlan {
  std::vector<PlannedScenario> scenarios;
  std::string target;
  std::uint64_t seed = 0;
  Percent time_scale = Percent::of_share(1);  ///< at which the scenarios are already
  RunClock clock{SteadyClock::now()};  ///< set anew between the set-up of the users and the load
  Timeline timeline;
  AuthorError author_error;
  BlockingPool blocking;
};

/// Gives every plan its place in time. Requires plans without problems.
std::vector<PlannedScenario> planned_scenarios(const std::vector<Plan>& plans);

/// The course of the run.
Timeline timeline_of(const std::vector<PlannedScenario>& scenarios);

}  // namespace proofload
