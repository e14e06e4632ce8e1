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

Conductor::Conductor(const Plan& plan, const RunSettings& settings)
    : plan_(plan),
      settings_(settings),
      started_at_(WallClock::now() + std::chrono::duration_cast<WallClock::duration>(run_up)),
      told_{plan, settings.target, settings.seed, RunClock(SteadyClock::now() + run_up), {}, {},
            {}} {
  const auto spans = spans_of(stages_of(plan.load));
  told_.end = length_of(stages_of(plan.load));
  told_.grace = told_.end / 100;
  told_.boundaries = boundaries_of(spans);
  measurements_ = std::make_shared<Measurements>(told_.boundaries, spans);
  // A worker without a user of its own would exceed what the plan allows.
  const auto workers = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(users_allowed(plan).count(), 1, settings.workers));
  for (std::uint32_t index = 0; index < workers; ++index)
    workers_.push_back(std::make_unique<Worker>(told_, Share{index, workers}));
}

Report Conductor::run() {
  for (auto& worker : workers_) worker->start();
  while (!all_finished()) {
    std::this_thread::sleep_for(tick_length);
    tick(told_.clock.now());
  }
  played_ = told_.clock.now();
  record_drops();
  collect();
  return Report(measurements_, facts());
}

bool Conductor::all_finished() const {
  return std::all_of(workers_.begin(), workers_.end(),
                     [](const auto& worker) { return worker->finished(); });
}

void Conductor::tick(Duration now) {
  if (now >= last_second_ + 1s) {
    sample_gauges();
    collect();
    report_progress(now);
    last_second_ = now - now % Duration(1s);
  }
  if (stopping_) return;
  if (settings_.stop_when)
    if (auto reason = settings_.stop_when()) return stop(std::move(*reason));
  if (now > settings_.deadline)
    return stop("the run reached its own deadline after " + to_text(now) +
                ", before the budget of the test was used up");
  if (now > told_.end + plan_.drain) {
    stopping_ = true;  // the planned end of draining, not an early one
    for (auto& worker : workers_) worker->interrupt();
  }
}

void Conductor::stop(std::string reason) {
  stopping_ = true;
  ended_early_ = std::move(reason);
  stopped_at_ = told_.clock.now();
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
  own_.record(metrics::vus_max, {}, double(users_allowed(plan_).count()));
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
  const auto& ends = told_.boundaries;
  const auto slice = std::lower_bound(ends.begin(), ends.end(), last_second_ + 1s) - ends.begin();
  auto own = own_.exchange(std::uint32_t(slice), nullptr);
  measurements_->add(workers_.size(), *own);
}

void Conductor::report_progress(Duration now) {
  if (!settings_.progress) return;
  Progress progress{now, told_.end, 0, 0, 0, 0, 0};
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

void Conductor::record_drops() {
  if (const auto dropped = account().dropped(); dropped > 0)
    own_.record(metrics::dropped_iterations, {}, double(dropped));
}

LoadAccount Conductor::account() const {
  LoadAccount sum;
  const bool played_to_end = ended_early_.empty() && author_error().empty();
  const auto played_until = played_to_end ? told_.end : std::min({told_.end, stopped_at_, played_});
  for (const auto& worker : workers_) {
    const auto& figures = worker->figures();
    if (const auto planned = worker->planned_before(played_until))
      sum.planned = sum.planned.value_or(0) + *planned;
    sum.started += figures.started;
    sum.on_time += figures.on_time;
    sum.finished += figures.finished;
    sum.failed += figures.failed;
    sum.interrupted += figures.interrupted;
    sum.most_users += figures.most_users;
    sum.busiest_thread = std::max(
        sum.busiest_thread, figures.processor_time / in_seconds(std::max(played_, Duration(1ms))));
  }
  sum.users_allowed = users_allowed(plan_).count();
  sum.workers = static_cast<std::uint32_t>(workers_.size());
  return sum;
}

RunFacts Conductor::facts() const {
  RunFacts facts;
  facts.test = settings_.test;
  facts.load = to_text(plan_.load);
  facts.scale = settings_.scale;
  facts.seed = settings_.seed;
  facts.target = settings_.target;
  facts.started_at = started_at_;
  facts.planned_length = told_.end;
  facts.played = played_;
  facts.account = account();
  facts.ended_early = ended_early_;
  facts.file = settings_.file;
  facts.line = settings_.line;
  facts.author_error = author_error();
  return facts;
}

std::string Conductor::author_error() const {
  for (const auto& worker : workers_)
    if (!worker->author_error().empty()) return worker->author_error();
  return {};
}

}  // namespace proofload
