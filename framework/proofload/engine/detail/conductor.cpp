// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/conductor.h>

#include <proofload/metrics/names.h>

#include <algorithm>
#include <thread>

namespace proofload {
namespace {

// Workers need a moment to come up; nobody should be late because of it.
constexpr Duration run_up = 50ms;
constexpr Duration tick_length = 50ms;

// So long interrupted workers get to let go, before the run ends without them.
constexpr Duration patience = 2s;

std::vector<StageSpan> spans_of(const std::vector<Stage>& stages) {
  std::vector<StageSpan> spans;
  Duration from{};
  for (const auto& stage : stages) {
    spans.push_back({stage.name, from, from + stage.length});
    from += stage.length;
  }
  return spans;
}

std::vector<Duration> boundaries_of(const std::vector<StageSpan>& spans) {
  std::vector<Duration> ends;
  for (const auto& span : spans) ends.push_back(span.to);
  return slice_boundaries(spans.empty() ? Duration{} : spans.back().to, ends);
}

}  // namespace

Conductor::Conductor(Plan plan, const RunSettings& settings)
    : told_(std::make_shared<WorkerPlan>(std::move(plan), RunClock(SteadyClock::now() + run_up))),
      settings_(settings),
      started_at_(WallClock::now() + std::chrono::duration_cast<WallClock::duration>(run_up)) {
  const auto& stages = stages_of(told_->plan.load);
  told_->target = settings.target;
  told_->seed = settings.seed;
  told_->end = length_of(stages);
  told_->stages = spans_of(stages);
  told_->boundaries = boundaries_of(told_->stages);
  measurements_ = std::make_shared<Measurements>(told_->boundaries, told_->stages);
  // A worker without a user of its own would exceed what the plan allows.
  const auto workers = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(users_allowed(told_->plan).count(), 1, settings.workers));
  for (std::uint32_t index = 0; index < workers; ++index)
    workers_.push_back(std::make_unique<Worker>(told_, Share{index, workers}));
}

Conductor::~Conductor() {
  for (auto& worker : workers_)
    if (!worker->finished()) Worker::abandon(std::move(worker));
}

Report Conductor::run() {
  try {
    lead();
  } catch (...) {
    stop(told_->clock.now());
    while (!all_finished() && !out_of_patience()) std::this_thread::sleep_for(tick_length);
    throw;
  }
  settle();
  record_losses();
  collect();
  return Report(measurements_, facts());
}

void Conductor::lead() {
  for (auto& worker : workers_) worker->start();
  while (!all_finished() && !out_of_patience()) {
    std::this_thread::sleep_for(tick_length);
    tick(told_->clock.now());
  }
}

bool Conductor::all_finished() const {
  return std::all_of(workers_.begin(), workers_.end(),
                     [](const auto& worker) { return worker->finished(); });
}

bool Conductor::out_of_patience() const {
  return interrupted_at_ && told_->clock.now() > *interrupted_at_ + patience;
}

void Conductor::tick(Duration now) {
  if (told_->author_error.given()) stop(now);
  if (now >= last_second_ + 1s) {
    sample_gauges();
    collect();
    report_progress(now);
    last_second_ = now - now % Duration(1s);
  }
  if (!interrupted_at_) watch(now);
}

void Conductor::watch(Duration now) {
  if (settings_.stop_when)
    if (auto reason = settings_.stop_when()) return stop_early(std::move(*reason));
  if (now > settings_.deadline)
    return stop_early("the run reached its own deadline after " + to_text(now) +
                      ", before the budget of the test was used up");
  if (now > told_->end + told_->plan.drain) stop(now);  // the planned end of draining
}

void Conductor::stop_early(std::string reason) {
  ended_early_ = std::move(reason);
  stop(told_->clock.now());
}

void Conductor::stop(Duration now) {
  if (interrupted_at_) return;
  interrupted_at_ = now;
  for (auto& worker : workers_) worker->interrupt();
}

void Conductor::sample_gauges() {
  std::int64_t users = 0;
  std::int64_t connections = 0;
  for (const auto& worker : workers_) {
    users += worker->figures().users;
    connections += worker->figures().connections;
  }
  own_.record(metrics::vus, {}, double(users));
  own_.record(metrics::vus_max, {}, double(users_allowed(told_->plan).count()));
  own_.record(metrics::active_connections, {}, double(connections));
  if (!settings_.gauges) return;
  for (const auto& [metric, value] : settings_.gauges()) own_.record(metric, {}, value);
}

void Conductor::collect() {
  for (std::size_t index = 0; index < workers_.size(); ++index)
    while (auto recording = workers_[index]->take()) {
      measurements_->add(index, *recording);
      workers_[index]->give_back(std::move(recording));
    }
  const auto& ends = told_->boundaries;
  const auto slice = std::lower_bound(ends.begin(), ends.end(), last_second_ + 1s) - ends.begin();
  auto own = own_.exchange(std::uint32_t(slice), nullptr);
  measurements_->add(workers_.size(), *own);
}

void Conductor::report_progress(Duration now) {
  if (!settings_.progress) return;
  Progress progress{now, told_->end, 0, 0, 0, 0, 0};
  std::uint64_t started = 0;
  for (const auto& worker : workers_) {
    progress.users += worker->figures().users;
    started += worker->figures().started;
  }
  progress.starts_per_second = double(started - last_started_) / in_seconds(now - last_progress_);
  last_progress_ = now;
  last_started_ = started;
  const Window recent(measurements_, "");
  const auto stretch = recent.between(now - 2s, now);
  const auto response = stretch.trend(metrics::response);
  const auto failed = stretch.rate(metrics::http_req_failed);
  progress.requests = response.count();
  progress.failed = failed.passes;
  progress.p95 = response.quantile(0.95);
  settings_.progress(progress);
}

// Takes stock once: a stuck worker may go on counting.
void Conductor::settle() {
  played_ = told_->clock.now();
  played_until_ = told_->end;
  const auto& mistake = told_->author_error;
  if (mistake.given()) played_until_ = std::min(played_until_, mistake.at());
  if (!ended_early_.empty()) played_until_ = std::min(played_until_, *interrupted_at_);
  const bool stuck = !all_finished();
  for (const auto& worker : workers_) count(*worker);
  if (stuck) note_stuck_workers();
  account_.users_allowed = users_allowed(told_->plan).count();
  account_.workers = static_cast<std::uint32_t>(workers_.size());
  account_.busiest_thread = busiest_thread();
  count_delivery();
}

// What a stuck worker still plays counts as interrupted. Starts are read last, so that they are
// never fewer than ends.
void Conductor::count(const Worker& worker) {
  const auto& figures = worker.figures();
  const std::uint64_t finished = figures.finished;
  const std::uint64_t failed = figures.failed;
  const std::uint64_t interrupted = figures.interrupted;
  const std::uint64_t started = figures.started;
  stuck_iterations_ += started - finished - failed - interrupted;
  account_.started += started;
  account_.finished += finished;
  account_.failed += failed;
  account_.interrupted += started - finished - failed;
  account_.most_users += figures.most_users;
}

void Conductor::note_stuck_workers() {
  if (!ended_early_.empty()) ended_early_ += "; and ";
  ended_early_ +=
      "a journey blocks its thread or swallows the end of the run: let it wait with co_await "
      "user.pause() only, and let the exceptions of co_await pass; " +
      to_text(patience) + " after the run was ended, " + std::to_string(stuck_iterations_) +
      " iterations were still playing";
}

double Conductor::busiest_thread() const {
  double slice = -1;
  double whole = 0;
  for (const auto& worker : workers_) {
    const auto& figures = worker->figures();
    slice = std::max<double>(slice, figures.busiest_slice);
    whole = std::max<double>(whole, figures.processor_time);
  }
  return slice >= 0 ? slice : whole / in_seconds(std::max(played_, Duration(1ms)));
}

// A start may slip in between the instant of a stop and its reaching the worker: no stage delivers
// more than was planned.
void Conductor::count_delivery() {
  account_.on_time = account_.started;
  if (!std::holds_alternative<RateProfile>(told_->plan.load)) return;
  account_.on_time = 0;
  account_.planned = planned_before(played_until_);
  for (std::size_t number = 0; number < told_->stages.size(); ++number) {
    const auto& stage = told_->stages[number];
    if (stage.from >= played_until_) break;
    StageDelivery delivery{stage.name, 0, 0};
    delivery.planned =
        planned_before(std::min(stage.to, played_until_)) - planned_before(stage.from);
    for (const auto& worker : workers_) delivery.on_time += worker->on_time(number);
    delivery.on_time = std::min(delivery.on_time, delivery.planned);
    account_.on_time += delivery.on_time;
    account_.stages.push_back(std::move(delivery));
  }
}

std::uint64_t Conductor::planned_before(Duration instant) const {
  std::uint64_t sum = 0;
  for (const auto& worker : workers_) sum += worker->planned_before(instant).value_or(0);
  return sum;
}

void Conductor::record_losses() {
  if (account_.dropped() > 0)
    own_.record(metrics::dropped_iterations, {}, double(account_.dropped()));
  if (stuck_iterations_ > 0)
    own_.record(metrics::interrupted_iterations, {}, double(stuck_iterations_));
}

RunFacts Conductor::facts() const {
  RunFacts facts;
  facts.test = settings_.test;
  facts.load = to_text(told_->plan.load);
  facts.scale = settings_.scale;
  facts.seed = settings_.seed;
  facts.target = settings_.target;
  facts.started_at = started_at_;
  facts.planned_length = told_->end;
  facts.played = played_;
  facts.account = account_;
  facts.ended_early = ended_early_;
  facts.file = settings_.file;
  facts.line = settings_.line;
  facts.author_error = told_->author_error.message();
  return facts;
}

}  // namespace proofload
