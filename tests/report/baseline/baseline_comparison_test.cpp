// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline_comparison.h>
#include <proofload/report/run_result.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Baseline recorded(const RunBuilder& run) {
  auto baseline = baseline_of(run.report());
  baseline.file = "baselines/x.json";
  return baseline;
}

// 1,000 requests in 10 s, so many of them failed.
RunBuilder run_with(double milliseconds, std::size_t failed = 0) {
  RunBuilder run;
  run.facts.scenarios = {{"", "hold 10/s for 10 s", RunBuilder::delivered(100), "60 % + 40 %"}};
  run.requests(1000 - failed, milliseconds);
  if (failed > 0) run.requests(failed, milliseconds, "503");
  return run;
}

// A baseline of a run of n requests in which none failed.
Baseline without_errors(std::uint64_t requests) {
  auto baseline = recorded(run_with(10));
  baseline.requests = requests;
  return baseline;
}

bool errors_hold(const Baseline& baseline, std::size_t failed) {
  const auto limits = compared(run_with(10, failed).report(), baseline);
  EXPECT_EQ(limits.at(1).statistic, "error rate");
  return limits.at(1).held;
}

TEST(Baseline, HoldsTheKeyResultsOfARun) {
  auto run = run_with(10, 100);
  run.requests(50, 3, "200", "GET /few");
  const auto baseline = baseline_of(run.report());
  EXPECT_EQ(baseline.test, "Suite.Name");
  EXPECT_EQ(baseline.environment, "local");
  ASSERT_THAT(baseline.workload.scenarios, SizeIs(1));
  EXPECT_EQ(baseline.workload.scenarios[0].load, "hold 10/s for 10 s");
  EXPECT_EQ(baseline.workload.scenarios[0].mix, "60 % + 40 %");
  EXPECT_EQ(baseline.workload.scenarios[0].max_users, 10u);
  EXPECT_EQ(baseline.requests, 1050u);
  EXPECT_DOUBLE_EQ(baseline.error_rate, 100.0 / 1050);
  EXPECT_EQ(baseline.throughput, 95);
  ASSERT_THAT(baseline.steps, SizeIs(2));
  EXPECT_EQ(baseline.steps[0].name, "GET /few");
  EXPECT_EQ(baseline.steps[0].p50, 3);
  EXPECT_EQ(baseline.steps[0].p95, std::nullopt) << "50 samples are too few";
  EXPECT_EQ(baseline.steps[1].failed, 100u);
  EXPECT_EQ(baseline.steps[1].p50, 10);
  EXPECT_EQ(baseline.steps[1].p95, std::nullopt) << "a tenth failed: slower than all others";
}

TEST(BaselineComparison, HoldsForTheRunItself) {
  const auto run = run_with(10, 7);
  const auto limits = compared(run.report(), recorded(run));
  ASSERT_THAT(limits, SizeIs(3));
  for (const auto& limit : limits) EXPECT_TRUE(limit.held) << limit.explanation();
  EXPECT_EQ(limits[0].subject, "GET /x");
  EXPECT_EQ(limits[0].statement(), "p95 < 12 ms (20 % above 10 ms)");
  EXPECT_EQ(limits[1].statement(), "error rate < 1.4 % (2 times 0.7 %)");
  EXPECT_EQ(limits[2].statement(), "throughput > 89.37/s (10 % below 99.3/s)");
  for (const auto& limit : limits) {
    EXPECT_EQ(limit.source, "baseline");
    EXPECT_EQ(limit.file, "baselines/x.json");
  }
}

TEST(BaselineComparison, AllowsAP95ThatIsLessThanAFifthSlower) {
  const auto baseline = recorded(run_with(10));
  EXPECT_TRUE(compared(run_with(11.9).report(), baseline)[0].held);
  const auto slower = compared(run_with(12.1).report(), baseline)[0];
  EXPECT_FALSE(slower.held);
  EXPECT_THAT(slower.explanation(), HasSubstr("p95 is 12.1 ms, 100 µs over"));
}

TEST(BaselineComparison, TakesOtherBounds) {
  const auto baseline = recorded(run_with(10, 10));
  const BaselineTolerance tolerance{Percent::of_hundred(50), 4, Percent::of_hundred(30)};
  const auto limits = compared(run_with(14, 30).report(), baseline, tolerance);
  EXPECT_EQ(limits[0].statement(), "p95 < 15 ms (50 % above 10 ms)");
  EXPECT_EQ(limits[1].statement(), "error rate < 4 % (4 times 1 %)");
  EXPECT_EQ(limits[2].statement(), "throughput > 69.3/s (30 % below 99/s)");
  for (const auto& limit : limits) EXPECT_TRUE(limit.held) << limit.explanation();
}

TEST(BaselineComparison, AllowsFewerThanTwiceTheErrors) {
  const auto baseline = recorded(run_with(10, 7));
  EXPECT_TRUE(errors_hold(baseline, 13));
  EXPECT_FALSE(errors_hold(baseline, 14));
}

TEST(BaselineComparison, TakesNoErrorsForThreeThatWereNotSeen) {
  EXPECT_TRUE(errors_hold(without_errors(1000), 5));
  EXPECT_FALSE(errors_hold(without_errors(1000), 6));
  EXPECT_FALSE(errors_hold(without_errors(1'000'000), 1)) << "one of a thousand is a thousandfold";
  EXPECT_EQ(compared(run_with(10).report(), without_errors(1'000'000))[1].statement(),
            "error rate < 0.0006 % (2 times 3 failures of 1,000,000)");
}

TEST(BaselineComparison, HoldsWhereOneOfTenThousandFailedAfterNone) {
  RunBuilder run;
  run.facts = run_with(10).facts;
  run.requests(9'999, 10).requests(1, 10, "503");
  const auto limits = compared(run.report(), without_errors(10'000));
  EXPECT_TRUE(limits.at(1).held) << limits[1].explanation();
}

TEST(BaselineComparison, AllowsAThroughputThatIsLessThanATenthLower) {
  auto baseline = recorded(run_with(10));
  baseline.throughput = 111;
  EXPECT_TRUE(compared(run_with(10).report(), baseline)[2].held);
  baseline.throughput = 112;
  EXPECT_FALSE(compared(run_with(10).report(), baseline)[2].held);
}

TEST(BaselineComparison, ComparesEveryStepOfEveryScenario) {
  RunBuilder run(Timeline({{"browse", 0s, 0s, 10s}, {"order", 0s, 0s, 10s}}, {}));
  for (const auto* scenario : {"browse", "order"})
    run.requests(300, 5, "200", "GET /x", 0, {{"scenario", scenario}});
  auto baseline = recorded(run);
  ASSERT_THAT(baseline.steps, SizeIs(2));
  baseline.steps[1].p95 = 2;
  const auto limits = compared(run.report(), baseline);
  ASSERT_THAT(limits, SizeIs(4));
  EXPECT_TRUE(limits[0].held);
  EXPECT_FALSE(limits[1].held);
  EXPECT_THAT(limits[1].subject, HasSubstr("order"));
}

TEST(BaselineComparison, IsBrokenWhereTheBaselineHasTooFewSamples) {
  RunBuilder run;
  run.requests(100, 10);
  const auto limit = compared(run.report(), recorded(run))[0];
  EXPECT_FALSE(limit.held);
  EXPECT_THAT(limit.explanation(), AllOf(HasSubstr("the baseline has no p95 of it, which needs 200 "
                                                   "samples"),
                                         HasSubstr("--record-baseline")));
}

TEST(BaselineComparison, RefusesAnotherWorkloadAndSaysWhatDiffers) {
  const auto run = run_with(10);
  const auto baseline = recorded(run);
  EXPECT_THAT(workload_differences(baseline, run.report()), IsEmpty());

  auto other = run;
  other.facts.scenarios[0].load = "hold 20/s for 10 s";
  other.facts.scenarios[0].account.users_allowed = 20;
  EXPECT_THAT(workload_differences(baseline, other.report()),
              ElementsAre("the load of the baseline is hold 10/s for 10 s, that of this run hold "
                          "20/s for 10 s"));

  auto scaled = other;
  scaled.facts.scale.time = Percent::of_hundred(2);
  EXPECT_THAT(workload_differences(baseline, scaled.report()),
              ElementsAre("the baseline was played at 100 % of the time, this run at 2 %"));

  auto elsewhere = run;
  elsewhere.facts.environment = "staging";
  EXPECT_THAT(workload_differences(baseline, elsewhere.report()),
              ElementsAre("the environment of the baseline is local, that of this run staging"));

  RunBuilder renamed;
  renamed.facts = run.facts;
  renamed.requests(1000, 10, "200", "GET /y");
  EXPECT_THAT(workload_differences(baseline, renamed.report()),
              ElementsAre("this run has no step GET /x", "the baseline has no step GET /y"));

  auto older = baseline;
  older.workload.version = "0.0.1";
  EXPECT_THAT(workload_differences(older, run.report()),
              ElementsAre(HasSubstr("the version of Proofload of the baseline is 0.0.1, that of")));
}

TEST(BaselineComparison, RefusesAnotherMixAndOtherUsers) {
  const auto run = run_with(10);
  const auto baseline = recorded(run);
  auto mixed = run;
  mixed.facts.scenarios[0].mix = "50 % + 50 %";
  EXPECT_THAT(workload_differences(baseline, mixed.report()),
              ElementsAre("the mix of the baseline is 60 % + 40 %, that of this run 50 % + 50 %"));
  mixed.facts.scenarios[0].mix.clear();
  EXPECT_THAT(workload_differences(baseline, mixed.report()),
              ElementsAre("the mix of the baseline is 60 % + 40 %, that of this run one journey"));

  auto larger = run;
  larger.facts.scenarios[0].account.users_allowed = 20;
  EXPECT_THAT(workload_differences(baseline, larger.report()),
              ElementsAre("the largest number of users of the baseline is 10 users, that of this "
                          "run 20 users"));
}

TEST(BaselineComparison, RefusesOtherScenariosAndNamesTheOneThatDiffers) {
  auto run = run_with(10);
  run.facts.scenarios[0].name = "browse";
  run.facts.scenarios.push_back({"order", "hold 5 users for 10 s", RunBuilder::delivered(50)});
  const auto baseline = recorded(run);

  auto changed = run;
  changed.facts.scenarios[1].load = "hold 6 users for 10 s";
  EXPECT_THAT(workload_differences(baseline, changed.report()),
              ElementsAre("the load of scenario order of the baseline is hold 5 users for 10 s, "
                          "that of this run hold 6 users for 10 s"));

  auto fewer = run;
  fewer.facts.scenarios.pop_back();
  EXPECT_THAT(workload_differences(baseline, fewer.report()),
              ElementsAre("the scenarios of the baseline are browse, order, those of this run "
                          "browse"));
}

TEST(BaselineComparison, IsOneBrokenLimitWhereTheWorkloadDiffers) {
  auto other = run_with(10);
  other.facts.scenarios[0].load = "hold 20/s for 10 s";
  const auto limits = compared(other.report(), recorded(run_with(10)));
  ASSERT_THAT(limits, SizeIs(1));
  EXPECT_FALSE(limits[0].held);
  EXPECT_EQ(limits[0].source, "baseline");
  EXPECT_THAT(limits[0].explanation(),
              AllOf(HasSubstr("the workload is not that of baselines/x.json: the load of"),
                    HasSubstr("--record-baseline")));
  EXPECT_EQ(result_of(other.report(), limits, {}).verdict.outcome, Outcome::fail);
}

}  // namespace
}  // namespace proofload
