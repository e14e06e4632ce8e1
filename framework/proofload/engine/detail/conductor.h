// SPDX-License-Identifier: Apache-2.0
#pragma once

// Leads the workers of one run from start to end on the caller's thread. For play() only.

#include <proofload/engine/detail/worker.h>
#include <proofload/engine/run.h>

namespace proofload {

class Conductor {
 public:
  Conductor(const Plan& plan, const RunSettings& settings);

  /// Plays and reports. Called once.
  Report run();

 private:
  bool all_finished() const;
  void collect();
  void tick(Duration now);
  void sample_gauges();
  void report_progress(Duration now);
  void stop(std::string reason);
  LoadAccount account() const;
  RunFacts facts() const;
  std::string author_error() const;
  void record_drops();

  const Plan& plan_;
  const RunSettings& settings_;
  WallClock::time_point started_at_;
  WorkerPlan told_;
  std::shared_ptr<Measurements> measurements_;
  std::vector<std::unique_ptr<Worker>> workers_;
  Recorder own_;  // gauges and drops
  Duration last_second_{};
  std::uint64_t last_started_ = 0;
  Duration last_progress_{};
  Duration played_{};
  std::string ended_early_;
  bool stopping_ = false;
  Duration stopped_at_ = Duration::max();
};

}  // namespace proofload
