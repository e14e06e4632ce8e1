// SPDX-License-Identifier: Apache-2.0
#pragma once

// One scenario on one worker: its dispatcher, its users, its figures. It starts what is due, lets
// every iteration end in one place, and cuts off what has had its time. Belongs to its worker and
// is used on its thread, but for the figures, which anybody may read.

#include <proofload/engine/detail/run_plan.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/load/dispatcher.h>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace proofload {

class Lane {
 public:
  /// changed: called when an iteration has ended. What is referred to outlives the lane.
  Lane(RunPlan& run, const PlannedScenario& scenario, UserContext& context, Stripe share,
       std::function<void()> changed);

  /// Starts what is due, and cuts off what has had its time.
  void pump();

  /// The next instant at which something is due by itself.
  std::optional<Duration> next_due() const;

  /// Nothing plays and nothing will.
  bool done() const;

  /// Nothing starts any more, and what is under way is cut off. granted: see UserState.
  void interrupt(Duration granted = Duration::max());

  /// Cuts off the parallel parts of its users' set-up or tear-down, which the worker itself cuts
  /// off.
  void interrupt_hooks();

  /// All users that the load may need.
  std::uint32_t users_wanted() const { return users_wanted_; }
  User& user(std::uint32_t index);

  /// Closes the users' connections.
  void dismiss_users() { users_.clear(); }

  const PlannedScenario& scenario() const { return scenario_; }

  /// Live figures; exact once the worker has finished.
  struct Figures {
    std::atomic<std::uint64_t> started{0};
    std::atomic<std::uint64_t> finished{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> interrupted{0};
    std::atomic<std::uint64_t> dropped{0};  ///< for want of a free user, where the plan says so
    std::atomic<std::int64_t> users{0};
    std::atomic<std::int64_t> most_users{0};
    std::atomic<Duration> ended{};  ///< when the last iteration ended, since the start of the run
  };
  const Figures& figures() const { return figures_; }

  /// Starts on time among those an open load planned in a stage.
  std::uint64_t on_time(std::size_t stage) const { return on_time_[stage]; }

 private:
  /// Series of its iterations, in one phase.
  struct Series {
    Series(UserContext& context, Tags tags);
    SeriesId starts;
    SeriesId late_starts;
    SeriesId pacing;
    SeriesId user_wait;
    SeriesId dropped;
    SeriesId iterations;
    SeriesId iteration_duration;
    SeriesId interrupted;
    Tags tags;
  };

  Duration now() const { return run_.clock.now() - scenario_.from; }  // since its own start
  Duration deadline() const { return scenario_.length + scenario_.plan.graceful_stop; }
  Series& series_at(Duration planned) { return planned < scenario_.warm_up ? warm_up_ : measured_; }
  void begin(const Start& start, Duration now);
  void count_start(const Start& start, Duration now);
  void take_drops();
  void cut_overdue(Duration now);
  Task<> play(User& user, std::uint64_t iteration);
  void end_iteration(std::uint32_t index, const std::exception_ptr& failure);
  void count_end(UserState& state, Series& series, const std::exception_ptr& failure);
  void count_failure(UserState& state, const Series& series, std::string kind,
                     const std::string& reason);

  RunPlan& run_;
  const PlannedScenario& scenario_;
  UserContext& context_;
  Stripe share_;
  std::function<void()> changed_;
  std::unique_ptr<Dispatcher> dispatcher_;
  ScenarioContext own_;
  Series measured_;
  Series warm_up_;
  std::unordered_map<Tags, SeriesId> failures_;
  std::uint32_t users_wanted_;
  std::vector<std::unique_ptr<User>> users_;
  std::vector<char> playing_;  // by user: 1 while it plays an iteration
  std::size_t stage_ = 0;      // of the last start, in an open load
  bool interrupted_ = false;
  Figures figures_;
  std::vector<std::atomic<std::uint64_t>> on_time_;  // by stage
};

}  // namespace proofload
