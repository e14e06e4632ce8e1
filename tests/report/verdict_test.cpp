// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/verdict.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Limit latency_limit(bool held) {
  Limit limit;
  limit.statistic = "p95";
  limit.quantity = Quantity::milliseconds;
  limit.bound_value = 10;
  limit.lateness_allowed = 1ms;
  limit.held = held;
  return limit;
}

Limit error_limit(bool held) {
  auto limit = latency_limit(held);
  limit.statistic = "error rate";
  limit.quantity = Quantity::share;
  limit.lateness_allowed = {};
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
  EXPECT_THAT(verdict.reasons, ElementsAre("1 of 2 limits is broken"));
  EXPECT_THAT(judged(delivering(100), {latency_limit(false), latency_limit(false)}).reasons,
              ElementsAre("2 of 2 limits are broken"));
  EXPECT_THAT(judged(delivering(100), {latency_limit(false)}).reasons,
              ElementsAre("1 of 1 limit is broken"));
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

TEST(Verdict, IsInvalidWhenNoIterationFinishedOfALoadThatTheGeneratorCouldNotPlay) {
  RunBuilder run;
  run.requests_in({0, 10}, 100, 1).stalls({0, 10}, 900);
  run.facts.account.finished = 0;
  run.facts.account.on_time = 10;
  const auto verdict = judged(run, {});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.reasons[0], AllOf(HasSubstr("no iteration came to its end"),
                                        HasSubstr("the generator could not keep up")));
}

TEST(Verdict, FailsWithTheReasonTheRunWasStoppedFor) {
  auto run = delivering(100);
  run.facts.ended_early = "the service died";
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_EQ(verdict.stop_problem, "the service died");
}

TEST(Verdict, SaysWhenTheRunWasStoppedWhereItsLoadHadBegunAndWasNotOver) {
  auto run = delivering(100);
  run.facts.ended_early = "the service died";
  run.facts.planned_length = 30s;
  const auto stopped_at = [&](Duration played) {
    run.facts.played = played;
    return judged(run, {}).stop_problem;
  };
  EXPECT_EQ(stopped_at(2s), "the service died (stopped after 2 s of 30 s)");
  EXPECT_EQ(stopped_at(0s), "the service died") << "in the set-up";
  EXPECT_EQ(stopped_at(31s), "the service died") << "while it drained";
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

TEST(Verdict, LetsALimitAllowWhatTheServiceHeldBack) {
  auto run = delivering(60);
  run.facts.account.started = 60;
  auto allowed = latency_limit(true);
  allowed.statistic = dropped().name;
  EXPECT_EQ(judged(run, {allowed}).outcome, Outcome::invalid) << "the generator held it back";
  run.facts.account.most_users = run.facts.account.users_allowed;
  EXPECT_EQ(judged(run, {allowed}).outcome, Outcome::pass);
}

// 100 seconds of answers after 8 ms, of which some took 300 ms.
RunBuilder judged_slow_in(Seconds slow) {
  RunBuilder run(100s);
  run.requests_in({0, slow.first}, 100, 8)
      .requests_in(slow, 100, 300)
      .requests_in({slow.last, 100}, 100, 8);
  return run;
}

Limit p95_below_100(const RunBuilder& run) {
  return judge(run.report(), percentile(0.95), {Comparison::less, 100});
}

Verdict judged_p95(const RunBuilder& run) { return judged(run, {p95_below_100(run)}); }

TEST(Verdict, IsInvalidWhenAStallOfTheGeneratorBrokeALimit) {
  auto run = judged_slow_in({40, 46});
  run.stalls({40, 46}, 300);
  const auto verdict = judged_p95(run);
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.reasons,
              ElementsAre("the generator did not keep time in 8 of 100 seconds: in 6 seconds it "
                          "started up to 300 ms late (worst in second 40); in 6 seconds a sleeping "
                          "thread of it woke up 300 ms late (worst in second 40); so the broken "
                          "limits say nothing certain about the service"));
  EXPECT_FALSE(verdict.by_assertions);
}

TEST(Verdict, IsInvalidWhenOneStallOfAShortRunBrokeALimit) {
  RunBuilder run;
  run.requests_in({0, 10}, 100, 8).requests(100, 300, "200", "GET /x", 5).stall(5, 300);
  const auto limit = judge(run.report(), greatest(), {Comparison::less, 100});
  EXPECT_EQ(judged(run, {limit}).outcome, Outcome::invalid);
}

TEST(Verdict, FailsWhenTheServiceIsSlowInHealthySecondsTooInSpiteOfAStall) {
  auto run = judged_slow_in({40, 60});
  run.stall(40, 300);
  const auto verdict = judged_p95(run);
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_TRUE(verdict.by_assertions);
}

TEST(Verdict, NeedsFourFifthsOfTheSecondsHealthyToBlameTheService) {
  auto run_81 = judged_slow_in({50, 60});
  run_81.stalls({1, 18}, 300);  // and one second to either side
  EXPECT_EQ(judged_p95(run_81).outcome, Outcome::fail);
  auto run_79 = judged_slow_in({50, 60});
  run_79.stalls({1, 20}, 300);
  const auto verdict = judged_p95(run_79);
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.reasons[0], HasSubstr("in 21 of 100 seconds"));
}

TEST(Verdict, BlamesTheServiceForWhatLatenessCannotBreakHoweverUnhealthyTheGenerator) {
  auto run = judged_slow_in({0, 100});
  run.stalls({0, 100}, 300);
  const auto late = p95_below_100(run);
  EXPECT_EQ(judged(run, {late}).outcome, Outcome::invalid);
  EXPECT_EQ(judged(run, {late, error_limit(false)}).outcome, Outcome::fail);
  EXPECT_EQ(judged(run, {late}, true).outcome, Outcome::fail);
  EXPECT_THAT(judged(run, {late}, true).reasons,
              ElementsAre("another assertion of the test failed"));
}

TEST(Verdict, LetsEachLimitSayHowMuchLatenessItStands) {
  auto run = judged_slow_in({0, 100});
  for (SliceNumber second = 0; second < 100; ++second)
    run.samples(10, metrics::pacing, 12, {}, second);
  const auto tight = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  const auto wide = judge(run.report(), percentile(0.95), {Comparison::less, 280});
  EXPECT_EQ(judged(run, {tight}).outcome, Outcome::invalid) << "12 ms is more than 5 ms";
  EXPECT_EQ(judged(run, {wide}).outcome, Outcome::fail) << "12 ms is less than 14 ms";
  EXPECT_EQ(judged(run, {tight, wide}).outcome, Outcome::fail);
}

TEST(Verdict, StandsWithANoteWhenLimitsHoldAlthoughTheGeneratorWasUnhealthy) {
  auto run = delivering(100);
  run.stalls({1, 4}, 300);
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::pass);
  EXPECT_THAT(verdict.notes,
              ElementsAre(AllOf(StartsWith("conservative: the generator did not keep time in 5 of "
                                           "10 seconds: "),
                                HasSubstr("true latency is lower than measured"))));
}

TEST(Verdict, StandsWithoutANoteWhereFourFifthsOfTheSecondsAreHealthy) {
  auto run = judged_slow_in({0, 1});
  run.stall(5, 300);
  EXPECT_THAT(judged(run, {latency_limit(true)}).notes, IsEmpty());
}

TEST(Verdict, IsInvalidWhereLimitsMustBeProvenAndTheGeneratorWasUnhealthy) {
  auto run = delivering(100);
  run.stalls({1, 4}, 300);
  run.facts.must_prove = true;
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.reasons, ElementsAre(HasSubstr("must prove its limits")));
  auto healthy = delivering(100);
  healthy.facts.must_prove = true;
  EXPECT_EQ(judged(healthy, {latency_limit(true)}).outcome, Outcome::pass);
}

TEST(Verdict, SaysThatTheServiceTookTheProcessorsOfTheGenerator) {
  RunBuilder run;
  run.requests(1000, 300).stalls({0, 10}, 300);
  for (SliceNumber second = 0; second < 10; ++second)
    run.sample(metrics::service_processors, 1.9, {}, second);
  run.facts.processors = 2;
  EXPECT_THAT(judged_p95(run).reasons[0],
              HasSubstr("the service used 1.9 of 2 processors: pin it, or lower the rate"));
  run.facts.processors = 8;
  EXPECT_THAT(judged_p95(run).reasons[0], Not(HasSubstr("the service used")));
  run.facts.processors = 0;
  EXPECT_THAT(judged_p95(run).reasons[0], Not(HasSubstr("the service used")));
}

// 200,000/s for 10 s, of which the generator started what it could.
TEST(Verdict, IsInvalidForAPlanBeyondTheMachineEvenWhenAllUsersWereBusy) {
  RunBuilder run;
  run.requests_in({0, 10}, 10'000, 90);
  for (SliceNumber second = 0; second < 10; ++second)
    run.sample(metrics::generator_busy, 1, {}, second);
  auto& account = run.facts.account;
  account.planned = 2'000'000;
  account.started = 900'000;
  account.on_time = 800'000;
  account.most_users = account.users_allowed;
  account.busiest_thread = 1;
  const auto verdict = judged(run, {latency_limit(false)});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_EQ(judged(run, {error_limit(false)}).outcome, Outcome::fail) << "wrong answers are wrong";
  EXPECT_THAT(verdict.reasons,
              ElementsAre(AllOf(HasSubstr("800,000 of 2,000,000 planned starts happened in time"),
                                HasSubstr("its busiest thread used 100 % of a core"),
                                HasSubstr("play less, or give it more --workers"))));
}

TEST(Verdict, IsInvalidWhenEveryRequestFailedForWantOfOurOwnResources) {
  RunBuilder run;
  run.errors(100, "local_resources");
  const auto verdict = judged(run, {error_limit(false)});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.reasons, ElementsAre(HasSubstr("of the generator")));
  run.errors(1, "connection_refused");
  EXPECT_EQ(judged(run, {error_limit(false)}).outcome, Outcome::fail);
}

// A generator without time to spare plays less than its users would.
TEST(Verdict, IsInvalidForAClosedLoadWithABusyGeneratorAlthoughLimitsHold) {
  auto run = delivering(100);
  for (SliceNumber second = 0; second < 4; ++second)
    run.sample(metrics::generator_busy, 0.95, {}, second);
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::pass) << "an open one was played";
  run.facts.account.planned = {};
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::invalid);
}

TEST(Verdict, DoesNotBlameTheServiceForDropsOfAGeneratorThatStoodStillBetweenStarts) {
  auto run = delivering(99);
  run.facts.account.started = 99;
  run.facts.account.most_users = run.facts.account.users_allowed;
  run.sample(metrics::generator_hiccup, 300);
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::invalid);
}

TEST(Verdict, DoesNotMindWhatWasDroppedWhileItWarmedUp) {
  auto run = delivering(99);
  run.facts.account.started = 99;
  run.sample(metrics::dropped_iterations, 1, {{"phase", "warm_up"}});
  EXPECT_EQ(judged(run, {latency_limit(true)}).outcome, Outcome::pass);
}

TEST(Verdict, DoesNotTakeALimitInDoubtForProofThatTheServiceHeldTheLoadBack) {
  auto run = delivering(60);
  run.facts.account.most_users = run.facts.account.users_allowed;
  auto limit = latency_limit(false);
  limit.in_doubt = true;
  EXPECT_EQ(judged(run, {limit}).outcome, Outcome::invalid);
}

TEST(Verdict, LooksAtTheScenarioThatGotTheSmallestShareOfItsLoad) {
  auto run = delivering(100);
  auto browse = RunBuilder::delivered(900);
  auto order = RunBuilder::delivered(100);
  order.on_time = 80;
  order.most_users = order.users_allowed;
  order.stages = {{"peak", 100, 80, "order"}};
  run.facts.scenarios = {{"browse", "", browse}, {"order", "", order}};
  run.facts.account = RunBuilder::delivered(1000);
  run.facts.account.most_users = 13;
  run.facts.account.users_allowed = 20;
  const auto verdict = judged(run, {latency_limit(false)});
  EXPECT_EQ(verdict.outcome, Outcome::fail) << "its users were all busy";
  EXPECT_THAT(verdict.load_problem, HasSubstr("the users were all busy (10)"));
}

TEST(Verdict, CountsTheDropsOfEachScenarioAlthoughAClosedOneStartsWhatNobodyPlanned) {
  auto run = delivering(100);
  auto open = RunBuilder::delivered(1000);
  open.started = 998;
  auto closed = RunBuilder::delivered(5000);
  closed.planned = {};
  run.facts.scenarios = {{"open", "", open}, {"closed", "", closed}};
  run.facts.account.planned = {};
  const auto verdict = judged(run, {latency_limit(true)});
  EXPECT_EQ(verdict.outcome, Outcome::invalid);
  EXPECT_THAT(verdict.load_problem, HasSubstr("2 planned starts never happened"));
}

TEST(Verdict, SaysThatARunWasScaledAndThatNothingWasAsserted) {
  auto run = delivering(100);
  run.facts.scale.time = 10_percent;
  EXPECT_THAT(judged(run, {}).notes,
              ElementsAre(HasSubstr("10 % of the time"), HasSubstr("no limit")));
}

TEST(Verdict, TakesOverTheNotesOfTheRunWithoutChangingItsOutcome) {
  auto run = delivering(100);
  const auto before = judged(run, {latency_limit(true)});
  run.facts.notes = {"the probe queue_depth had no value"};
  const auto with = judged(run, {latency_limit(true)});
  EXPECT_EQ(with.outcome, before.outcome);
  EXPECT_THAT(with.notes, ElementsAre("the probe queue_depth had no value"));
}

}  // namespace
}  // namespace proofload
