// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/verdict.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Limit latency_limit(bool held) {
  Limit limit;
  limit.statistic = "p95";
  limit.quantity = Quantity::milliseconds;
  limit.bound_value = 10;
  limit.held = held;
  return limit;
}

Limit error_limit(bool held) {
  auto limit = latency_limit(held);
  limit.statistic = "error rate";
  limit.quantity = Quantity::share;
  return limit;
}

// 100 planned starts, of which so many happened in time.
RunBuilder delivering(std::uint64_t on_time) {
  RunBuilder run;
  run.requests(1000, 1);
  run.facts.account.on_time = on_time;
  return run;
}

Verdict judged(const RunBuilder& run, const std::vector<Limit>& limits, bool other = false) {
  return judge(run.report(), limits, other);
}

TEST(Verdict, PassesWhenLoadWasDeliveredAndAllLimitsHold) {
  const auto verdict = judged(delivering(100), {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::pass);
  EXPECT_THAT(verdict.reasons, IsEmpty());
}

TEST(Verdict, FailsWhenALimitIsBroken) {
  const auto verdict = judged(delivering(100), {latency_limit(true), latency_limit(false)});
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_THAT(verdict.reasons, ElementsAre("1 of 2 limits are broken"));
}

TEST(Verdict, FailsWhenAnotherAssertionFailed) {
  EXPECT_EQ(judged(delivering(100), {latency_limit(true)}, true).outcome, Outcome::fail);
}

TEST(Verdict, FailsWhenNoIterationFinished) {
  auto run = delivering(100);
  run.facts.account.finished = 0;
  run.sample(metrics::failed_iterations, 1, {{"reason", "no /token"}});
  const auto verdict = judged(run, {});
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_THAT(verdict.reasons[0], HasSubstr("no /token"));
}

TEST(Verdict, FailsWithTheReasonTheRunWasStoppedFor) {
  auto run = delivering(100);
  run.facts.ended_early = "the service died";
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_EQ(verdict.stop_problem, "the service died");
}

TEST(Verdict, FailsWhenEveryRequestFailedEvenWithoutALimit) {
  RunBuilder run;
  run.requests(100, 0.2, "503");
  EXPECT_EQ(judged(run, {}).outcome, Outcome::fail);
}

TEST(Verdict, FailsForAMistakeOfTheAuthor) {
  auto run = delivering(100);
  run.facts.author_error = "a route";
  EXPECT_EQ(judged(run, {}).outcome, Outcome::fail);
}

TEST(Verdict, IsInvalidWhenTheGeneratorDidNotDeliverWhetherLimitsHoldOrNot) {
  auto run = delivering(60);
  run.facts.account.busiest_thread = 0.99;
  for (const bool held : {true, false}) {
    const auto verdict = judged(run, {latency_limit(held)});
    EXPECT_EQ(verdict.outcome, Outcome::invalid);
    EXPECT_THAT(verdict.load_problem,
                HasSubstr("60 of 100 planned starts happened in time (60 %)"));
    EXPECT_THAT(verdict.load_problem, HasSubstr("used 99 % of a core"));
  }
}

TEST(Verdict, UnderLoadTheServiceHeldBackABrokenLimitIsAFailure) {
  auto run = delivering(60);
  run.facts.account.most_users = run.facts.account.users_allowed;
  EXPECT_EQ(judged(run, {latency_limit(false)}).outcome, Outcome::fail);
  const auto unnoticed = judged(run, {latency_limit(true)});
  EXPECT_EQ(unnoticed.outcome, Outcome::invalid);
  EXPECT_THAT(unnoticed.load_problem, HasSubstr("the users were all busy (10)"));
}

TEST(Verdict, IsInvalidWhenOneStageWasNotDelivered) {
  auto run = delivering(100);
  run.facts.account.stages = {{"", 80, 80}, {"spike", 20, 12}};
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.load_problem,
              HasSubstr("in stage spike 12 of 20 planned starts happened in time (60 %)"));
}

TEST(Verdict, ToleratesOnePercentOfLoadThatCameLate) {
  EXPECT_EQ(judged(delivering(99), {latency_limit(true)}).outcome, Outcome::pass);
  EXPECT_EQ(judged(delivering(98), {latency_limit(true)}).outcome, Outcome::invalid);
}

TEST(Verdict, BlamesWhoeverWasTheCauseForStartsThatNeverHappened) {
  auto run = delivering(99);
  run.facts.account.started = 99;
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::invalid);
  run.facts.account.most_users = run.facts.account.users_allowed;
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::fail);
  run.sample(metrics::pacing, 300);
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::invalid) << "it stood still";
}

TEST(Verdict, LetsADroppedLimitAllowStartsThatNeverHappened) {
  auto run = delivering(99);
  run.facts.account.started = 99;
  auto allowed = latency_limit(true);
  allowed.statistic = dropped().name;
  allowed.quantity = Quantity::count;
  EXPECT_EQ(judged(run, {allowed}).outcome, Outcome::pass);
}

TEST(Verdict, DoesNotBlameTheServiceForLatencyWhenTheGeneratorHadNoTimeToSpare) {
  auto run = delivering(100);
  run.facts.account.busiest_thread = 0.97;
  EXPECT_EQ(judged(run, {latency_limit(false)}).outcome, Outcome::invalid);
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::pass);
}

TEST(Verdict, LetsALimitAllowWhatTheServiceHeldBack) {
  auto run = delivering(60);
  run.facts.account.started = 60;
  auto allowed = latency_limit(true);
  allowed.statistic = dropped().name;
  EXPECT_EQ(judged(run, {allowed}).outcome, Outcome::invalid) << "the generator held it back";
  run.facts.account.most_users = run.facts.account.users_allowed;
  EXPECT_EQ(judged(run, {allowed}).outcome, Outcome::pass);
}

TEST(Verdict, DoesNotBlameTheServiceForLatencyWhenTheGeneratorStartedLate) {
  auto run = delivering(100);
  for (int i = 0; i < 100; ++i) run.sample(metrics::pacing, 30);
  EXPECT_EQ(judged(run, {latency_limit(false)}).outcome, Outcome::invalid);
  EXPECT_EQ(judged(run, {latency_limit(false), error_limit(false)}).outcome, Outcome::fail);
}

TEST(Verdict, StandsWhenLimitsHoldAlthoughTheGeneratorStartedLate) {
  auto run = delivering(100);
  for (int i = 0; i < 100; ++i) run.sample(metrics::pacing, 30);
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::pass);
  EXPECT_THAT(verdict.notes, ElementsAre(HasSubstr("true latency is lower than measured")));
}

TEST(Verdict, SaysThatARunWasScaledAndThatNothingWasAsserted) {
  auto run = delivering(100);
  run.facts.scale.time = 10_percent;
  EXPECT_THAT(judged(run, {}).notes,
              ElementsAre(HasSubstr("10 % of the time"), HasSubstr("no limit")));
}

}  // namespace
}  // namespace proofload
