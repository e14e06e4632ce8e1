// SPDX-License-Identifier: Apache-2.0
#pragma once

// Leads the workers of one run from start to end on the caller's thread. For play() only.
//
// However a run ends, its workers are interrupted and get 2 s to let go. A worker that does not,
// because a journey blocks its thread or swallows the interruption, is left behind: its thread goes
// on, and what it refers to is kept until the process ends. The report holds what was collected
// until then, counts its iterations as interrupted and says so in ended_early.

#include <proofload/engine/detail/account.h>
#include <proofload/engine/detail/generator_health.h>
#include <proofload/engine/detail/run_followers.h>
#include <proofload/engine/detail/worker.h>
#include <proofload/engine/run.h>

#include <functional>

namespace proofload {

class Conductor {
 public:
  /// The settings outlive it.
  Conductor(const std::vector<Plan>& plans, const RunSettings& settings);

  /// Leaves stuck workers behind.
  ~Conductor();

  /// Plays and reports. Called once. What a callback of the settings throws ends the run and is
  /// thrown on.
  Report run();

 private:
  void lead();
  bool set_up();
  void play_load();
  void tear_down();
  bool play_scenario_hooks(Journey Plan::*hook, const char* name);
  void play_user_hooks(void (Worker::*hook)(), const char* name);
  void let_workers_leave();
  void wait_for(bool (Worker::*done)() const, const std::function<void()>& watch);
  bool all(bool (Worker::*done)() const) const;
  bool out_of_patience() const;

  void tick();
  void watch(Duration now);
  std::optional<std::string> reason_to_stop() const;
  void end_second(Duration now);
  void check_abort_rules(Duration now);
  void stop_early(std::string reason);
  void stop();
  void sample_second();
  void collect();
  void add_own(SliceNumber next);
  void report_progress(Duration now);
  std::optional<double> planned_per_second(Duration instant) const;
  RunSettings settings_for_hooks() const;
  Report report();
  void note_stuck_workers(std::uint64_t iterations);
  RunFacts facts(RunAccount account) const;
  RunFacts facts_so_far(Duration now) const;
  Duration elapsed() const { return SteadyClock::now() - begun_; }

  const std::shared_ptr<RunPlan> told_;
  const RunSettings& settings_;
  const SteadyClock::time_point begun_ = SteadyClock::now();
  WallClock::time_point started_at_;
  std::shared_ptr<Measurements> measurements_;
  std::vector<std::uint64_t> planned_;  // starts by slice
  std::unique_ptr<RunFollowers> followers_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::unique_ptr<GeneratorHealth> health_;
  std::shared_ptr<Measurements> as_ended_;  // by the second of the end; for abort rules only
  std::vector<std::pair<Window, AbortWatch>> abort_;
  Recorder own_;  // gauges and drops
  bool load_begun_ = false;
  bool playing_ = false;  // the load
  Duration last_second_{};
  Duration last_deadline_{};  // of all lanes
  std::uint64_t last_started_ = 0;
  Duration last_progress_{};
  std::string ended_early_;
  std::optional<SteadyClock::time_point> interrupted_at_;  // when workers were told to let go
  std::optional<Duration> ended_at_;                       // of the run, before its planned end
  Duration played_{};
};

}  // namespace proofload
