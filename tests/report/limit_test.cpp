// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/limit.h>

#include <proofload/report/health.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

const Bound below_10{Comparison::less, 10};

TEST(Limit, SaysSubjectBoundValueMarginAndSamples) {
  const auto report = RunBuilder().requests(1000, 14).report();
  const auto limit = judge(report.step("GET /x"), percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.subject, "GET /x");
  EXPECT_EQ(limit.statement(), "p95 < 10 ms");
  EXPECT_EQ(limit.explanation(),
            "p95 is 14 ms, 4 ms over (40 %), from 1000 samples (p50 14 ms, max 14 ms)");
}

TEST(Limit, ThatHoldsSaysHowFarInsideItIs) {
  const auto report = RunBuilder().requests(1000, 4).report();
  const auto limit = judge(report, percentile(0.95), below_10);
  EXPECT_TRUE(limit.held);
  EXPECT_EQ(limit.margin, "6 ms inside (60 %)");
}

TEST(Limit, FarOffSaysHowManyTimes) {
  const auto report = RunBuilder().requests(1000, 2210).report();
  EXPECT_EQ(judge(report, percentile(0.95), below_10).margin, "2.2 s over (220 times the limit)");
}

TEST(Limit, BelowALowerBoundIsShort) {
  const auto report = RunBuilder().requests(900, 1).report();
  EXPECT_EQ(judge(report, throughput(), {Comparison::at_least, 100}).margin, "10/s short (10 %)");
}

TEST(Limit, WithoutDataIsBrokenAndSaysWhy) {
  const auto report = RunBuilder().report();
  const auto limit = judge(report, percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.explanation(), "no samples of response");
}

TEST(Limit, OnAStepThatDoesNotExistNamesThoseThatDo) {
  const auto report =
      RunBuilder().requests(1, 1, "200", "GET /a").requests(1, 1, "200", "GET /b").report();
  const auto limit = judge(report.step("GET /c"), percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.explanation(),
            "there is no step named \"GET /c\" in this run; it had GET /a, GET /b");
}

TEST(Limit, NamesTheTrendWhereItIsNotTheResponse) {
  const auto report = RunBuilder().requests(1000, 4).report();
  EXPECT_EQ(judge(report.service(), percentile(0.95), below_10).statement(),
            "p95 of service < 10 ms");
}

TEST(Limit, OnAStageNamesTheStage) {
  const auto report = RunBuilder().requests(1, 1).report();
  EXPECT_EQ(judge(report, error_rate(), below_10).subject, "whole run");
  EXPECT_EQ(judge(report.stage("late"), error_rate(), below_10).subject, "stage late");
  EXPECT_EQ(judge(report.between(1s, 3s), error_rate(), below_10).subject, "from 1 s to 3 s");
  EXPECT_EQ(judge(report.stage("late").step("GET /x"), error_rate(), below_10).subject,
            "GET /x in stage late");
}

TEST(Limit, OfAnErrorRateIsWrittenInPercent) {
  const auto report = RunBuilder().requests(98, 1).requests(2, 1, "500").report();
  const auto limit = judge(report, error_rate(), {Comparison::less, 0.01});
  EXPECT_EQ(limit.explanation(), "error rate is 2 %, 1 % over, from 100 samples (2 failed of 100)");
}

// Answers after 8 ms, but for some seconds.
RunBuilder slow_in(Seconds slow, double milliseconds = 300) {
  RunBuilder run;
  for (SliceNumber second = 0; second < 10; ++second)
    run.requests(1000, second >= slow.first && second < slow.last ? milliseconds : 8, "200",
                 "GET /x", second);
  return run;
}

TEST(Limit, BrokenOnlyWhileTheGeneratorStoodStillIsInDoubt) {
  const auto run = slow_in({5, 6}).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_EQ(limit.explanation(),
            "p95 is 300 ms, 200 ms over (200 %), from 10,000 samples (p50 8 ms, max 300 ms), but "
            "8 ms in the 7 of 10 seconds in which the generator kept time: INVALID, the generator "
            "is in doubt, not the service");
  EXPECT_EQ(limit.healthy_share, 0.7);
}

TEST(Limit, BrokenInHealthySecondsTooIsBroken) {
  const auto run = slow_in({1, 6}).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_THAT(limit.explanation(),
              EndsWith(", and 300 ms in the 7 of 10 seconds in which the generator kept time"));
}

TEST(Limit, BrokenWhileTheGeneratorWasHealthyIsNotJudgedAgain) {
  const auto limit = judge(slow_in({0, 5}).report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_EQ(limit.healthy_only, "");
}

TEST(Limit, ThatHoldsIsNotJudgedAgain) {
  const auto run = slow_in({5, 6}).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 400});
  EXPECT_EQ(limit.standing(), Standing::held);
  EXPECT_EQ(limit.healthy_only, "");
}

TEST(Limit, IsInDoubtWhereTheHealthySecondsAreTooFewToTell) {
  RunBuilder run;
  run.requests_in({4, 7}, 1000, 300).requests_in({0, 3}, 50, 300).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("p95 needs 200 samples, had 150"));
}

TEST(Limit, IsNotInDoubtWhereHealthySecondsHoldNothingButFailures) {
  RunBuilder run;
  run.requests_in({0, 10}, 100, 1).requests_in({0, 10}, 100, 1, "503").stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_THAT(limit.explanation(), HasSubstr("p95 lies among the requests that failed"));
}

TEST(Limit, IsInDoubtWhereTheGeneratorNeverKeptTime) {
  const auto run = slow_in({0, 10}).stalls({0, 10}, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("but the generator kept time in none of its 10 sec"));
}

TEST(Limit, WithoutDataIsBrokenWhateverTheGeneratorDid) {
  const auto run = RunBuilder().requests(10, 1).stall(5, 300);
  EXPECT_EQ(judge(run.report(), percentile(0.95), below_10).standing(), Standing::broken);
}

TEST(Limit, LooksOnlyAtTheSecondsOfItsOwnWindow) {
  const auto run = slow_in({5, 6}).stall(5, 300);
  const auto stage = run.report().stage("late");
  const auto limit = judge(stage, percentile(0.9), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("in the 3 of 5 seconds in which"));
}

TEST(Limit, AllowsTheLatenessThatItsOwnBoundAllows) {
  const auto run = slow_in({5, 6}).stall(5, 60);
  const auto tight = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(tight.standing(), Standing::in_doubt) << "10 x 5 ms is less than 60 ms";
  const auto wide = judge(run.report(), percentile(0.95), {Comparison::less, 290});
  EXPECT_EQ(wide.standing(), Standing::in_doubt) << "the p99 of 60 ms is more than 14.5 ms";
  const auto wider = slow_in({5, 6}, 3000).stall(5, 60);
  EXPECT_EQ(judge(wider.report(), percentile(0.95), {Comparison::less, 2000}).standing(),
            Standing::broken);
}

TEST(Limit, OnErrorsIsInDoubtWhereOnlyFailuresOfTheGeneratorsOwnMakingBreakIt) {
  const Bound none{Comparison::less, 0.01};
  const auto with = [&](auto error, std::size_t refused) {
    RunBuilder run;
    run.requests_in({0, 10}, 100, 1).errors(30, error, 5).stall(5, 300);
    if (refused > 0) run.requests(refused, 1, "503", "GET /x", 5);
    return judge(run.report(), error_rate(), none).standing();
  };
  EXPECT_EQ(with("timeout", 0), Standing::in_doubt);
  EXPECT_EQ(with("connection_timeout", 0), Standing::in_doubt);
  EXPECT_EQ(with("local_resources", 0), Standing::in_doubt);
  EXPECT_EQ(with("interrupted", 0), Standing::in_doubt);
  EXPECT_EQ(with("deadline_exceeded", 0), Standing::in_doubt);
  EXPECT_EQ(with("lost", 0), Standing::in_doubt);
  EXPECT_EQ(with("timeout", 1), Standing::in_doubt) << "one of a thousand breaks nothing";
  EXPECT_EQ(with("timeout", 20), Standing::broken);
  EXPECT_EQ(with("connection_refused", 0), Standing::broken);
}

TEST(Limit, OnThroughputIsJudgedByWhatHealthySecondsMade) {
  RunBuilder run;
  run.requests_in({0, 5}, 100, 1).requests_in({7, 10}, 100, 1).stall(6, 900);
  const auto limit = judge(run.report(), throughput(), {Comparison::at_least, 90});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("but 100/s in the 7 of 10 seconds"));
}

TEST(Limit, OfAScenarioCountsTheSecondsOfThatScenario) {
  RunBuilder run(Timeline({{"a", 0s, 0s, 10s}, {"b", 0s, 0s, 4s}}, {}));
  for (SliceNumber second = 0; second < 4; ++second)
    run.requests(1000, second == 1 ? 300 : 8, "200", "GET /x", second, {{"scenario", "b"}});
  run.stall(1, 300);
  const auto limit = judge(run.report().scenario("b"), percentile(0.95), {Comparison::less, 100});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("in the 1 of 4 seconds"));
}

TEST(Limit, TheMostDelicateOfSeveralSaysHowLateStartsMayBe) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto p95 = [&](double bound) {
    return judge(report, percentile(0.95), {Comparison::less, bound});
  };
  const auto errors = judge(report, error_rate(), {Comparison::less, 0.01});
  EXPECT_EQ(lateness_allowed({p95(400), p95(100), errors}), 5ms);
  EXPECT_EQ(lateness_allowed({p95(10)}), 1ms);
  EXPECT_EQ(lateness_allowed({errors}), lateness_allowed_by_rates);
  EXPECT_EQ(lateness_allowed(std::vector<Limit>{}), lateness_allowed_by_rates);
}

}  // namespace
}  // namespace proofload
