// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/worker.h>

#include <proofload/engine/detail/thread_time.h>
#include <proofload/metrics/names.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace proofload {
namespace asio = boost::asio;

namespace {

// Over less, the share of a core says more about the scheduler than about the thread.
constexpr Duration shortest_busy_slice = 200ms;

// So many users of a worker are set up at the same time.
constexpr std::uint32_t hooks_at_once = 32;

}  // namespace

Worker::Worker(std::shared_ptr<RunPlan> plan, Stripe share)
    : plan_(std::move(plan)),
      stay_(loop_.get_executor()),
      start_timer_(loop_),
      slice_timer_(loop_),
      helpers_(asio::use_service<HelperThreads>(loop_)),
      multi_(loop_),
      steps_(recorder_),
      author_series_(recorder_),
      context_{loop_,           multi_,          recorder_,     label_sets_,
               steps_,          author_series_,  plan_->target, plan_->clock,
               plan_->timeline, plan_->blocking, plan_->seed},
      generator_busy_(recorder_.series(metrics::generator_busy, {})) {
  context_.time_scale = plan_->time_scale;
  for (const auto& scenario : plan_->scenarios)
    lanes_.push_back(std::make_unique<Lane>(*plan_, scenario, context_, share, [this] { pump(); }));
}

Worker::~Worker() {
  if (thread_.joinable()) thread_.join();
}

void Worker::start() {
  thread_ = std::thread([this] { run(); });
}

void Worker::interrupt() {
  asio::post(loop_, [this] { interrupt_now(); });
}

void Worker::leave() {
  asio::post(loop_, [this] {
    close_slice(recorder_.slice(), false);
    if (idle())
      loop_.stop();
    else
      handed_over_ = true;
  });
}

// Never destroyed, not even at the end of the process: the threads still run then.
void Worker::abandon(std::unique_ptr<Worker> stuck) {
  static std::mutex mutex;
  static auto& kept = *new std::vector<std::unique_ptr<Worker>>;
  asio::post(stuck->loop_, [worker = stuck.get()] { worker->playing_ = false; });
  stuck->thread_.detach();
  const std::lock_guard lock(mutex);
  kept.push_back(std::move(stuck));
}

void Worker::run() {
  use_precise_timers();
  figures_.thread = thread_number();
  while (!loop_.stopped()) run_loop();
  for (auto& lane : lanes_) lane->dismiss_users();  // while the loop they live on is still there
  finished_ = true;
}

// Whatever the engine throws, the journeys under way end before what they live on goes.
void Worker::run_loop() {
  try {
    loop_.run();
  } catch (...) {
    plan_->author_error.report("the engine stopped: " + text_of(std::current_exception()),
                               plan_->clock.now());
    interrupt_now();
  }
}

void Worker::set_up_users() { play_hooks(&Plan::user_set_up, "set_up"); }
void Worker::tear_down_users() { play_hooks(&Plan::user_tear_down, "tear_down"); }

void Worker::play_hooks(Hook hook, const char* phase) {
  hooks_done_ = false;
  asio::post(loop_, [this, hook, phase] {
    interrupted_ = false;
    hook_problem_.clear();
    asio::co_spawn(loop_, play_hooks_of_lanes(hook, phase),
                   [this](std::exception_ptr failure) { end_hooks(failure); });
  });
}

void Worker::end_hooks(const std::exception_ptr& failure) {
  if (failure && hook_problem_.empty()) hook_problem_ = "the users: " + text_of(failure);
  hooks_done_ = true;
}

Task<> Worker::play_hooks_of_lanes(Hook hook, const char* phase) {
  for (auto& lane : lanes_)
    if (lane->scenario().plan.*hook) co_await play_hook_of_users(*lane, hook, phase);
}

Task<> Worker::play_hook_of_users(Lane& lane, Hook hook, const char* phase) {
  next_hooked_user_ = 0;
  std::vector<Task<>> parts;
  for (std::uint32_t i = 0; i < std::min(hooks_at_once, lane.users_wanted()); ++i)
    parts.push_back(play_hook_of_next_user(lane, hook, phase));
  co_await play_in_parallel(loop_, hooks_, std::move(parts));
}

// One after another, until none is left or one has failed.
Task<> Worker::play_hook_of_next_user(Lane& lane, Hook hook, const char* phase) {
  const auto& plan = lane.scenario().plan;
  while (next_hooked_user_ < lane.users_wanted() && hook_problem_.empty() && !interrupted_) {
    auto& user = lane.user(next_hooked_user_++);
    user.state().enter_phase(phase);
    user.state().delay = {};
    user.state().interrupted = false;
    std::exception_ptr failure;
    try {
      co_await (plan.*hook)(user);
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure && hook_problem_.empty())
      hook_problem_ = "user " + std::to_string(user.number()) +
                      (plan.name.empty() ? "" : " of " + plan.name) + ": " + text_of(failure);
  }
}

void Worker::begin(bool keep_samples) {
  played_ = false;
  asio::post(loop_, [this, keep_samples] {
    if (keep_samples) recorder_.keep_samples([this] { return plan_->clock.now(); });
    busy_before_ = thread_processor_time();
    helpers_.busiest_since_last();
    playing_ = true;
    watch_slices();
    pump();
  });
}

void Worker::pump() {
  if (!playing_) return;
  if (plan_->author_error.given()) interrupt_now();
  for (auto& lane : lanes_) lane->pump();
  arm();
  finish_if_done();
}

void Worker::arm() {
  std::optional<Duration> due;
  for (const auto& lane : lanes_)
    if (const auto own = lane->next_due(); own && (!due || *own < *due)) due = own;
  if (!due || due == armed_) return;
  armed_ = due;
  start_timer_.expires_at(plan_->clock.instant(*due));
  start_timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_.reset();
    pump();
  });
}

void Worker::interrupt_now() {
  if (std::exchange(interrupted_, true)) return;
  if (!hooks_done_)
    for (auto& lane : lanes_) lane->interrupt_hooks();
  hooks_.interrupt();
  for (auto& lane : lanes_) lane->interrupt();
  close_slice(recorder_.slice(), false);  // should a journey not let go, this much is there
  finish_if_done();
}

void Worker::finish_if_done() {
  if (!playing_ ||
      !std::all_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane->done(); }))
    return;
  playing_ = false;
  figures_.played_until = plan_->clock.now();
  close_slice(recorder_.slice(), false);
  slice_timer_.cancel();
  start_timer_.cancel();
  played_ = true;
}

void Worker::watch_slices() {
  const auto slice = recorder_.slice();
  const auto& timeline = plan_->timeline;
  if (slice + 1 >= timeline.slices()) return pump();
  slice_timer_.expires_at(plan_->clock.instant(timeline.to(slice)));
  slice_timer_.async_wait([this, slice](boost::system::error_code error) {
    if (error || !playing_) return;
    close_slice(slice + 1, true);
    watch_slices();
  });
}

void Worker::close_slice(SliceNumber next, bool full) {
  measure_busy(full);
  figures_.connections = std::int64_t(multi_.open_connections()) + context_.connections.number();
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Recording> spare;
  if (!spare_.empty()) {
    spare = std::move(spare_.back());
    spare_.pop_back();
  }
  written_.push_back(recorder_.exchange(next, std::move(spare)));
}

void Worker::measure_busy(bool full) {
  const auto now = plan_->clock.now();
  const auto used = thread_processor_time();
  const auto length = now - busy_since_;
  const auto most = std::max(used - busy_before_, helpers_.busiest_since_last());
  const auto share = most / in_seconds(std::max(length, Duration(1ms)));
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
