// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <proofload/report/statistic.h>

namespace proofload {
namespace {

using namespace testing_support;

constexpr Metric noted = counter("noted");

Task<> take_a_step(User& user) {
  const auto step = user.step("step");
  user.record(noted, 1);
  co_return;
}

Report warmed_up() {
  const auto load = hold(100_per_s, 300ms).named("before").warm_up().hold(50_per_s, 400ms);
  return play(plan_of(take_a_step, load), with_workers(2));
}

TEST(WarmUp, IsPlayedAndKeptOutOfTheWholeRun) {
  const auto report = warmed_up();
  EXPECT_EQ(report.facts().account.started, 50u);
  EXPECT_EQ(report.counter(metrics::starts).sum, 20);
  EXPECT_EQ(report.counter(metrics::iterations).sum, 20);
  EXPECT_EQ(report.trend(metrics::iteration_duration).count(), 20u);
  EXPECT_EQ(report.trend(metrics::pacing).count(), 20u);
  EXPECT_EQ(report.counter(noted).sum, 20);
  EXPECT_EQ(report.step("step").trend().count(), 20u);
}

TEST(WarmUp, IsFoundUnderItsPhase) {
  const auto warm_up = warmed_up().phase("warm_up");
  EXPECT_EQ(warm_up.problem(), "");
  EXPECT_EQ(warm_up.length(), 300ms);
  EXPECT_EQ(warm_up.counter(metrics::iterations).sum, 30);
  EXPECT_EQ(warm_up.counter(noted).sum, 30);
  EXPECT_EQ(warm_up.step("step").trend().count(), 30u);
  EXPECT_EQ(warm_up.stage("before").trend().count(), 30u);
}

TEST(WarmUp, CountsNeitherInTheLengthNorInTheThroughput) {
  const auto report = warmed_up();
  EXPECT_EQ(report.length(), 400ms);
  EXPECT_EQ(report.from(), 300ms);
  const auto throughput = proofload::throughput().read(report);
  EXPECT_EQ(throughput.missing, "");
  EXPECT_LE(throughput.value, 50.001);  // what ended after the load does not count
}

// It begins in the warm-up and ends after it.
Task<> rest_after_start(User& user) {
  if (user.iteration() == 0) co_await user.pause(200ms);
}

TEST(WarmUp, KeepsWhatBeganInItWhenItEndsLater) {
  const auto load = hold(1_per_s, 100ms).warm_up().hold(10_per_s, 200ms);
  const auto report = play(plan_of(rest_after_start, load), settings_for());
  EXPECT_EQ(report.facts().account.started, 3u);
  EXPECT_EQ(report.counter(metrics::iterations).sum, 2);
  EXPECT_EQ(report.phase("warm_up").counter(metrics::iterations).sum, 1);
}

std::atomic<int> warm_ups_cut_off{0};
Task<> stay(User& user) { return rest(user, warm_ups_cut_off); }

TEST(WarmUp, KeepsItsOwnStartsThatNeverHappened) {
  auto plan = plan_of(stay, hold(100_per_s, 30s).warm_up().hold(1_per_s, 1s));
  plan.max_users = 1_users;
  auto settings = settings_for();
  settings.deadline = 300ms;
  const auto report = play(plan, settings);
  EXPECT_GE(report.facts().account.dropped(), 5u);
  EXPECT_EQ(report.counter(metrics::dropped_iterations).sum, 0);
  EXPECT_EQ(report.phase("warm_up").counter(metrics::dropped_iterations).sum,
            double(report.facts().account.dropped()));
}

}  // namespace
}  // namespace proofload
