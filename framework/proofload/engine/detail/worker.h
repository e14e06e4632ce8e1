// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thread with one event loop: plays its share of the plan. It asks the dispatcher what to
// start, lets every iteration end in one place, and hands its recordings over slice by slice.
// Whoever owns it may call the public functions from one other thread.

#include <proofload/engine/detail/user_state.h>
#include <proofload/engine/detail/worker_plan.h>
#include <proofload/load/dispatcher.h>

#include <boost/asio/executor_work_guard.hpp>

#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace proofload {

class Worker {
 public:
  /// The plan is shared, because a worker whose thread is stuck outlives the run.
  Worker(std::shared_ptr<WorkerPlan> plan, Share share);

  /// Waits for the thread. Requires that the worker finished or was interrupted.
  ~Worker();

  /// Starts the thread.
  void start();

  /// Nothing starts any more, and what is under way is cut off.
  void interrupt();

  /// Whether everything has ended and the last recording is there; also before start().
  bool finished() const { return !thread_.joinable() || finished_; }

  /// Lets a worker that does not finish go on for as long as the process lives: it keeps itself and
  /// all it refers to, and nobody waits for its thread.
  static void abandon(std::unique_ptr<Worker> stuck);

  /// A finished slice, or null. Give it back emptied, for reuse.
  std::unique_ptr<Recording> take();
  void give_back(std::unique_ptr<Recording> spare);

  /// Live figures; exact once finished.
  struct Figures {
    std::atomic<std::uint64_t> started{0};
    std::atomic<std::uint64_t> finished{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> interrupted{0};
    std::atomic<std::int64_t> users{0};
    std::atomic<std::int64_t> most_users{0};
    std::atomic<std::int64_t> connections{0};
    std::atomic<double> processor_time{0};  ///< seconds of the thread
    std::atomic<double> busiest_slice{-1};  ///< greatest share of a core; below zero: no slice yet
  };
  const Figures& figures() const { return figures_; }

  /// Starts on time among those an open load planned in a stage.
  std::uint64_t on_time(std::size_t stage) const { return on_time_[stage]; }

  /// Planned starts of this share before an instant; nothing in a closed load.
  std::optional<std::uint64_t> planned_before(Duration instant) const {
    return dispatcher_->planned_before(instant);
  }

 private:
  void run();
  void run_loop();
  void pump();
  void arm();
  void watch_slices();
  void close_slice(std::uint32_t slice, bool full);
  void measure_busy(bool full);
  User& user(std::uint32_t index);
  Task<> play(User& user, std::uint64_t iteration);
  void begin(const Start& start);
  void count_start(Duration planned, Duration now);
  void end_iteration(std::uint32_t index, std::exception_ptr failure);
  void count_end(std::uint32_t index, Duration now, const std::exception_ptr& failure);
  void count_interruption();
  void count_failure(const std::string& kind, const std::string& reason);
  void fail_author(const std::string& message);
  void interrupt_now();
  void finish_if_done();

  const std::shared_ptr<WorkerPlan> plan_;
  Share share_;
  std::unique_ptr<Dispatcher> dispatcher_;
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_;
  boost::asio::steady_timer start_timer_;
  boost::asio::steady_timer slice_timer_;
  std::optional<Duration> armed_;
  detail::CurlMulti multi_;
  Recorder recorder_;
  HttpSteps http_steps_;
  AuthorSeries author_series_;
  UserContext context_;
  SeriesId starts_;
  SeriesId pacing_;
  SeriesId user_wait_;
  SeriesId iterations_;
  SeriesId iteration_duration_;
  SeriesId generator_busy_;
  std::map<std::pair<std::string, std::string>, SeriesId> failures_;  // by kind and reason
  std::vector<std::unique_ptr<User>> users_;
  std::vector<char> playing_;  // by user: 1 while it plays an iteration
  std::uint32_t next_slice_ = 0;
  std::size_t stage_ = 0;   // of the last start, in an open load
  Duration busy_since_{};   // where the measuring of the present slice began, and the
  double busy_before_ = 0;  // processor time used until then
  bool interrupted_ = false;
  bool done_ = false;

  Figures figures_;
  std::vector<std::atomic<std::uint64_t>> on_time_;  // by stage
  std::atomic<bool> finished_{false};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recording>> written_;  // guarded by mutex_
  std::vector<std::unique_ptr<Recording>> spare_;    // guarded by mutex_
  std::thread thread_;
};

}  // namespace proofload
