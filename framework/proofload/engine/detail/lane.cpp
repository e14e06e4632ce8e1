// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/lane.h>

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

namespace proofload {
namespace asio = boost::asio;

namespace {

constexpr std::size_t most_reasons = 50;
constexpr std::size_t longest_reason = 200;
constexpr Duration late_start = 1ms;

Tags tags_of(const PlannedScenario& scenario, std::string_view phase) {
  auto tags = scenario.plan.tags;
  tags.set("scenario", scenario.plan.name);
  tags.set("phase", phase);
  return tags;
}

}  // namespace

Lane::Series::Series(UserContext& context, Tags own_tags)
    : starts(context.recorder.series(metrics::starts, own_tags)),
      late_starts(context.recorder.series(metrics::late_starts, own_tags)),
      pacing(context.recorder.series(metrics::pacing, own_tags)),
      user_wait(context.recorder.series(metrics::user_wait, own_tags)),
      dropped(context.recorder.series(metrics::dropped_iterations, own_tags)),
      iterations(context.recorder.series(metrics::iterations, own_tags)),
      iteration_duration(context.recorder.series(metrics::iteration_duration, own_tags)),
      interrupted(context.recorder.series(metrics::interrupted_iterations, own_tags)),
      tags(std::move(own_tags)) {}

Lane::Lane(RunPlan& run, const PlannedScenario& scenario, UserContext& context, Stripe share,
           std::function<void()> changed)
    : run_(run),
      scenario_(scenario),
      context_(context),
      share_(among(std::uint64_t(users_allowed(scenario.plan).count()), share)),
      changed_(std::move(changed)),
      dispatcher_(make_dispatcher(scenario.plan.load, scenario.dispatch_options(run.seed), share)),
      own_{scenario.plan.name, scenario.plan.http, scenario.plan.tags, scenario.stream(0)},
      measured_(context, tags_of(scenario, {})),
      warm_up_(context, tags_of(scenario, warm_up_phase)),
      users_wanted_(
          std::uint32_t(stripe_size(std::uint64_t(users_allowed(scenario.plan).count()), share_))),
      on_time_(scenario.stages.size()) {}

void Lane::pump() {
  if (interrupted_ || now() < Duration{}) return;
  if (now() >= deadline()) return interrupt(scenario_.plan.graceful_stop);
  while (const auto start = dispatcher_->next(now())) begin(*start, now());
  take_drops();
  cut_overdue(now());
}

std::optional<Duration> Lane::next_due() const {
  if (interrupted_) return {};
  const auto due = dispatcher_->next_due().value_or(deadline());
  return std::min(due, deadline()) + scenario_.from;
}

bool Lane::done() const { return figures_.users == 0 && dispatcher_->exhausted(now()); }

User& Lane::user(std::uint32_t index) {
  if (users_.size() <= index) {
    users_.resize(index + 1);
    playing_.resize(index + 1);
  }
  auto& place = users_[index];
  if (!place)
    place = std::make_unique<User>(
        std::make_unique<UserState>(context_, own_, index * share_.count + share_.index));
  return *place;
}

// A coroutine of its own, so that whatever a journey throws ends up in end_iteration.
Task<> Lane::play(User& user, std::uint64_t iteration) {
  const auto& journey = scenario_.plan.scenario.journey_of(run_.seed, scenario_.stream(iteration));
  co_await journey(user);
}

void Lane::begin(const Start& start, Duration now) {
  auto& chosen = user(start.user);
  auto& state = chosen.state();
  const std::string_view phase = start.planned < scenario_.warm_up ? warm_up_phase : "";
  if (state.phase != phase || !state.group.empty()) state.enter_phase(phase);
  state.iteration = start.iteration;
  state.started = scenario_.from + now;
  state.delay = now - start.planned;
  state.planned_slice = context_.slice_of(scenario_.from + start.planned);
  state.step_failed = state.interrupted = false;
  count_start(start, now);
  playing_[start.user] = 1;
  asio::co_spawn(
      context_.loop, play(chosen, start.iteration),
      asio::bind_cancellation_slot(state.interruption.slot(),
                                   [this, index = start.user](std::exception_ptr failure) {
                                     end_iteration(index, failure);
                                   }));
}

// An open load starts in the order of the plan, so that the stage only ever moves on.
void Lane::count_start(const Start& start, Duration now) {
  auto& recorder = context_.recorder;
  const auto& series = series_at(start.planned);
  const auto slice = users_[start.user]->state().planned_slice;
  const auto lateness = now - start.ready;
  recorder.record(series.starts, 1);
  recorder.record_at(slice, series.pacing, lateness);
  recorder.record_at(slice, series.user_wait, start.ready - start.planned);
  if (lateness > late_start) recorder.record_at(slice, series.late_starts, 1);
  ++figures_.started;
  if (++figures_.users > figures_.most_users) figures_.most_users.store(figures_.users);
  const auto& stages = scenario_.stages;
  while (stage_ + 1 < stages.size() && scenario_.from + start.planned >= stages[stage_].to)
    ++stage_;
  if (scenario_.from + now <= PlannedScenario::on_time_until(stages[stage_])) ++on_time_[stage_];
}

void Lane::take_drops() {
  while (const auto planned = dispatcher_->take_drop()) {
    const auto slice = context_.slice_of(scenario_.from + *planned);
    context_.recorder.record_at(slice, series_at(*planned).dropped, 1);
    ++figures_.dropped;
  }
}

void Lane::cut_overdue(Duration now) {
  while (const auto index = dispatcher_->overdue(now))
    if (playing_[*index] != 0) users_[*index]->state().interrupt(scenario_.plan.graceful_ramp_down);
}

// Where every iteration ends, whatever started it and however it went.
void Lane::end_iteration(std::uint32_t index, const std::exception_ptr& failure) {
  auto& state = users_[index]->state();
  playing_[index] = 0;
  --figures_.users;
  figures_.ended = run_.clock.now();
  count_end(state, state.phase.empty() ? measured_ : warm_up_, failure);
  dispatcher_->finished(index, now());
  changed_();
}

void Lane::count_end(UserState& state, Series& series, const std::exception_ptr& failure) {
  auto& recorder = context_.recorder;
  if (state.interrupted) {
    ++figures_.interrupted;
    return recorder.record(series.interrupted, 1);
  }
  try {
    if (failure) std::rethrow_exception(failure);
    recorder.record(series.iterations, 1);
    recorder.record_at(state.planned_slice, series.iteration_duration,
                       run_.clock.now() - state.started);
    ++figures_.finished;
  } catch (const UsageError& error) {
    count_failure(state, series, "author_error", error.what());
    run_.author_error.report(error.what(), run_.clock.now());
  } catch (const MissingValue& missing) {
    count_failure(state, series, "missing_value", missing.what());
  } catch (const std::exception& error) {
    count_failure(state, series, "exception", error.what());
  } catch (...) {
    count_failure(state, series, "exception", unknown_exception);
  }
}

// Reasons may hold what varies, such as an id; a report can hold only so many of them.
void Lane::count_failure(UserState& state, const Series& series, std::string kind,
                         const std::string& reason) {
  ++figures_.failed;
  if (state.step_failed) kind = "after_failed_step";
  auto tags = series.tags;
  tags.set("kind", kind);
  tags.set("reason", reason.substr(0, longest_reason));
  if (failures_.size() >= most_reasons && !failures_.contains(tags))
    tags.set("reason", "other reasons");
  auto place = failures_.find(tags);
  if (place == failures_.end()) {
    const auto id = context_.recorder.series(metrics::failed_iterations, tags);
    place = failures_.emplace(std::move(tags), id).first;
  }
  context_.recorder.record_at(state.planned_slice, place->second, 1);
}

void Lane::interrupt_hooks() {
  for (auto& user : users_) {
    if (!user) continue;
    user->state().interrupted = true;
    user->state().patience = Duration::max();
    user->state().branches.interrupt();
  }
}

void Lane::interrupt(Duration granted) {
  if (std::exchange(interrupted_, true)) return;
  dispatcher_->close();
  for (std::uint32_t index = 0; index < users_.size(); ++index)
    if (playing_[index] != 0) users_[index]->state().interrupt(granted);
}

}  // namespace proofload
