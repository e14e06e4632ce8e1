// SPDX-License-Identifier: Apache-2.0
#pragma once

// Passes on what a run measures while it plays: to its observers, to its course, to the set of its
// exemplars, and every five seconds to whoever keeps what is known so far. For the conductor, on
// its thread.

#include <proofload/engine/run.h>
#include <proofload/metrics/recorder.h>

#include <functional>
#include <memory>

namespace proofload {

class RunFollowers {
 public:
  /// planned: starts by slice. The settings outlive it.
  RunFollowers(const RunSettings& settings, std::shared_ptr<const Measurements> measurements,
               std::vector<std::uint64_t> planned);

  /// Whether single samples are wanted.
  bool want_samples() const;

  /// The load begins at this instant.
  void begin(WallClock::time_point started_at);

  /// Takes the samples and exemplars out of a recording that has been added to the measurements.
  void take(Recording& recording);

  /// Another second is over. facts: what is known of the run so far; asked only when it is needed.
  void second(Duration now, const std::function<RunFacts()>& facts);

  /// Everything has been added.
  void end(Duration now);

  const Exemplars& exemplars() const { return exemplars_; }

 private:
  void tell_second(Duration now);

  const RunSettings& settings_;
  const std::shared_ptr<const Measurements> measurements_;
  const Window so_far_;
  Course course_;
  Exemplars exemplars_;
  Duration next_flush_;
  bool begun_ = false;
};

}  // namespace proofload
