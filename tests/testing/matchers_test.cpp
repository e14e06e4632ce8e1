// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/matchers.h>

#include <proofload/testing/limit_log.h>
#include <support/run_builder.h>

#include <gtest/gtest-spi.h>

// As a test would have it: both vocabularies at once.
using namespace testing;
using namespace proofload;

namespace {

std::string explanation(const auto& matcher, const Window& window) {
  StringMatchResultListener listener;
  ExplainMatchResult(matcher, window, &listener);
  return listener.str();
}

const Report answers_in_5ms = RunBuilder().requests(10'000, 5).report();

TEST(Matchers, HoldPercentilesAgainstTimes) {
  const auto& report = answers_in_5ms;
  EXPECT_THAT(report, P50(Lt(6ms)));
  EXPECT_THAT(report, P90(Le(6ms)));
  EXPECT_THAT(report, P95(Gt(4ms)));
  EXPECT_THAT(report, P99(Ge(4ms)));
  EXPECT_THAT(report, P999(Lt(1s)));
  EXPECT_THAT(report, Percentile(99.5_percent, Lt(6ms)));
  EXPECT_THAT(report, Mean(Lt(6ms)));
  EXPECT_THAT(report, Max(Eq(5ms)));
}

TEST(Matchers, SpeakOfAFailureInWords) {
  EXPECT_EQ(DescribeMatcher<const Window&>(P95(Lt(4ms))), "p95 < 4 ms");
  EXPECT_EQ(explanation(P95(Lt(4ms)), answers_in_5ms),
            "p95 is 5 ms, 1 ms over (25 %), from 10,000 samples (p50 5 ms, max 5 ms)");
}

TEST(Matchers, FailAtTheLineOfTheTestWithAllThatIsKnown) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(answers_in_5ms.step("GET /x"), P95(Lt(4ms))),
                          "Actual: GET /x, 10,000 requests (of type proofload::Window), "
                          "p95 is 5 ms, 1 ms over (25 %)");
}

TEST(Matchers, FailWithoutSamples) {
  const auto nothing = RunBuilder().report();
  EXPECT_THAT(nothing, testing::Not(P95(Lt(1h))));
  EXPECT_EQ(explanation(ErrorRate(Lt(1_percent)), nothing), "no requests");
}

TEST(Matchers, JudgeEveryLimitOfASet) {
  const auto set = AllOf(P95(Lt(1ms)), Throughput(Ge(2000_per_s)), ErrorRate(Lt(1_percent)));
  EXPECT_THAT(explanation(set, answers_in_5ms), HasSubstr("p95 is 5 ms"));
  EXPECT_THAT(explanation(set, answers_in_5ms), HasSubstr("throughput is 1000/s"));
  EXPECT_THAT(explanation(set, answers_in_5ms), testing::Not(HasSubstr("error rate")));
}

TEST(Matchers, LeaveEachLimitInTheLogOnceInTheOrderOfTheTest) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto set = AllOf(P95(Lt(1ms)), ErrorRate(Lt(1_percent)));
  explanation(set, report);
  explanation(set, report);
  const auto limits = take_limits(report.measurements());
  ASSERT_EQ(limits.size(), 2);
  EXPECT_EQ(limits[0].statement(), "p95 < 1 ms");
  EXPECT_FALSE(limits[0].held);
  EXPECT_TRUE(limits[1].held);
  EXPECT_THAT(limits[0].file, EndsWith("matchers_test.cpp"));
  EXPECT_THAT(take_limits(report.measurements()), IsEmpty());
}

TEST(Matchers, TurnALimitRoundInsteadOfNegatingIt) {
  EXPECT_THAT(answers_in_5ms, Not(P95(Lt(4ms))));
  EXPECT_EQ(DescribeMatcher<const Window&>(Not(P95(Lt(4ms)))), "p95 >= 4 ms");
}

TEST(Matchers, NameAStepThatDoesNotExist) {
  EXPECT_EQ(explanation(P95(Lt(4ms)), answers_in_5ms.step("GET /y")),
            "there is no step named \"GET /y\" in this run; it had GET /x");
}

TEST(Matchers, RefuseALimitInAnotherUnitThanTheMetric) {
  const auto size = trend("size", MetricUnit::bytes);
  RunBuilder run;
  for (int i = 0; i < 300; ++i) run.sample(size, 2048);
  const auto report = run.report();
  EXPECT_THAT(report.metric(size), P95(Lt(3_KiB)));
  EXPECT_THAT(explanation(P95(Lt(3ms)), report.metric(size)), HasSubstr("measured as bytes"));
}

TEST(Matchers, BoundDroppedStarts) {
  const auto report =
      RunBuilder().sample(metrics::starts, 1).sample(metrics::dropped_iterations, 2).report();
  EXPECT_THAT(report, Dropped(Le(2)));
  EXPECT_EQ(explanation(Dropped(Eq(0)), report),
            "dropped starts is 2, 2 over, from 3 samples (1 of 3 planned starts happened)");
}

TEST(Matchers, LeaveOrdinaryComparisonsAsGMockHasThem) {
  EXPECT_THAT(3, Lt(4));
  EXPECT_THAT(3u, Ge(3));
  EXPECT_THAT(-1, Lt(2u));
  EXPECT_THAT(2.5, AllOf(Gt(2), Le(2.5)));
  EXPECT_THAT(std::string("b"), Gt("a"));
  EXPECT_THAT(7, Not(Eq(8)));
  EXPECT_THAT(std::vector({1, 2}), Each(Lt(3)));
}

}  // namespace
