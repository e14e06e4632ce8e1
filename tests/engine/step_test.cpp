// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using namespace testing_support;

Task<> step_three_times(User& user) {
  {
    const auto step = user.step("redis GET");
    co_await user.pause(10ms);
  }
  {
    auto step = user.step("redis GET");
    step.fail("slow");
    step.fail("no such key");
  }
  auto step = user.step("redis SET");
  step.fail("");
}

TEST(Step, IsMeasuredLikeARequest) {
  const auto report = play_one(step_three_times);
  EXPECT_THAT(report.values_of("step"), ElementsAre("redis GET", "redis SET"));
  const auto step = report.step("redis GET");
  EXPECT_EQ(step.trend().count(), 2u);
  EXPECT_GE(step.trend(metrics::service).max(), 10);
  EXPECT_EQ(step.rate(metrics::step_failed).count, 2u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(step.counter(metrics::step_successes).sum, 1);
  EXPECT_EQ(step.succeeded().trend().count(), 1u);
  EXPECT_EQ(report.counter(metrics::http_reqs).sum, 0);
}

TEST(Step, FailsForTheReasonGivenLast) {
  const auto report = play_one(step_three_times);
  EXPECT_THAT(report.step("redis GET").values_of("error"), ElementsAre("no such key"));
  EXPECT_THAT(report.step("redis SET").values_of("error"), ElementsAre("failed"));
}

Task<> throw_inside(User& user) {
  const auto step = user.step("step");
  co_await user.pause(0s);
  throw std::runtime_error("no more");
}

TEST(Step, FailsWhereAnExceptionLeavesIt) {
  const auto report = play_one(throw_inside);
  EXPECT_THAT(report.step("step").values_of("error"), ElementsAre("exception"));
  EXPECT_EQ(report.tagged("kind", "after_failed_step").counter(metrics::failed_iterations).sum, 1);
}

Task<> catch_outside(User& user) {
  try {
    co_await throw_inside(user);
  } catch (const std::runtime_error&) {
    const auto step = user.step("rescue");
  }
}

TEST(Step, SucceedsInAHandlerOfAnException) {
  const auto report = play_one(catch_outside);
  EXPECT_EQ(report.step("rescue").rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(report.facts().account.finished, 1u);
}

std::atomic<int> steps_cut_off{0};

Task<> rest_in_a_step(User& user) {
  const auto step = user.step("step");
  co_await rest(user, steps_cut_off);
}

TEST(Step, IsNoSampleWhereTheEndOfTheRunCutsItOff) {
  auto plan = plan_of(rest_in_a_step, hold(2_users, 500ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for());
  EXPECT_EQ(report.step("step").counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.trend(metrics::response).count(), 0u);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

Task<> step_twice_after_a_long_start(User& user) {
  if (user.iteration() == 0) {
    co_await user.pause(100ms);
    co_return;
  }
  { const auto step = user.step("first"); }
  { const auto step = user.step("second"); }
}

// The second iteration is planned at 10 ms and begins after 100 ms.
TEST(Step, IsChargedTheDelayOfItsIterationIfItIsTheFirst) {
  auto plan = plan_of(step_twice_after_a_long_start, hold(100_per_s, 20ms));
  plan.max_users = 1_users;
  const auto report = play(plan, settings_for());
  EXPECT_GE(report.step("first").trend(metrics::response).min(), 90);
  EXPECT_LT(report.step("first").trend(metrics::service).min(),
            report.step("first").trend(metrics::response).min() - 89);
  EXPECT_EQ(report.step("second").trend(metrics::response).max(),
            report.step("second").trend(metrics::service).max());
}

// The last one fills the report, and gets another tag before it ends.
Task<> step_as_often_as_allowed(User& user) {
  for (int number = 1; number < 500; ++number) (void)user.step("step " + std::to_string(number));
  const auto step = user.step("last");
  user.set_tag("late", "yes");
  co_return;
}

TEST(Step, BelongsToTheTagsWithWhichItBegan) {
  const auto report = play_one(step_as_often_as_allowed);
  EXPECT_EQ(report.facts().author_error, "");
  EXPECT_THAT(report.values_of("step"), SizeIs(500));
  EXPECT_EQ(report.step("last").trend().count(), 1u);
  EXPECT_THAT(report.values_of("late"), Not(Contains("yes")));
}

Task<> step_once_too_often(User& user) {
  for (int number = 0; number <= 500; ++number) (void)user.step("step " + std::to_string(number));
  co_return;
}

TEST(Step, IsOneOfFiveHundredAtMost) {
  EXPECT_THAT(play_one(step_once_too_often).facts().author_error,
              AllOf(HasSubstr("more than 500 different steps"), HasSubstr("step 500")));
}

Task<> fail_differently(User& user) {
  for (int number = 0; number < 30; ++number) user.step("step").fail(std::to_string(number));
  co_return;
}

TEST(Step, FailsForTwentyReasonsAndThenForOthers) {
  const auto report = play_one(fail_differently);
  EXPECT_THAT(report.values_of("error"), AllOf(SizeIs(21), Contains("other")));
  EXPECT_EQ(report.step("step").rate(metrics::step_failed).passes, 30u);
}

}  // namespace
}  // namespace proofload
