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

namespace {

constexpr std::size_t most_reasons = 50;
constexpr std::size_t longest_reason = 200;

// Over less, the share of a core says more about the scheduler than about the thread.
constexpr Duration shortest_busy_slice = 200ms;

}  // namespace

Worker::Worker(std::shared_ptr<WorkerPlan> plan, Share share)
    : plan_(std::move(plan)),
      share_(share),
      dispatcher_(make_dispatcher(plan_->plan.load, users_allowed(plan_->plan), share)),
      stay_(loop_.get_executor()),
      start_timer_(loop_),
      slice_timer_(loop_),
      multi_(loop_),
      http_steps_(recorder_),
      author_series_(recorder_),
      context_{loop_,         multi_,         recorder_,
               http_steps_,   author_series_, plan_->plan.http,
               plan_->target, plan_->clock,   plan_->seed},
      starts_(recorder_.series(metrics::starts, {})),
      pacing_(recorder_.series(metrics::pacing, {})),
      user_wait_(recorder_.series(metrics::user_wait, {})),
      iterations_(recorder_.series(metrics::iterations, {})),
      iteration_duration_(recorder_.series(metrics::iteration_duration, {})),
      generator_busy_(recorder_.series(metrics::generator_busy, {})),
      on_time_(plan_->stages.size()) {}

Worker::~Worker() {
  if (thread_.joinable()) thread_.join();
}

void Worker::start() {
  thread_ = std::thread([this] { run(); });
}

void Worker::interrupt() {
  asio::post(loop_, [this] { interrupt_now(); });
}

// Never destroyed, not even at the end of the process: the threads still run then.
void Worker::abandon(std::unique_ptr<Worker> stuck) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<std::unique_ptr<Worker>>;
  stuck->thread_.detach();
  const std::lock_guard lock(mutex);
  kept.push_back(std::move(stuck));
}

void Worker::run() {
  use_precise_timers();
  busy_before_ = thread_processor_time();
  asio::post(loop_, [this] {
    watch_slices();
    pump();
  });
  while (!loop_.stopped()) run_loop();
  users_.clear();  // closes their connections while the loop they live on is still there
  finished_ = true;
}

// Whatever the engine throws, the journeys under way end before what they live on goes.
void Worker::run_loop() {
  try {
    loop_.run();
  } catch (const std::exception& error) {
    fail_author(std::string("the engine stopped: ") + error.what());
  } catch (...) {
    fail_author(std::string("the engine stopped: ") + unknown_exception);
  }
}

void Worker::pump() {
  if (done_) return;
  while (const auto start = dispatcher_->next(plan_->clock.now())) begin(*start);
  arm();
  finish_if_done();
}

void Worker::arm() {
  const auto due = dispatcher_->next_due();
  if (!due || due == armed_) return;
  armed_ = due;
  start_timer_.expires_at(plan_->clock.instant(*due));
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
  const auto& journey = plan_->plan.scenario.journey_of(plan_->seed, iteration);
  co_await journey(user);
}

void Worker::begin(const Start& start) {
  auto& chosen = user(start.user);
  auto& state = chosen.state();
  const auto now = plan_->clock.now();
  state.iteration = start.iteration;
  state.started = now;
  state.delay = now - start.planned;
  recorder_.record(starts_, 1);
  recorder_.record(pacing_, now - start.ready);
  recorder_.record(user_wait_, start.ready - start.planned);
  count_start(start.planned, now);
  playing_[start.user] = 1;
  asio::co_spawn(
      loop_, play(chosen, start.iteration),
      asio::bind_cancellation_slot(state.interruption.slot(),
                                   [this, index = start.user](std::exception_ptr failure) {
                                     end_iteration(index, failure);
                                   }));
}

// An open load starts in the order of the plan, so that the stage only ever moves on.
void Worker::count_start(Duration planned, Duration now) {
  ++figures_.started;
  if (++figures_.users > figures_.most_users) figures_.most_users.store(figures_.users);
  const auto& stages = plan_->stages;
  while (stage_ + 1 < stages.size() && planned >= stages[stage_].to) ++stage_;
  if (now <= WorkerPlan::on_time_until(stages[stage_])) ++on_time_[stage_];
}

// Where every iteration ends, whatever started it and however it went.
void Worker::end_iteration(std::uint32_t index, std::exception_ptr failure) {
  const auto now = plan_->clock.now();
  playing_[index] = 0;
  --figures_.users;
  count_end(index, now, failure);
  dispatcher_->finished(index, now);
  pump();
}

void Worker::count_end(std::uint32_t index, Duration now, const std::exception_ptr& failure) {
  if (interrupted_) return count_interruption();
  try {
    if (failure) std::rethrow_exception(failure);
    recorder_.record(iterations_, 1);
    recorder_.record(iteration_duration_, now - users_[index]->state().started);
    ++figures_.finished;
  } catch (const UsageError& error) {
    count_failure("author_error", error.what());
    fail_author(error.what());
  } catch (const MissingValue& missing) {
    count_failure("missing_value", missing.what());
  } catch (const std::exception& error) {
    count_failure("exception", error.what());
  } catch (...) {
    count_failure("exception", unknown_exception);
  }
}

void Worker::count_interruption() {
  ++figures_.interrupted;
  recorder_.record(metrics::interrupted_iterations, {}, 1);
}

// Reasons may hold what varies, such as an id; a report can hold only so many of them.
void Worker::count_failure(const std::string& kind, const std::string& reason) {
  ++figures_.failed;
  std::pair key{kind, reason.substr(0, longest_reason)};
  if (failures_.size() >= most_reasons && !failures_.contains(key)) key.second = "other reasons";
  auto place = failures_.find(key);
  if (place == failures_.end()) {
    const Tags tags{{"kind", key.first}, {"reason", key.second}};
    place = failures_.emplace(key, recorder_.series(metrics::failed_iterations, tags)).first;
  }
  recorder_.record(place->second, 1);
}

// The conductor sees it and stops the other workers.
void Worker::fail_author(const std::string& message) {
  plan_->author_error.report(message, plan_->clock.now());
  interrupt_now();
}

void Worker::interrupt_now() {
  if (interrupted_ || done_) return;
  interrupted_ = true;
  dispatcher_->close();
  for (std::uint32_t index = 0; index < users_.size(); ++index)
    if (playing_[index] != 0)
      users_[index]->state().interruption.emit(asio::cancellation_type::terminal);
  close_slice(next_slice_, false);  // should a journey not let go, this much is there
  finish_if_done();
}

void Worker::finish_if_done() {
  if (done_ || figures_.users > 0 || !dispatcher_->exhausted(plan_->clock.now())) return;
  done_ = true;
  close_slice(next_slice_, false);
  slice_timer_.cancel();
  start_timer_.cancel();
  stay_.reset();
  loop_.stop();
}

void Worker::watch_slices() {
  if (next_slice_ >= plan_->boundaries.size()) return pump();
  slice_timer_.expires_at(plan_->clock.instant(plan_->boundaries[next_slice_]));
  slice_timer_.async_wait([this](boost::system::error_code error) {
    if (error || done_) return;
    close_slice(next_slice_++, true);
    watch_slices();
  });
}

void Worker::close_slice(std::uint32_t slice, bool full) {
  measure_busy(full);
  figures_.connections = std::int64_t(multi_.open_connections());
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Recording> next;
  if (!spare_.empty()) {
    next = std::move(spare_.back());
    spare_.pop_back();
  }
  written_.push_back(recorder_.exchange(slice, std::move(next)));
}

void Worker::measure_busy(bool full) {
  const auto now = plan_->clock.now();
  const auto used = thread_processor_time();
  const auto length = now - busy_since_;
  const auto share = (used - busy_before_) / in_seconds(std::max(length, Duration(1ms)));
  if (length >= shortest_busy_slice) {
    recorder_.record(generator_busy_, share);
    if (full) figures_.busiest_slice = std::max(figures_.busiest_slice.load(), share);
  }
  figures_.processor_time = used;
  busy_since_ = now;
  busy_before_ = used;
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
