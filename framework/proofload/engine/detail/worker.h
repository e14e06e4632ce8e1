// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thread with one event loop: plays its share of the plan. It asks the dispatcher what to
// start, lets every iteration end in one place, and hands its recordings over slice by slice.
// Whoever owns it may call the public functions from one other thread.

#include <proofload/engine/detail/user_state.h>
#include <proofload/engine/plan.h>
#include <proofload/load/dispatcher.h>

#include <boost/asio/executor_work_guard.hpp>

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace proofload {

/// What all workers of a run are told.
struct WorkerPlan {
  const Plan& plan;
  std::string target;
  std::uint64_t seed = 0;
  RunClock clock;
  Duration end{};    ///< of the load
  Duration grace{};  ///< a start up to so long after the end still counts as on time
  std::vector<Duration> boundaries;  ///< of the slices
};

class Worker {
 public:
  /// The plan must outlive the worker.
  Worker(const WorkerPlan& plan, Share share);

  /// Waits for the thread. Requires that the worker finished or was interrupted.
  ~Worker();

  /// Starts the thread.
  void start();

  /// Nothing starts any more, and what is under way is cut off.
  void interrupt();

  /// Whether everything has ended and the last recording is there.
  bool finished() const { return finished_; }

  /// A finished slice, or null. Give it back emptied, for reuse.
  std::unique_ptr<Recording> take();
  void give_back(std::unique_ptr<Recording> spare);

  /// Live figures; exact once finished.
  struct Figures {
    std::atomic<std::uint64_t> started{0};
    std::atomic<std::uint64_t> on_time{0};
    std::atomic<std::uint64_t> finished{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> interrupted{0};
    std::atomic<std::int64_t> users{0};
    std::atomic<std::int64_t> most_users{0};
    std::atomic<std::int64_t> connections{0};
    std::atomic<double> processor_time{0};  ///< seconds of the thread
  };
  const Figures& figures() const { return figures_; }

  /// Planned starts of this share before an instant; nothing in a closed load.
  std::optional<std::uint64_t> planned_before(Duration instant) const {
    return dispatcher_->planned_before(instant);
  }

  /// What the author has to mend; empty where nothing. Only once finished.
  const std::string& author_error() const { return author_error_; }

 private:
  void run();
  void pump();
  void arm();
  void watch_slices();
  void close_slice(std::uint32_t slice);
  User& user(std::uint32_t index);
  Task<> play(User& user, std::uint64_t iteration);
  void begin(const Start& start);
  void end_iteration(std::uint32_t index, std::exception_ptr failure);
  void count_failure(const std::string& kind, const std::string& reason);
  void interrupt_now();
  void finish_if_done();

  const WorkerPlan& plan_;
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
  UserContext context_;
  SeriesId starts_;
  SeriesId pacing_;
  SeriesId user_wait_;
  SeriesId iterations_;
  SeriesId iteration_duration_;
  std::vector<std::unique_ptr<User>> users_;
  std::vector<char> playing_;  // by user: 1 while it plays an iteration
  std::uint32_t next_slice_ = 0;
  bool interrupted_ = false;
  bool done_ = false;
  std::string author_error_;

  Figures figures_;
  std::atomic<bool> finished_{false};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Recording>> written_;  // guarded by mutex_
  std::vector<std::unique_ptr<Recording>> spare_;    // guarded by mutex_
  std::thread thread_;
};

}  // namespace proofload
