// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/conductor.h>

#include <proofload/engine/detail/single_play.h>
#include <proofload/metrics/names.h>

#include <algorithm>
#include <thread>

namespace proofload {
namespace {

// Workers need a moment to come up; nobody should be late because of it.
constexpr Duration run_up = 50ms;
constexpr Duration tick_length = 50ms;

// What is left of the last second, where it is long enough to say something.
constexpr Duration shortest_sample = 200ms;

// So long interrupted workers get to let go, before the run ends without them.
constexpr Duration patience = 2s;

// A worker without a user of its own would exceed what the plan allows.
std::uint32_t workers_for(const RunPlan& run, std::uint32_t wanted) {
  std::int64_t users = 1;
  for (const auto& scenario : run.scenarios)
    users = std::max(users, users_allowed(scenario.plan).count());
  return std::uint32_t(std::clamp<std::int64_t>(users, 1, std::max<std::uint32_t>(wanted, 1)));
}

std::string of_scenario(const Plan& plan) {
  return plan.name.empty() ? "" : " of scenario " + plan.name;
}

}  // namespace

Conductor::Conductor(const std::vector<Plan>& plans, const RunSettings& settings)
    : told_(std::make_shared<RunPlan>()), settings_(settings), started_at_(WallClock::now()) {
  told_->scenarios = planned_scenarios(plans);
  told_->target = settings.target;
  told_->seed = settings.seed;
  told_->time_scale = settings.scale.time;
  told_->timeline = timeline_of(told_->scenarios);
  measurements_ = std::make_shared<Measurements>(told_->timeline);
  planned_ = planned_by_slice(*told_, told_->timeline.end());
  followers_ = std::make_unique<RunFollowers>(settings, measurements_, planned_);
  const auto workers = workers_for(*told_, settings.workers);
  for (std::uint32_t index = 0; index < workers; ++index)
    workers_.push_back(std::make_unique<Worker>(told_, Stripe{index, workers}));
  for (const auto& scenario : told_->scenarios) {
    const auto& plan = scenario.plan;
    last_deadline_ = std::max(last_deadline_, scenario.to() + plan.graceful_stop);
    if (plan.abort.empty()) continue;
    if (!as_ended_) as_ended_ = std::make_shared<Measurements>(told_->timeline);
    const Window whole(as_ended_);
    abort_.emplace_back(plan.name.empty() ? whole : whole.scenario(plan.name),
                        AbortWatch(plan.abort));
  }
}

Conductor::~Conductor() {
  for (auto& worker : workers_)
    if (!worker->finished()) Worker::abandon(std::move(worker));
}

bool Conductor::all(bool (Worker::*done)() const) const {
  return std::all_of(workers_.begin(), workers_.end(),
                     [done](const auto& worker) { return ((*worker).*done)(); });
}

bool Conductor::out_of_patience() const {
  return interrupted_at_ && SteadyClock::now() > *interrupted_at_ + patience;
}

// Until all workers say so, or those that do not are given up.
void Conductor::wait_for(bool (Worker::*done)() const, const std::function<void()>& watch) {
  while (!all(done) && !out_of_patience()) {
    std::this_thread::sleep_for(tick_length);
    if (watch) watch();
  }
}

void Conductor::lead() {
  if (set_up()) play_load();
  tear_down();
}

bool Conductor::set_up() {
  if (!play_scenario_hooks(&Plan::set_up, "set-up")) return false;
  for (auto& worker : workers_) worker->start();
  play_user_hooks(&Worker::set_up_users, "set-up");
  return ended_early_.empty();
}

RunSettings Conductor::settings_for_hooks() const {
  auto settings = settings_;
  settings.deadline = settings.deadline - elapsed();
  return settings;
}

bool Conductor::play_scenario_hooks(Journey Plan::*hook, const char* name) {
  for (const auto& scenario : told_->scenarios) {
    if (!(scenario.plan.*hook)) continue;
    const auto settings = settings_for_hooks();
    const auto played =
        SinglePlay(scenario.plan.*hook, scenario.plan.http, settings, scenario.plan.name).play();
    if (played) continue;
    if (ended_early_.empty())
      ended_early_ =
          std::string("the ") + name + of_scenario(scenario.plan) + " failed: " + played.error();
    return false;
  }
  return true;
}

void Conductor::play_user_hooks(void (Worker::*hook)(), const char* name) {
  for (auto& worker : workers_) ((*worker).*hook)();
  wait_for(&Worker::hooks_done, [this] {
    if (interrupted_at_) return;
    if (auto reason = reason_to_stop()) stop_early(std::move(*reason));
  });
  for (const auto& worker : workers_)
    if (ended_early_.empty() && worker->hooks_done() && !worker->hook_problem().empty())
      ended_early_ = std::string("the ") + name + " of " + worker->hook_problem();
}

void Conductor::play_load() {
  started_at_ = WallClock::now() + std::chrono::duration_cast<WallClock::duration>(run_up);
  told_->clock = RunClock(SteadyClock::now() + run_up);
  std::vector<pid_t> threads;
  for (const auto& worker : workers_) threads.push_back(worker->figures().thread);
  health_ = std::make_unique<GeneratorHealth>(std::move(threads));
  load_begun_ = playing_ = true;
  const bool keep_samples = followers_->want_samples();
  if (keep_samples) own_.keep_samples([this] { return told_->clock.now(); });
  followers_->begin(started_at_);
  for (auto& worker : workers_) worker->begin(keep_samples);
  wait_for(&Worker::played, [this] { tick(); });
  playing_ = false;
  if (!all(&Worker::played)) played_ = told_->clock.now();
  for (const auto& worker : workers_)
    played_ = std::max(played_, worker->figures().played_until.load());
  if (told_->clock.now() - last_second_ > shortest_sample) sample_second();
}

// However the loads ended: what was set up is put away, if the service and the time allow it.
void Conductor::tear_down() {
  if (reason_to_stop()) return;
  interrupted_at_.reset();
  const auto reason = std::exchange(ended_early_, {});
  if (load_begun_ && all(&Worker::idle)) play_user_hooks(&Worker::tear_down_users, "tear-down");
  play_scenario_hooks(&Plan::tear_down, "tear-down");
  if (!reason.empty()) ended_early_ = reason;
}

void Conductor::let_workers_leave() {
  for (auto& worker : workers_) worker->leave();
  const auto until = SteadyClock::now() + patience;
  while (!all(&Worker::left) && SteadyClock::now() < until)
    std::this_thread::sleep_for(Duration(1ms));
}

void Conductor::tick() {
  const auto now = told_->clock.now();
  if (told_->author_error.given()) stop();
  if (now >= last_second_ + 1s) {
    end_second(now);
  }
  if (!interrupted_at_) watch(now);
}

void Conductor::end_second(Duration now) {
  sample_second();
  collect();
  report_progress(now);
  followers_->second(now, [&] { return facts_so_far(now); });
  if (!interrupted_at_) check_abort_rules(now);
  last_second_ = now - now % Duration(1s);
}

void Conductor::watch(Duration now) {
  if (auto reason = reason_to_stop()) return stop_early(std::move(*reason));
  if (now > last_deadline_) stop();  // lanes have ended by themselves, unless they are stuck
}

std::optional<std::string> Conductor::reason_to_stop() const {
  if (settings_.stop_when)
    if (auto reason = settings_.stop_when()) return reason;
  if (elapsed() > settings_.deadline)
    return "the run reached its own deadline after " + to_text(elapsed()) +
           ", before the budget of the test was used up";
  return {};
}

void Conductor::check_abort_rules(Duration now) {
  for (auto& [window, rules] : abort_)
    if (auto reason = rules.check(window, now)) return stop_early(std::move(*reason));
  if (!settings_.abort_when) return;
  if (auto reason = settings_.abort_when(Window(measurements_), now))
    stop_early(std::move(*reason));
}

void Conductor::stop_early(std::string reason) {
  ended_early_ = std::move(reason);
  if (playing_) ended_at_ = told_->clock.now();
  stop();
}

void Conductor::stop() {
  if (interrupted_at_) return;
  interrupted_at_ = SteadyClock::now();
  for (auto& worker : workers_) worker->interrupt();
}

// Gauges belong to the second that has just ended.
void Conductor::sample_second() {
  const auto& timeline = told_->timeline;
  const auto ended = std::min(told_->clock.now(), last_second_ + 1s) - 1ns;
  add_own(timeline.slice_at(ended));
  std::int64_t users = 0;
  std::int64_t allowed = 0;
  std::int64_t connections = 0;
  for (const auto& worker : workers_) {
    for (const auto& lane : worker->lanes()) users += lane->figures().users;
    connections += worker->figures().connections;
  }
  for (const auto& scenario : told_->scenarios) allowed += users_allowed(scenario.plan).count();
  own_.record(metrics::vus, {}, double(users));
  own_.record(metrics::vus_max, {}, double(allowed));
  own_.record(metrics::active_connections, {}, double(connections));
  const auto since = told_->clock.now() - last_second_;
  for (const auto& [metric, value] : health_->since_last(since)) own_.record(metric, {}, value);
  if (!settings_.gauges) return;
  for (const auto& [metric, value] : settings_.gauges()) own_.record(metric, {}, value);
}

void Conductor::collect() {
  for (std::size_t index = 0; index < workers_.size(); ++index)
    while (auto recording = workers_[index]->take()) {
      if (as_ended_) {
        auto ended = *recording;
        for (auto& stray : ended.strays) stray.slice = ended.slice;
        ended.samples.clear();
        as_ended_->add(index, ended);
      }
      measurements_->add(index, *recording);
      followers_->take(*recording);
      workers_[index]->give_back(std::move(recording));
    }
  add_own(own_.slice());
}

void Conductor::add_own(SliceNumber next) {
  const auto own = own_.exchange(next);
  measurements_->add(workers_.size(), *own);
  followers_->take(*own);
}

void Conductor::report_progress(Duration now) {
  if (!settings_.progress) return;
  Progress progress;
  progress.elapsed = now;
  progress.length = told_->timeline.end();
  std::uint64_t started = 0;
  for (const auto& worker : workers_)
    for (const auto& lane : worker->lanes()) {
      progress.users += lane->figures().users;
      started += lane->figures().started;
    }
  progress.starts_per_second = double(started - last_started_) / in_seconds(now - last_progress_);
  last_progress_ = now;
  last_started_ = started;
  const auto recent = Window(measurements_).between(now - 2s, now);
  const auto response = recent.trend(metrics::response);
  const auto failed = recent.rate(metrics::step_failed);
  progress.requests = response.count();
  progress.failed = failed.passes;
  progress.p95 = response.quantile(0.95);
  progress.failed_so_far = Window(measurements_).rate(metrics::step_failed).passes;
  progress.warming_up = now <= told_->timeline.measured_from();
  progress.planned_per_second = planned_per_second(now - 1s);
  settings_.progress(progress);
}

// Of the last slice there is none: it has no end.
std::optional<double> Conductor::planned_per_second(Duration instant) const {
  const auto& timeline = told_->timeline;
  const auto slice = timeline.slice_at(instant);
  if (planned_.empty() || slice + 1 >= timeline.slices()) return {};
  return double(planned_[slice]) / in_seconds(timeline.to(slice) - timeline.from(slice));
}

Report Conductor::run() {
  try {
    lead();
  } catch (...) {
    stop();
    wait_for(&Worker::idle, {});
    let_workers_leave();
    throw;
  }
  let_workers_leave();
  return report();
}

Report Conductor::report() {
  auto played_until = load_begun_ ? load_end(*told_, workers_) : Duration{};
  const auto& mistake = told_->author_error;
  if (mistake.given()) played_until = std::min(played_until, mistake.at());
  if (ended_at_) played_until = std::min(played_until, *ended_at_);
  auto account = account_of(*told_, workers_, played_until, played_);
  if (account.stuck > 0) note_stuck_workers(account.stuck);
  record_drops(*told_, workers_, account, played_until, own_);
  if (account.stuck > 0) own_.record(metrics::interrupted_iterations, {}, double(account.stuck));
  collect();
  measurements_->end_at(played_until);
  followers_->end(played_until);
  if (played_until < told_->timeline.end()) planned_ = planned_by_slice(*told_, played_until);
  return Report(measurements_, facts(std::move(account)));
}

RunFacts Conductor::facts_so_far(Duration now) const {
  const auto until = std::min(now, told_->timeline.end());
  auto known = facts(account_of(*told_, workers_, until, now));
  known.played = now;
  return known;
}

void Conductor::note_stuck_workers(std::uint64_t iterations) {
  if (!ended_early_.empty()) ended_early_ += "; and ";
  ended_early_ +=
      "a journey blocks its thread or swallows the end of the run: let it wait with co_await "
      "user.pause() and call what blocks with co_await user.blocking(...), and let the exceptions "
      "of co_await pass; " +
      to_text(patience) + " after the run was ended, " + std::to_string(iterations) +
      " iterations were still playing";
}

RunFacts Conductor::facts(RunAccount account) const {
  RunFacts facts;
  facts.test = settings_.test;
  facts.labels = settings_.labels;
  for (const auto& scenario : account.scenarios)
    facts.load += (facts.load.empty() ? "" : "; ") +
                  (scenario.name.empty() ? "" : scenario.name + ": ") + scenario.load;
  facts.scale = settings_.scale;
  facts.seed = settings_.seed;
  facts.target = settings_.target;
  facts.environment = settings_.environment;
  facts.started_at = started_at_;
  facts.planned_length = told_->timeline.end();
  facts.played = played_;
  facts.account = std::move(account.sum);
  facts.scenarios = std::move(account.scenarios);
  facts.planned = planned_;
  facts.exemplars = followers_->exemplars();
  facts.must_prove = settings_.must_prove;
  facts.processors = settings_.processors;
  facts.ended_early = ended_early_;
  facts.file = settings_.file;
  facts.line = settings_.line;
  facts.author_error = told_->author_error.message();
  return facts;
}

}  // namespace proofload
