// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/soak_indicators.h>

#include <proofload/report/thresholds/threshold.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <functional>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr double one_mebibyte = 1024 * 1024;

// Half a minute; its thirds end at 10 s and 20 s.
RunBuilder leaking_run() {
  RunBuilder run(30s);
  run.requests_in({0, 10}, 20, 8).requests_in({20, 30}, 20, 10);
  run.sample(metrics::service_memory, 52 * one_mebibyte, {}, 4);
  run.sample(metrics::service_memory, 143 * one_mebibyte, {}, 29);
  return run;
}

Limit judged(const Report& report, const std::string& metric, const std::string& expression) {
  const auto threshold = parse_threshold(metric, expression);
  EXPECT_TRUE(threshold) << threshold.error();
  return threshold.value().judged(report);
}

TEST(SoakIndicators, AreInPercentOfTheFirstThird) {
  const auto indicators = soak_indicators(leaking_run().report());
  ASSERT_TRUE(indicators.memory_leak && indicators.response_time_trend);
  EXPECT_DOUBLE_EQ(indicators.memory_leak->percent, 175);
  EXPECT_NEAR(indicators.response_time_trend->percent, 25, 0.2);
  EXPECT_THAT(
      sentences(indicators),
      ElementsAre("memory_leak_indicator 175 %: service_memory from 52 MiB in the first third to "
                  "143 MiB in the last, by 218 MiB a minute",
                  "response_time_trend 25 %: p95 from 8 ms in the first third to 10 ms in the "
                  "last"));
}

TEST(SoakIndicators, TellHowFastMemoryGrowsWhereItDoes) {
  const auto context_of = [](const std::function<double(int second)>& mebibytes) {
    RunBuilder run(4min);
    for (int second = 0; second < 240; ++second)
      run.sample(metrics::service_memory, one_mebibyte * mebibytes(second), {},
                 SliceNumber(second));
    return soak_indicators(run.report()).memory_leak->context;
  };
  EXPECT_THAT(context_of([](int second) { return 40 + 0.5 * second; }),
              EndsWith("to 160 MiB in the last, by 30 MiB a minute"));
  EXPECT_THAT(context_of([](int second) { return 200 - 0.5 * second; }), EndsWith(" in the last"));
}

TEST(SoakIndicators, AreMissingWithTooLittleData) {
  RunBuilder run(30s);
  run.sample(metrics::service_memory, 1, {}, 4).requests_in({0, 30}, 19, 5);
  const auto indicators = soak_indicators(run.report());
  EXPECT_FALSE(indicators.memory_leak);
  EXPECT_FALSE(indicators.response_time_trend);
  EXPECT_THAT(sentences(indicators), IsEmpty());
}

TEST(SoakIndicators, AreBoundByThresholdsInPercent) {
  const auto report = leaking_run().report();
  const auto broken = judged(report, "memory_leak_indicator", "value<50");
  EXPECT_FALSE(broken.held);
  EXPECT_DOUBLE_EQ(broken.value, 175);
  EXPECT_THAT(broken.explanation(),
              HasSubstr("(service_memory from 52 MiB in the first third to 143 MiB in the last, by "
                        "218 MiB a minute)"));
  EXPECT_TRUE(judged(report, "memory_leak_indicator", "value<200").held);
  EXPECT_TRUE(judged(report, "response_time_trend", "value<30").held);
  EXPECT_FALSE(judged(report, "response_time_trend", "value<20").held);
}

TEST(SoakIndicators, OfAPartOfTheRunAreAskedForByItsTags) {
  auto run = leaking_run();
  for (SliceNumber second = 0; second < 30; ++second) run.requests(20, 3, "200", "GET /y", second);
  EXPECT_EQ(judged(run.report(), "response_time_trend{name:GET /y}", "value<1").value, 0);
  EXPECT_FALSE(judged(run.report(), "response_time_trend{name:GET /x}", "value<1").held);
}

TEST(SoakIndicators, WithoutDataHoldNoThreshold) {
  const auto limit = judged(RunBuilder(6s).report(), "memory_leak_indicator", "value<50");
  EXPECT_FALSE(limit.held);
  EXPECT_THAT(limit.problem, HasSubstr("play longer"));
}

TEST(SoakIndicators, AreNoStatisticOfOtherMetrics) {
  EXPECT_FALSE(soak_indicator(metrics::service_memory));
  EXPECT_FALSE(soak_indicator(trend("response_time_trend"))) << "a test's own, of another kind";
  EXPECT_FALSE(parse_threshold("memory_leak_indicator", "p(95)<50"));
}

}  // namespace
}  // namespace proofload
