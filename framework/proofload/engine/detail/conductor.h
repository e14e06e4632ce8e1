// SPDX-License-Identifier: Apache-2.0
#pragma once

// Leads the workers of one run from start to end on the caller's thread. For play() only.
//
// However a run ends, its workers are interrupted and get 2 s to let go. A worker that does not,
// because a journey blocks its thread or swallows the interruption, is left behind: its thread goes
// on, and what it refers to is kept until the process ends. The report holds what was collected
// until then, counts its iterations as interrupted and says so in ended_early.

#include <proofload/engine/detail/worker.h>
#include <proofload/engine/run.h>

namespace proofload {

class Conductor {
 public:
  Conductor(Plan plan, const RunSettings& settings);

  /// Leaves stuck workers behind.
  ~Conductor();

  /// Plays and reports. Called once. What a callback of the settings throws ends the run and is
  /// thrown on.
  Report run();

 private:
  void lead();
  bool all_finished() const;
  bool out_of_patience() const;
  void tick(Duration now);
  void watch(Duration now);
  void stop_early(std::string reason);
  void stop(Duration now);
  void sample_gauges();
  void collect();
  void report_progress(Duration now);
  void settle();
  void count(const Worker& worker);
  void note_stuck_workers();
  double busiest_thread() const;
  void count_delivery();
  std::uint64_t planned_before(Duration instant) const;
  void record_losses();
  RunFacts facts() const;

  const std::shared_ptr<WorkerPlan> told_;
  const RunSettings& settings_;
  WallClock::time_point started_at_;
  std::shared_ptr<Measurements> measurements_;
  std::vector<std::unique_ptr<Worker>> workers_;
  Recorder own_;  // gauges and drops
  Duration last_second_{};
  std::uint64_t last_started_ = 0;
  Duration last_progress_{};
  std::string ended_early_;
  std::optional<Duration> interrupted_at_;  // when the workers were told to let go

  // Once the run has ended.
  Duration played_{};
  Duration played_until_{};  // of the load
  std::uint64_t stuck_iterations_ = 0;
  LoadAccount account_;
};

}  // namespace proofload
