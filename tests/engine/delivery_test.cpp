// SPDX-License-Identifier: Apache-2.0
// What a run says of itself: which starts came on time, how busy its threads were.
#include <proofload/engine/detail/run_plan.h>

#include "engine/playing.h"

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_support::nothing;
using testing_support::plan_of;

Plan plan_of(Journey journey, Load load, Users max_users) {
  auto plan = testing_support::plan_of(std::move(journey), std::move(load));
  plan.max_users = max_users;
  return plan;
}

Task<> rest_at_first(User& user) {
  if (user.iteration() == 0) co_await user.pause(500ms);
}

TEST(Delivery, CountsAStartOnTimeOnlyInTheStageItWasPlannedIn) {
  const auto load = hold(20_per_s, 300ms).named("busy").hold(10_per_s, 600ms).named("calm");
  const auto account = play(plan_of(rest_at_first, load, 1_users), RunSettings()).facts().account;
  ASSERT_THAT(account.stages, SizeIs(2));
  EXPECT_EQ(account.stages[0].name, "busy");
  EXPECT_EQ(account.stages[0].planned, 6u);
  EXPECT_EQ(account.stages[0].on_time, 1u);
  EXPECT_EQ(account.stages[1].name, "calm");
  EXPECT_EQ(account.stages[1].planned, 6u);
  EXPECT_EQ(account.stages[1].on_time, 6u);
  EXPECT_EQ(account.planned, 12u);
  EXPECT_EQ(account.started, 12u);
  EXPECT_EQ(account.on_time, 7u);
  ASSERT_NE(account.worst_stage(), nullptr);
  EXPECT_EQ(account.worst_stage()->name, "busy");
  EXPECT_DOUBLE_EQ(account.worst_delivered(), 1.0 / 6);
}

TEST(Delivery, AllowsAHundredthOfTheStageButASecondAtMost) {
  EXPECT_EQ(PlannedScenario::on_time_until({"", 10s, 20s}), 20s + 100ms);
  EXPECT_EQ(PlannedScenario::on_time_until({"", 0s, 100s}), 101s);
  EXPECT_EQ(PlannedScenario::on_time_until({"", 0s, 10min}), 10min + 1s);
}

std::atomic<int> started{0};

Task<> count_start(User&) {
  ++started;
  co_return;
}

TEST(Delivery, CountsWhatWasPlayedOfARunThatWasCutShort) {
  started = 0;
  RunSettings settings;
  settings.workers = 2;
  settings.stop_when = []() -> std::optional<std::string> {
    return started >= 200 ? std::optional<std::string>("enough") : std::nullopt;
  };
  const auto load = hold(100_per_s, 200ms)
                        .named("first")
                        .hold(1000_per_s, 30s)
                        .named("second")
                        .hold(10_per_s, 30s)
                        .named("third");
  const auto account = play(plan_of(count_start, load), settings).facts().account;
  ASSERT_THAT(account.stages, SizeIs(2));
  EXPECT_EQ(account.stages[0].planned, 20u);
  EXPECT_GE(account.stages[1].planned, 100u);
  EXPECT_LT(account.stages[1].planned, 20'000u);
  EXPECT_EQ(account.planned, account.stages[0].planned + account.stages[1].planned);
  EXPECT_EQ(account.on_time, account.stages[0].on_time + account.stages[1].on_time);
  EXPECT_LE(account.stages[1].on_time, account.stages[1].planned);
}

TEST(Delivery, IsWholeInAClosedLoad) {
  const auto account = play(plan_of(nothing, hold(1_users, 50ms)), RunSettings()).facts().account;
  EXPECT_THAT(account.stages, IsEmpty());
  EXPECT_EQ(account.worst_stage(), nullptr);
  EXPECT_EQ(account.worst_delivered(), 1);
  EXPECT_EQ(account.delivered(), 1);
  EXPECT_EQ(account.on_time, account.started);
}

TEST(Delivery, IsWorstInTheStageWithTheSmallestShareWhateverItsSize) {
  LoadAccount account;
  account.stages = {{"large", 1000, 990}, {"empty", 0, 0}, {"small", 10, 5}, {"other", 10, 5}};
  EXPECT_EQ(account.worst_delivered(), 0.5);
  EXPECT_EQ(account.worst_stage(), &account.stages[2]);
}

std::atomic<std::int64_t> first_iteration{0};

Task<> burn_in_the_middle(User& user) {
  const auto now = SteadyClock::now().time_since_epoch();
  if (user.iteration() == 0) first_iteration = now.count();
  const auto since = now - SteadyClock::duration(first_iteration);
  if (since < 400ms || since > 800ms)
    co_await user.pause(5ms);
  else
    while (SteadyClock::now().time_since_epoch() - now < 5ms) continue;
}

TEST(BusiestThread, IsThatOfTheBusiestSlice) {
  const auto load = hold(1_users, 400ms)
                        .named("before")
                        .hold(400ms)
                        .named("meanwhile")
                        .hold(400ms)
                        .named("afterwards");
  const auto report = play(plan_of(burn_in_the_middle, load), RunSettings());
  const auto busy = report.stage("meanwhile").gauge(metrics::generator_busy);
  EXPECT_EQ(busy.count, 1u);
  EXPECT_EQ(report.facts().account.busiest_thread, busy.last);
  EXPECT_LE(busy.last, 1.01);
  EXPECT_GT(busy.last, 2 * report.stage("before").gauge(metrics::generator_busy).last);
  EXPECT_TRUE(metrics::is_built_in(metrics::generator_busy));
}

TEST(BusiestThread, IsThatOfTheWholeRunWhereNoSliceIsLongEnough) {
  const auto report = play(plan_of(nothing, hold(1_users, 100ms)), RunSettings());
  EXPECT_EQ(report.gauge(metrics::generator_busy).count, 0u);
  EXPECT_GT(report.facts().account.busiest_thread, 0);
}

}  // namespace
}  // namespace proofload
