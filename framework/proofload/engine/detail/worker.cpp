// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/worker.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/thread_time.h>
#include <proofload/metrics/names.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace proofload {
namespace asio = boost::asio;

Worker::Worker(const WorkerPlan& plan, Share share)
    : plan_(plan),
      share_(share),
      dispatcher_(make_dispatcher(plan.plan.load, users_allowed(plan.plan), share)),
      stay_(loop_.get_executor()),
      start_timer_(loop_),
      slice_timer_(loop_),
      multi_(loop_),
      http_steps_(recorder_),
      context_{loop_,          multi_,      recorder_,  http_steps_,
               plan.plan.http, plan.target, plan.clock, plan.seed},
      starts_(recorder_.series(metrics::starts, {})),
      pacing_(recorder_.series(metrics::pacing, {})),
      user_wait_(recorder_.series(metrics::user_wait, {})),
      iterations_(recorder_.series(metrics::iterations, {})),
      iteration_duration_(recorder_.series(metrics::iteration_duration, {})) {}

Worker::~Worker() {
  if (thread_.joinable()) thread_.join();
}

void Worker::start() {
  thread_ = std::thread([this] { run(); });
}

void Worker::interrupt() {
  asio::post(loop_, [this] { interrupt_now(); });
}

void Worker::run() {
  use_precise_timers();
  asio::post(loop_, [this] {
    watch_slices();
    pump();
  });
  try {
    loop_.run();
  } catch (const std::exception& error) {
    author_error_ = std::string("the engine stopped: ") + error.what();
  }
  users_.clear();  // closes their connections while the loop they live on is still there
  finished_ = true;
}

void Worker::pump() {
  if (done_) return;
  while (const auto start = dispatcher_->next(plan_.clock.now())) begin(*start);
  arm();
  finish_if_done();
}

void Worker::arm() {
  const auto due = dispatcher_->next_due();
  if (!due || due == armed_) return;
  armed_ = due;
  start_timer_.expires_at(plan_.clock.instant(*due));
  start_timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_.reset();
    pump();
  });
}

User& Worker::user(std::uint32_t index) {
  if (users_.size() <= index) {
    users_.resize(index + 1);
    playing_.resize(index + 1);
  }
  auto& place = users_[index];
  if (!place)
    place = std::make_unique<User>(
        std::make_unique<User::State>(context_, index * share_.count + share_.index));
  return *place;
}

// A coroutine of its own, so that whatever a journey throws ends up in end_iteration.
Task<> Worker::play(User& user, std::uint64_t iteration) {
  const auto& journey = plan_.plan.scenario.journey_of(plan_.seed, iteration);
  co_await journey(user);
}

void Worker::begin(const Start& start) {
  auto& chosen = user(start.user);
  auto& state = chosen.state();
  const auto now = plan_.clock.now();
  state.iteration = start.iteration;
  state.started = now;
  state.delay = now - start.planned;
  recorder_.record(starts_, 1);
  recorder_.record(pacing_, now - start.ready);
  recorder_.record(user_wait_, start.ready - start.planned);
  ++figures_.started;
  if (now <= plan_.end + plan_.grace) ++figures_.on_time;
  if (++figures_.users > figures_.most_users) figures_.most_users.store(figures_.users);
  playing_[start.user] = 1;
  asio::co_spawn(
      loop_, play(chosen, start.iteration),
      asio::bind_cancellation_slot(state.interruption.slot(),
                                   [this, index = start.user](std::exception_ptr failure) {
                                     end_iteration(index, failure);
                                   }));
}

// Where every iteration ends, whatever started it and however it went.
void Worker::end_iteration(std::uint32_t index, std::exception_ptr failure) {
  const auto now = plan_.clock.now();
  playing_[index] = 0;
  --figures_.users;
  try {
    if (failure && !interrupted_) std::rethrow_exception(failure);
    if (interrupted_) {
      recorder_.record(metrics::interrupted_iterations, {}, 1);
      ++figures_.interrupted;
    } else {
      recorder_.record(iterations_, 1);
      recorder_.record(iteration_duration_, now - users_[index]->state().started);
      ++figures_.finished;
    }
  } catch (const UsageError& error) {
    author_error_ = error.what();
    interrupt_now();
  } catch (const MissingValue& missing) {
    count_failure("missing_value", missing.what());
  } catch (const std::exception& error) {
    count_failure("exception", error.what());
  }
  dispatcher_->finished(index, now);
  pump();
}

void Worker::count_failure(const std::string& kind, const std::string& reason) {
  recorder_.record(metrics::failed_iterations, {{"kind", kind}, {"reason", reason.substr(0, 200)}},
                   1);
  ++figures_.failed;
}

void Worker::interrupt_now() {
  if (interrupted_ || done_) return;
  interrupted_ = true;
  dispatcher_->close();
  for (std::uint32_t index = 0; index < users_.size(); ++index)
    if (playing_[index] != 0)
      users_[index]->state().interruption.emit(asio::cancellation_type::terminal);
  finish_if_done();
}

void Worker::finish_if_done() {
  if (done_ || figures_.users > 0 || !dispatcher_->exhausted(plan_.clock.now())) return;
  done_ = true;
  close_slice(next_slice_);
  slice_timer_.cancel();
  start_timer_.cancel();
  stay_.reset();
  loop_.stop();
}

void Worker::watch_slices() {
  if (next_slice_ >= plan_.boundaries.size()) return pump();
  slice_timer_.expires_at(plan_.clock.instant(plan_.boundaries[next_slice_]));
  slice_timer_.async_wait([this](boost::system::error_code error) {
    if (error || done_) return;
    close_slice(next_slice_++);
    watch_slices();
  });
}

void Worker::close_slice(std::uint32_t slice) {
  figures_.connections = std::int64_t(multi_.open_connections());
  figures_.processor_time = thread_processor_time();
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Recording> next;
  if (!spare_.empty()) {
    next = std::move(spare_.back());
    spare_.pop_back();
  }
  written_.push_back(recorder_.exchange(slice, std::move(next)));
}

std::unique_ptr<Recording> Worker::take() {
  const std::lock_guard lock(mutex_);
  if (written_.empty()) return {};
  auto oldest = std::move(written_.front());
  written_.erase(written_.begin());
  return oldest;
}

void Worker::give_back(std::unique_ptr<Recording> spare) {
  const std::lock_guard lock(mutex_);
  spare_.push_back(std::move(spare));
}

}  // namespace proofload
