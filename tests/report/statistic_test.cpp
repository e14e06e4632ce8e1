// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/statistic.h>

#include <proofload/report/metric_statistic.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

TEST(Statistic, PercentileNeedsTenSamplesBeyondIt) {
  EXPECT_EQ(samples_needed(0.5), 20);
  EXPECT_EQ(samples_needed(0.9), 100);
  EXPECT_EQ(samples_needed(0.95), 200);
  EXPECT_EQ(samples_needed(0.99), 1000);
  EXPECT_EQ(samples_needed(0.999), 10000);
}

TEST(Statistic, PercentileOfTooFewSamplesSaysHowManyItNeeds) {
  const auto few = RunBuilder().requests(199, 7).report();
  EXPECT_THAT(percentile(0.95).read(few).missing, HasSubstr("p95 needs 200 samples, had 199"));
  const auto enough = RunBuilder().requests(200, 7).report();
  EXPECT_EQ(percentile(0.95).read(enough).missing, "");
  EXPECT_NEAR(percentile(0.95).read(enough).value, 7, 0.007);
}

TEST(Statistic, PercentileCountsAFailedRequestAsSlowerThanEveryOther) {
  const auto some = RunBuilder().requests(960, 7).requests(40, 1, "503").report();
  EXPECT_NEAR(percentile(0.95).read(some).value, 7, 0.007);
  EXPECT_EQ(percentile(0.95).read(some).samples, 1000);
  const auto many = RunBuilder().requests(940, 7).requests(60, 1, "503").report();
  EXPECT_EQ(percentile(0.95).read(many).missing,
            "p95 lies among the requests that failed: 60 of 1000");
  const auto all = RunBuilder().requests(1000, 1, "503").report();
  EXPECT_THAT(percentile(0.5).read(all).missing, HasSubstr("no request succeeded"));
  EXPECT_THAT(mean().read(all).missing, HasSubstr("no request succeeded"));
}

TEST(Statistic, PercentileOfSuccessesHasItsRankAmongAll) {
  RunBuilder run;
  for (int i = 1; i <= 990; ++i) run.requests(1, i);
  const auto report = run.requests(10, 1, "503").report();
  EXPECT_NEAR(percentile(0.5).read(report).value, 500, 0.5);
  EXPECT_NEAR(percentile(0.98).read(report).value, 980, 1);
}

TEST(Statistic, ThroughputLeavesOutWhatWasAnsweredAfterTheEndOfTheLoad) {
  const auto report = RunBuilder()
                          .requests(50, 1, "200", "GET /x", 9)
                          .requests(30, 1, "200", "GET /x", 10)
                          .report();
  EXPECT_DOUBLE_EQ(throughput().read(report).value, 5);
  EXPECT_DOUBLE_EQ(throughput().read(report.stage("late")).value, 10);
  EXPECT_EQ(report.stage("late").trend().count(), 80) << "latency keeps them";
  EXPECT_EQ(report.stage("early").trend().count(), 0);
}

TEST(Statistic, RefusesAPercentileBeyondAll) {
  const auto report = RunBuilder().requests(1000, 7).report();
  for (const double share : {-0.1, 1.0, 1.5})
    EXPECT_THAT(percentile(share).read(report).missing, HasSubstr("below 100 %")) << share;
}

TEST(Statistic, NamesPercentilesAsPeopleDo) {
  EXPECT_EQ(percentile(0.5).name, "p50");
  EXPECT_EQ(percentile(0.999).name, "p99.9");
}

TEST(Statistic, NothingIsReadFromNoSamples) {
  const auto nothing = RunBuilder().report();
  for (const auto& statistic :
       {percentile(0.5), mean(), greatest(), error_rate(), check_rate(), throughput(), dropped(),
        highest(metrics::vus), total(counter("orders")), per_second(counter("orders")),
        share(rate("hits"))})
    EXPECT_NE(statistic.read(nothing).missing, "") << statistic.name;
}

TEST(Statistic, ErrorRateCountsRequestsAndIterationsThatEndedEarly) {
  const auto report = RunBuilder()
                          .requests(97, 1)
                          .requests(2, 1, "500")
                          .sample(metrics::failed_iterations, 1, {{"kind", "missing_value"}})
                          .report();
  const auto reading = error_rate().read(report);
  EXPECT_DOUBLE_EQ(reading.value, 0.03);
  EXPECT_EQ(reading.samples, 100);
}

TEST(Statistic, ErrorRateDoesNotCountAFailedRequestTwice) {
  const auto report = RunBuilder()
                          .requests(9, 1)
                          .requests(1, 1, "500")
                          .sample(metrics::failed_iterations, 1, {{"kind", "after_failed_step"}})
                          .report();
  EXPECT_DOUBLE_EQ(error_rate().read(report).value, 0.1);
}

TEST(Statistic, ErrorRateAndThroughputCountStepsOfAnyProtocol) {
  const auto report = RunBuilder()
                          .samples(9, metrics::step_failed, 0, {{"step", "publish"}})
                          .sample(metrics::step_failed, 1, {{"step", "publish"}})
                          .samples(9, metrics::step_successes, 1, {{"step", "publish"}})
                          .report();
  EXPECT_DOUBLE_EQ(error_rate().read(report).value, 0.1);
  EXPECT_DOUBLE_EQ(throughput().read(report).value, 0.9);
}

TEST(Statistic, ThroughputCountsWhatEndedInTheWindowWheneverItWasPlanned) {
  const auto report = RunBuilder()
                          .samples(50, metrics::step_failed, 0, {}, 4)
                          .samples(50, metrics::step_successes, 1, {}, 5)
                          .report();
  EXPECT_EQ(throughput().read(report.stage("early")).value, 0);
  EXPECT_EQ(throughput().read(report.stage("late")).value, 10);
}

TEST(Statistic, OfATrendOfTheTestTakesItsSamplesWhateverRequestsThereAre) {
  const auto size = trend("size", MetricUnit::bytes);
  const auto report = RunBuilder().requests(10, 1, "503").samples(5, size, 100).report();
  EXPECT_NEAR(mean().read(report.metric(size)).value, 100, 0.1);
}

TEST(Statistic, OfIterationsCountsNoFailedRequest) {
  const auto report =
      RunBuilder().requests(10, 1, "503").samples(20, metrics::iteration_duration, 7).report();
  const auto reading = percentile(0.5).read(report.metric(metrics::iteration_duration));
  EXPECT_NEAR(reading.value, 7, 0.01);
  EXPECT_EQ(reading.samples, 20);
}

TEST(Statistic, ThroughputCountsSuccessesOverThePlannedLengthOfTheWindow) {
  const auto report = RunBuilder()
                          .requests(50, 1, "200", "GET /x", 2)
                          .requests(50, 1, "200", "GET /x", 7)
                          .requests(10, 1, "503", "GET /x", 7)
                          .report();
  EXPECT_DOUBLE_EQ(throughput().read(report).value, 10);
  EXPECT_DOUBLE_EQ(throughput().read(report.stage("late")).value, 10);
}

TEST(Statistic, CheckRateLooksAtAllChecksOrAtOne) {
  const auto report = RunBuilder()
                          .sample(metrics::checks, 1, {{"check", "a"}})
                          .sample(metrics::checks, 0, {{"check", "b"}})
                          .report();
  EXPECT_DOUBLE_EQ(check_rate().read(report).value, 0.5);
  EXPECT_DOUBLE_EQ(check_rate("a").read(report).value, 1);
  EXPECT_THAT(check_rate("c").read(report).missing, HasSubstr("no check named \"c\""));
}

TEST(Statistic, DroppedStartsBelongToTheWholeRunOnly) {
  const auto report = RunBuilder()
                          .requests(1, 1)
                          .sample(metrics::starts, 1)
                          .sample(metrics::dropped_iterations, 3)
                          .report();
  EXPECT_EQ(dropped().read(report).value, 3);
  EXPECT_NE(dropped().read(report.step("GET /x")).missing, "");
  EXPECT_NE(dropped().read(report.stage("late")).missing, "");
}

TEST(Statistic, IncreaseIsTheDifferenceToTheEarlierWindow) {
  const auto report = RunBuilder()
                          .requests(200, 10, "200", "GET /x", 1)
                          .requests(200, 14, "200", "GET /x", 8)
                          .report();
  const auto rise = increase(percentile(0.95), report.stage("early"));
  EXPECT_NEAR(rise.read(report.stage("late")).value, 4, 0.03);
  EXPECT_NE(increase(percentile(0.95), report.stage("middle")).read(report.stage("late")).missing,
            "");
}

TEST(Statistic, IncreaseLeavesTheSameSecondsOutOfBothWindows) {
  auto mask = std::make_shared<SliceMask>(11, true);
  (*mask)[1] = (*mask)[6] = false;
  RunBuilder run;
  for (const SliceNumber second : {0u, 1u, 5u, 6u})
    run.requests(200,
                 second == 0   ? 5
                 : second == 1 ? 100
                 : second == 5 ? 7
                               : 500,
                 "200", "GET /x", second);
  const auto report = run.report();
  const auto rise = increase(greatest(), report.stage("early"));
  EXPECT_EQ(rise.read(report.stage("late")).value, 400);
  EXPECT_EQ(rise.read(report.stage("late").only(mask)).value, 2);
}

TEST(Statistic, SaysWhatLatenessCanBreak) {
  const auto report = RunBuilder().requests(10, 1).report();
  const Bound bound{Comparison::less, 400};
  const auto allowed = [&](const Statistic& statistic, const Window& window) {
    return statistic.lateness_allowed ? statistic.lateness_allowed(window, bound) : std::nullopt;
  };
  const auto size = trend("size", MetricUnit::bytes);
  EXPECT_EQ(allowed(percentile(0.95), report), 20ms);
  EXPECT_EQ(allowed(percentile(0.95), report.metric(size)), std::nullopt);
  EXPECT_EQ(allowed(increase(mean(), report), report), 20ms);
  EXPECT_EQ(allowed(throughput(), report), 10ms);
  EXPECT_EQ(allowed(per_second(counter("orders")), report), 10ms);
  for (const auto& statistic :
       {error_rate(), check_rate(), dropped(), highest(metrics::vus), total(counter("orders"))})
    EXPECT_EQ(allowed(statistic, report), std::nullopt) << statistic.name;
}

}  // namespace
}  // namespace proofload
