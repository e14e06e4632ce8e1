// SPDX-License-Identifier: Apache-2.0
#pragma once

// What all workers of a run are told, and where they say that the author has to mend something.
// Shared by the conductor and its workers, because a worker whose thread is stuck outlives the run.

#include <proofload/base/clock.h>
#include <proofload/engine/plan.h>
#include <proofload/metrics/measurements.h>

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

/// Constant once the workers have started, but for the error.
struct WorkerPlan {
  WorkerPlan(Plan to_play, RunClock run_clock) : plan(std::move(to_play)), clock(run_clock) {}

  /// Until when a start planned in a stage counts as on time: the end of the stage, and a hundredth
  /// of its length, one second at most.
  static Duration on_time_until(const StageSpan& stage) {
    return stage.to + std::min<Duration>((stage.to - stage.from) / 100, 1s);
  }

  Plan plan;
  std::string target;
  std::uint64_t seed = 0;
  RunClock clock;
  Duration end{};  ///< of the load
  std::vector<StageSpan> stages;
  std::vector<Duration> boundaries;  ///< of the slices
  AuthorError author_error;
};

}  // namespace proofload
