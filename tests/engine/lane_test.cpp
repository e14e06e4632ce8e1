// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

namespace proofload {
namespace {

using ::testing::ElementsAre;
using namespace testing_support;

std::atomic<int> lanes_cut_off{0};

// User 1 has to leave while it rests.
Task<> rest_as_user_one(User& user) {
  if (user.number() == 1) co_await rest(user, lanes_cut_off);
  co_await user.pause(10ms);
}

TEST(RampDown, InterruptsAUserThatHadToLeaveAndDoesNotEndInTime) {
  lanes_cut_off = 0;
  auto plan = plan_of(rest_as_user_one, hold(2_users, 100ms).hold(1_users, 300ms));
  plan.graceful_ramp_down = 50ms;
  const auto report = play(plan, settings_for());
  expect_all_accounted_for(report);
  EXPECT_EQ(lanes_cut_off, 1);
  EXPECT_EQ(report.facts().account.interrupted, 1u);
  EXPECT_EQ(report.facts().ended_early, "");
  EXPECT_LT(report.facts().played, 20s);  // or the graceful stop did it
}

Task<> end_as_user_one_when_wanted_again(User& user) {
  co_await user.pause(user.number() == 1 ? 350ms : 10ms);
}

// It has to leave at 100 ms, would be cut off at 250 ms, and is wanted again at 200 ms.
TEST(RampDown, LetsAUserPlayOnThatIsWantedAgain) {
  auto plan = plan_of(end_as_user_one_when_wanted_again,
                      hold(2_users, 100ms).hold(1_users, 100ms).hold(2_users, 100ms));
  plan.graceful_ramp_down = 150ms;
  const auto report = play(plan, settings_for());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().account.interrupted, 0u);
}

// Long enough to keep its user, and its whole worker, busy until the load is over.
Task<> block_for_good(User&) {
  const auto begun = SteadyClock::now();
  while (SteadyClock::now() < begun + 250ms) continue;
  co_return;
}

TEST(WhenBusy, DropsStartsInTheStageTheyWerePlannedInHoweverLateItTurnsOut) {
  auto plan = plan_of(block_for_good,
                      hold(100_per_s, 100ms).named("first").hold(50_per_s, 100ms).named("second"));
  plan.max_users = 1_users;
  plan.when_busy = WhenBusy::drop;
  const auto report = play(plan, settings_for());
  expect_all_accounted_for(report);
  const auto& account = report.facts().account;
  EXPECT_EQ(account.planned, 15u);
  EXPECT_EQ(account.started, 1u);
  EXPECT_EQ(account.dropped(), 14u);
  EXPECT_EQ(report.stage("first").counter(metrics::dropped_iterations).sum, 9);
  EXPECT_EQ(report.stage("second").counter(metrics::dropped_iterations).sum, 5);
  EXPECT_EQ(report.trend(metrics::user_wait).max(), 0);
  EXPECT_EQ(report.facts().ended_early, "");
}

Task<> rest_as_first_user(User& user) {
  if (user.iteration() == 0) co_await user.pause(150ms);
}

TEST(WhenBusy, LetsStartsWaitOtherwise) {
  auto plan = plan_of(rest_as_first_user, hold(100_per_s, 100ms));
  plan.max_users = 1_users;
  const auto report = play(plan, settings_for());
  EXPECT_EQ(report.facts().account.started, 10u);
  EXPECT_EQ(report.counter(metrics::dropped_iterations).sum, 0);
  EXPECT_GE(report.trend(metrics::user_wait).max(), 100);
}

Task<> step_for_a_while_at_first(User& user) {
  const auto step = user.step("step");
  if (user.iteration() == 0) co_await user.pause(150ms);
}

TEST(Sample, BelongsToTheStageItWasPlannedInAndItsEndToTheOneItEndedIn) {
  const auto load = hold(10_per_s, 100ms).named("early").hold(10_per_s, 300ms).named("late");
  const auto report = play(plan_of(step_for_a_while_at_first, load), settings_for());
  EXPECT_EQ(report.stage("early").step("step").trend().count(), 1u);
  EXPECT_EQ(report.stage("early").rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.stage("early").trend(metrics::iteration_duration).count(), 1u);
  EXPECT_EQ(report.stage("early").counter(metrics::step_successes).sum, 0);
  EXPECT_EQ(report.stage("early").counter(metrics::iterations).sum, 0);
  EXPECT_EQ(report.stage("late").step("step").trend().count(), 3u);
  EXPECT_EQ(report.stage("late").counter(metrics::step_successes).sum, 4);
}

std::atomic<int> meeting{0};

Task<> meet(User& user) {
  ++meeting;
  while (meeting < 3) co_await user.pause(1ms);
}

TEST(Lane, PlaysAsManyUsersAtOnceAsTheLoadAllows) {
  meeting = 0;
  const auto report = play(plan_of(meet, iterations(1).by_each_of(3_users)), settings_for());
  EXPECT_EQ(report.facts().account.most_users, 3);
  EXPECT_EQ(report.facts().account.users_allowed, 3);
}

}  // namespace
}  // namespace proofload
