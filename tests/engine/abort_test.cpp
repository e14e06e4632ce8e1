// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <proofload/report/statistic.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing_support;

AbortRule too_many_errors() {
  AbortRule rule;
  rule.statistic = error_rate();
  rule.bound = {Comparison::greater, 0.5};
  rule.text = "error rate > 50 %";
  rule.holds_for = 0s;
  rule.over = 1s;
  return rule;
}

Task<> fail(User& user) {
  auto step = user.step("step");
  step.fail("broken");
  co_await user.pause(1ms);
}

Task<> succeed(User& user) {
  const auto step = user.step("step");
  co_await user.pause(1ms);
}

std::atomic<int> torn_down{0};
Task<> tear_down(User&) {
  ++torn_down;
  co_return;
}

// Takes the two seconds until the rule sees a whole one. The rule of the healthy scenario is the
// same, and holds its peace.
TEST(AbortRules, StopTheRunOfASickScenarioAndKeepWhatItMeasured) {
  torn_down = 0;
  auto healthy = plan_of(succeed, hold(20_per_s, 30s), "healthy");
  auto sick = plan_of(fail, hold(100_per_s, 30s), "sick");
  healthy.abort = {too_many_errors()};
  sick.abort = {too_many_errors()};
  sick.tear_down = sick.user_tear_down = tear_down;
  sick.max_users = healthy.max_users = 3_users;
  const auto report = play({healthy, sick}, with_workers(2));
  expect_all_accounted_for(report);
  EXPECT_THAT(report.facts().ended_early,
              AllOf(StartsWith("abort rule: error rate > 50 % held for 0 s; error rate is 100 %"),
                    HasSubstr("failed")));
  EXPECT_LT(report.facts().played, 20s);
  EXPECT_LT(report.length(), 20s);
  EXPECT_GT(report.scenario("sick").rate(metrics::step_failed).passes, 50u);
  EXPECT_EQ(report.scenario("healthy").rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(torn_down, 4);
}

TEST(AbortRules, ThatCannotBeAskedAreAProblemOfThePlan) {
  auto plan = plan_of(succeed, hold(20_per_s, 30s));
  plan.abort = {too_many_errors()};
  EXPECT_THAT(problems(plan), ::testing::IsEmpty());
  plan.abort[0].over = 0s;
  EXPECT_THAT(problems(plan), ElementsAre(HasSubstr("a second or more")));
}

}  // namespace
}  // namespace proofload
