// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thread with one event loop: plays its share of every scenario. Its conductor leads it from
// phase to phase and asks how far it is; in between it hands its recordings over slice by slice.
// Whoever owns it may call the public functions from one other thread.
//
//   start()  set_up_users() .. hooks_done()  begin() .. played()  tear_down_users() .. hooks_done()
//   leave() .. left()
//
// Coroutines under way refer to the users, the lanes and the loop: a worker that still has some is
// never destroyed, but abandoned.

#include <proofload/engine/detail/helper_threads.h>
#include <proofload/engine/detail/lane.h>

#include <boost/asio/executor_work_guard.hpp>

#include <mutex>
#include <string>
#include <thread>

namespace proofload {

class Worker {
 public:
  /// The plan is shared, because a worker whose thread is stuck outlives the run.
  Worker(std::shared_ptr<RunPlan> plan, Stripe share);

  /// Waits for the thread. Requires that the worker finished.
  ~Worker();

  /// Starts the thread.
  void start();

  /// Plays the set-up or the tear-down of all users, a few at a time.
  void set_up_users();
  void tear_down_users();
  bool hooks_done() const { return hooks_done_; }

  /// What went wrong with the first user for whom something did; empty where nothing did. To be
  /// asked once hooks_done().
  const std::string& hook_problem() const { return hook_problem_; }

  /// Plays the load, and keeps every sample of it if that is wished. The clock of the plan must
  /// have been set.
  void begin(bool keep_samples);

  /// Whether everything of the load has ended; also before begin().
  bool played() const { return played_; }

  /// Whether nothing is under way.
  bool idle() const { return hooks_done_ && played_; }

  /// Nothing starts any more, and what is under way is cut off.
  void interrupt();

  /// Hands over the last recording and ends the thread, unless something is still under way.
  void leave();

  /// Whether it did so; also before start().
  bool left() const { return finished() || handed_over_; }

  /// Whether the thread has ended; also before start().
  bool finished() const { return !thread_.joinable() || finished_; }

  /// Lets a worker whose journeys do not let go live as long as the process: it keeps itself and
  /// all it refers to, and nobody waits for its thread. Requires that it was interrupted.
  static void abandon(std::unique_ptr<Worker> stuck);

  /// A finished slice, or null. Give it back emptied, for reuse.
  std::unique_ptr<Recording> take();
  void give_back(std::unique_ptr<Recording> spare);

  const std::vector<std::unique_ptr<Lane>>& lanes() const { return lanes_; }

  /// Live figures; exact once finished.
  struct Figures {
    std::atomic<std::int64_t> connections{0};
    std::atomic<double> processor_time{0};  ///< seconds of the thread
    std::atomic<double> busiest_slice{-1};  ///< greatest share of a core; below zero: no slice yet
    std::atomic<int> thread{0};             ///< the kernel's number of the thread
    std::atomic<Duration> played_until{};   ///< when the last iteration had ended
  };
  const Figures& figures() const { return figures_; }

 private:
  using Hook = Journey Plan::*;

  void run();
  void run_loop();
  void pump();
  void arm();
  void watch_slices();
  void close_slice(SliceNumber next, bool full);
  void measure_busy(bool full);
  void play_hooks(Hook hook, const char* phase);
  Task<> play_hooks_of_lanes(Hook hook, const char* phase);
  void end_hooks(const std::exception_ptr& failure);
  Task<> play_hook_of_users(Lane& lane, Hook hook, const char* phase);
  Task<> play_hook_of_next_user(Lane& lane, Hook hook, const char* phase);
  void interrupt_now();
  void finish_if_done();

  const std::shared_ptr<RunPlan> plan_;
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_;
  boost::asio::steady_timer start_timer_;
  boost::asio::steady_timer slice_timer_;
  std::optional<Duration> armed_;
  HelperThreads& helpers_;
  detail::CurlMulti multi_;
  Recorder recorder_;
  LabelSets label_sets_;
  StepSeries steps_;
  AuthorSeries author_series_;
  UserContext context_;
  SeriesId generator_busy_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  Branches hooks_;
  std::uint32_t next_hooked_user_ = 0;
  std::string hook_problem_;
  Duration busy_since_{};   // where the measuring of the present slice began, and the
  double busy_before_ = 0;  // processor time used until then
  bool playing_ = false;    // the load has begun and has not ended
  bool interrupted_ = false;

  Figures figures_;
  std::atomic<bool> hooks_done_{true};
  std::atomic<bool> played_{true};
  std::atomic<bool> handed_over_{false};
  std::atomic<bool> finished_{false};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recording>> written_;  // guarded by mutex_
  std::vector<std::unique_ptr<Recording>> spare_;    // guarded by mutex_
  std::thread thread_;
};

}  // namespace proofload
