// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/account.h>

#include <proofload/load/forecast.h>
#include <proofload/metrics/names.h>

#include <algorithm>

namespace proofload {
namespace {

using Workers = std::vector<std::unique_ptr<Worker>>;

double busiest_thread(const Workers& workers, Duration played) {
  double slice = -1;
  double whole = 0;
  for (const auto& worker : workers) {
    const auto& figures = worker->figures();
    slice = std::max<double>(slice, figures.busiest_slice);
    whole = std::max<double>(whole, figures.processor_time);
  }
  return slice >= 0 ? slice : whole / in_seconds(std::max(played, Duration(1ms)));
}

// What a stuck worker still plays counts as interrupted. Starts are read last, so that they are
// never fewer than ends.
std::uint64_t add_figures(const Lane::Figures& figures, LoadAccount& account) {
  const std::uint64_t finished = figures.finished;
  const std::uint64_t failed = figures.failed;
  const std::uint64_t interrupted = figures.interrupted;
  const std::uint64_t started = figures.started;
  account.started += started;
  account.finished += finished;
  account.failed += failed;
  account.interrupted += started - finished - failed;
  account.most_users += figures.most_users;
  return started - finished - failed - interrupted;
}

// A start may slip in between the instant of a stop and its reaching the worker: no stage delivers
// more than was planned. The last stage has also what is planned for its very end.
void add_stages(const RunPlan& run, const PlannedScenario& scenario, const Workers& workers,
                Duration played_until, LoadAccount& account) {
  const PlannedStarts planned(scenario.plan.load, run.seed, scenario.number);
  const auto before = [&](Duration instant) {
    return planned.before(instant - scenario.from).value_or(0);
  };
  account.on_time = 0;
  std::uint64_t counted = 0;
  for (std::size_t number = 0; number < scenario.stages.size(); ++number) {
    const auto& stage = scenario.stages[number];
    if (stage.from >= played_until) break;
    const bool last = number + 1 == scenario.stages.size() && played_until >= stage.to;
    const auto until = last ? before(stage.to + 1ns) : before(std::min(stage.to, played_until));
    StageDelivery delivery{stage.name, until - counted, 0, scenario.plan.name};
    counted = until;
    for (const auto& worker : workers)
      delivery.on_time += worker->lanes()[scenario.number]->on_time(number);
    delivery.on_time = std::min(delivery.on_time, delivery.planned);
    account.on_time += delivery.on_time;
    account.stages.push_back(std::move(delivery));
  }
  account.planned = counted;
}

void add_to_sum(const LoadAccount& one, LoadAccount& sum) {
  sum.started += one.started;
  sum.on_time += one.on_time;
  sum.finished += one.finished;
  sum.failed += one.failed;
  sum.interrupted += one.interrupted;
  sum.most_users += one.most_users;
  sum.users_allowed += one.users_allowed;
  sum.stages.insert(sum.stages.end(), one.stages.begin(), one.stages.end());
}

// A closed load has no plan to hold the others' starts against.
std::optional<std::uint64_t> planned_by_all(const std::vector<ScenarioFacts>& scenarios) {
  std::uint64_t sum = 0;
  for (const auto& scenario : scenarios) {
    if (!scenario.account.planned) return {};
    sum += *scenario.account.planned;
  }
  return sum;
}

}  // namespace

Duration load_end(const RunPlan& run, const Workers& workers) {
  Duration last{};
  for (const auto& scenario : run.scenarios) {
    Duration ended{};
    for (const auto& worker : workers) {
      const auto& figures = worker->lanes()[scenario.number]->figures();
      ended = std::max(ended, figures.users > 0 ? scenario.to() : figures.ended.load());
    }
    const bool counted = std::holds_alternative<IterationLoad>(scenario.plan.load);
    last = std::max(last, counted ? std::min(ended, scenario.to()) : scenario.to());
  }
  return last;
}

RunAccount account_of(const RunPlan& run, const Workers& workers, Duration played_until,
                      Duration played) {
  RunAccount all;
  const auto busiest = busiest_thread(workers, played);
  for (const auto& scenario : run.scenarios) {
    LoadAccount account;
    for (const auto& worker : workers)
      all.stuck += add_figures(worker->lanes()[scenario.number]->figures(), account);
    account.users_allowed = users_allowed(scenario.plan).count();
    account.workers = std::uint32_t(workers.size());
    account.busiest_thread = busiest;
    account.on_time = account.started;
    if (std::holds_alternative<RateProfile>(scenario.plan.load))
      add_stages(run, scenario, workers, played_until, account);
    if (const auto* counted = std::get_if<IterationLoad>(&scenario.plan.load))
      account.planned = std::uint64_t(counted->total());
    add_to_sum(account, all.sum);
    all.scenarios.push_back({scenario.plan.name, to_text(scenario.plan.load), std::move(account),
                             scenario.plan.scenario.mix_text()});
  }
  all.sum.planned = planned_by_all(all.scenarios);
  all.sum.workers = std::uint32_t(workers.size());
  all.sum.busiest_thread = busiest;
  return all;
}

std::vector<std::uint64_t> planned_by_slice(const RunPlan& run, Duration until) {
  std::vector<std::uint64_t> planned(run.timeline.slices());
  for (const auto& scenario : run.scenarios) {
    const PlannedStarts starts(scenario.plan.load, run.seed, scenario.number);
    std::uint64_t counted = 0;
    for (SliceNumber slice = 0; slice < run.timeline.slices(); ++slice) {
      const auto to = std::min(run.timeline.to(slice), until + 1ns);
      const auto before = starts.before(to - scenario.from);
      if (!before) return {};
      planned[slice] += *before - counted;
      counted = *before;
    }
  }
  return planned;
}

// Starts happen in the order of the plan, so those that never did are its last ones.
void record_drops(const RunPlan& run, const Workers& workers, const RunAccount& account,
                  Duration played_until, Recorder& recorder) {
  for (const auto& scenario : run.scenarios) {
    std::uint64_t told = 0;
    for (const auto& worker : workers) told += worker->lanes()[scenario.number]->figures().dropped;
    auto left = account.scenarios[scenario.number].account.dropped();
    left -= std::min(left, told);
    if (left == 0) continue;
    auto tags = scenario.plan.tags;
    tags.set("scenario", scenario.plan.name);
    const auto measured = recorder.series(metrics::dropped_iterations, tags);
    tags.set("phase", warm_up_phase);
    const auto warm_up = recorder.series(metrics::dropped_iterations, tags);
    const PlannedStarts planned(scenario.plan.load, run.seed, scenario.number);
    for (auto slice = run.timeline.slice_at(played_until) + 1; slice-- > 0 && left > 0;) {
      const auto to = std::min(run.timeline.to(slice), played_until + 1ns);
      const auto in_slice = planned.before(to - scenario.from).value_or(left) -
                            planned.before(run.timeline.from(slice) - scenario.from).value_or(0);
      const auto dropped = slice == 0 ? left : std::min(left, in_slice);
      const bool is_warm_up = run.timeline.to(slice) <= scenario.measured_from();
      if (dropped > 0) recorder.record_at(slice, is_warm_up ? warm_up : measured, double(dropped));
      left -= dropped;
    }
  }
}

}  // namespace proofload
