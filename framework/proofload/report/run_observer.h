// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who follows a run while it plays: streams to databases, a file of points. All functions are
// called on the thread that conducts the run, in the order in which they stand here; they return
// within milliseconds and never throw: what takes longer (a socket, a disk) belongs to a thread of
// the observer's own, behind a queue with a bound. An observer can neither slow nor fail a run;
// what it could not deliver it tells at the end.

#include <proofload/metrics/measurements.h>
#include <proofload/metrics/sample.h>
#include <proofload/report/run_result.h>

#include <span>
#include <string>

namespace proofload {

/// What is known of a run when its load begins.
struct RunStart {
  std::string test;                  ///< "Suite.Name"
  WallClock::time_point started_at;  ///< the instant that all others are counted from
  Duration planned_length{};
};

class RunObserver {
 public:
  virtual ~RunObserver() = default;

  /// Whether samples() is to be called. It costs the generator some nanoseconds a sample.
  virtual bool wants_samples() const { return false; }

  /// The load begins.
  virtual void begin(const RunStart&) {}

  /// Every sample of a stretch of one worker, in the order they were recorded; so_far knows their
  /// series. The span is valid during the call only.
  virtual void samples(const Measurements& so_far, std::span<const Sample> samples) {
    static_cast<void>(so_far), static_cast<void>(samples);
  }

  /// Once a second of the run, and once more at its end: so_far holds all that was handed in until
  /// now. It is valid during the call only.
  virtual void second(const Measurements& so_far, Duration now) {
    static_cast<void>(so_far), static_cast<void>(now);
  }

  /// The test has ended and the run is judged: the last that it hears. It may take some seconds to
  /// deliver what is still under way. Returns what it could not deliver, and why, as one sentence
  /// for people; empty where all went well.
  virtual std::string conclude(const RunResult&) { return {}; }
};

}  // namespace proofload
