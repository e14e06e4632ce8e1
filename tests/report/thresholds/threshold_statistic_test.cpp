// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_statistic.h>

#include <proofload/report/health.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::DoubleNear;

constexpr Metric waiting_room = trend("waiting_room");

Statistic asked(const std::string& aggregation, const Metric& metric) {
  return threshold_statistic(parse_threshold_expression(aggregation + "<1").value(), metric);
}

Reading read(const RunBuilder& run, const std::string& aggregation, const Metric& metric) {
  return asked(aggregation, metric).read(run.report());
}

// 1 to 1,000.
RunBuilder thousand(const Metric& trend) {
  RunBuilder run;
  for (int value = 1; value <= 1000; ++value) run.sample(trend, value);
  return run;
}

TEST(ThresholdStatistic, ReducesATrendAsK6Does) {
  const auto run = thousand(waiting_room);
  EXPECT_EQ(read(run, "avg", waiting_room).value, 500.5);
  EXPECT_EQ(read(run, "min", waiting_room).value, 1);
  EXPECT_EQ(read(run, "max", waiting_room).value, 1000);
  EXPECT_THAT(read(run, "med", waiting_room).value, DoubleNear(500, 0.5));
  EXPECT_THAT(read(run, "p(99)", waiting_room).value, DoubleNear(990, 1));
  EXPECT_EQ(read(run, "p(0)", waiting_room).value, 1);
  EXPECT_EQ(read(run, "p(100)", waiting_room).value, 1000);
  EXPECT_EQ(read(run, "p(99)", waiting_room).samples, 1000u);
}

TEST(ThresholdStatistic, NeedsTenSamplesBeyondAPercentileAndOneForEverythingElse) {
  RunBuilder run;
  run.samples(199, waiting_room, 5);
  EXPECT_EQ(read(run, "p(95)", waiting_room).missing,
            "p(95) needs 200 samples, had 199: play longer, or ask for a lower percentile");
  run.sample(waiting_room, 5);
  EXPECT_EQ(read(run, "p(95)", waiting_room).missing, "");
  const auto one = RunBuilder().sample(waiting_room, 5);
  for (const auto* aggregation : {"avg", "min", "max", "med", "p(0)", "p(100)"})
    EXPECT_EQ(read(one, aggregation, waiting_room).value, 5) << aggregation;
}

TEST(ThresholdStatistic, WithoutSamplesHasNoValue) {
  const RunBuilder run;
  EXPECT_EQ(read(run, "avg", waiting_room).missing, "no samples of waiting_room");
  EXPECT_EQ(read(run, "rate", rate("hits")).missing, "no samples of hits");
  EXPECT_EQ(read(run, "count", counter("orders")).missing, "no samples of orders");
  EXPECT_EQ(read(run, "rate", counter("orders")).missing, "no samples of orders");
  EXPECT_EQ(read(run, "value", gauge("depth")).missing, "no samples of depth");
}

TEST(ThresholdStatistic, TakesRequestsWhateverTheirOutcomeAsK6Does) {
  const auto run = RunBuilder()
                       .samples(3, metrics::http_req_duration, 8, {{"expected_response", "true"}})
                       .samples(1, metrics::http_req_duration, 4, {{"expected_response", "false"}});
  EXPECT_EQ(read(run, "avg", metrics::http_req_duration).value, 7);
  const auto refused = run.report().tagged("expected_response", "false");
  EXPECT_EQ(asked("max", metrics::http_req_duration).read(refused).value, 4);
}

TEST(ThresholdStatistic, TakesStepsThatFailedForSlowerThanAllOthers) {
  const auto run = RunBuilder().requests(940, 5).requests(60, 1, "503");
  EXPECT_EQ(read(run, "p(94)", metrics::response).value, 5);
  const auto beyond = read(run, "p(95)", metrics::response);
  EXPECT_EQ(beyond.missing, "p(95) lies among the requests that failed: 60 of 1000");
  EXPECT_TRUE(beyond.beyond_measure);
  EXPECT_EQ(beyond.context, "med 5 ms, max 5 ms, 60 failed");
  EXPECT_EQ(read(run, "avg", metrics::response).value, 5);
  EXPECT_EQ(read(run, "min", metrics::service).value, 5);
  EXPECT_EQ(read(run, "max", metrics::service).value, 5);
}

TEST(ThresholdStatistic, OfStepsThatAllFailedIsBeyondMeasure) {
  const auto reading = read(RunBuilder().requests(3, 5, "503"), "med", metrics::response);
  EXPECT_EQ(reading.missing, "med lies among the requests that failed: 3 of 3");
  EXPECT_TRUE(reading.beyond_measure);
}

TEST(ThresholdStatistic, CountsACounterAndSpreadsItOverTheLoad) {
  const auto orders = counter("orders");
  const auto run =
      RunBuilder().sample(orders, 30).sample(orders, 10, {}, 9).sample(orders, 5, {}, 10);
  EXPECT_EQ(read(run, "count", orders).value, 45);
  EXPECT_EQ(read(run, "rate", orders).value, 4) << "not what came after the load";
}

TEST(ThresholdStatistic, TakesTheLastValueOfAGaugeAndTheShareOfARate) {
  const auto depth = gauge("depth");
  EXPECT_EQ(read(RunBuilder().sample(depth, 9).sample(depth, 7), "value", depth).value, 7);
  const auto hits = rate("hits");
  EXPECT_EQ(read(RunBuilder().samples(3, hits, 1).sample(hits, 0), "rate", hits).value, 0.75);
}

TEST(ThresholdStatistic, OfMishapsIsZeroOnlyWhereSomethingWasPlayed) {
  const auto dropped = metrics::dropped_iterations;
  EXPECT_EQ(read(RunBuilder(), "count", dropped).missing, "no samples of dropped_iterations");
  const auto clean = RunBuilder().samples(50, metrics::starts, 1);
  EXPECT_EQ(read(clean, "count", dropped).missing, "");
  EXPECT_EQ(read(clean, "count", dropped).value, 0);
  EXPECT_EQ(read(clean, "rate", dropped).value, 0);
  EXPECT_EQ(read(clean, "count", dropped).samples, 50u);
  EXPECT_EQ(read(clean, "count", counter("orders")).missing, "no samples of orders");
  auto torn = clean;
  torn.sample(dropped, 20);
  EXPECT_EQ(read(torn, "count", dropped).value, 20);
  EXPECT_EQ(read(torn, "rate", dropped).value, 2);
}

TEST(ThresholdStatistic, IsNamedAsInK6AndCountsWhatTheMetricCounts) {
  const auto quantity = [](const std::string& aggregation, const Metric& metric) {
    return asked(aggregation, metric).quantity(RunBuilder().report());
  };
  EXPECT_EQ(asked("p(99.9)", waiting_room).name, "p(99.9)");
  EXPECT_EQ(asked("rate", rate("hits")).name, "rate");
  EXPECT_EQ(quantity("avg", waiting_room), Quantity::milliseconds);
  EXPECT_EQ(quantity("avg", trend("size", MetricUnit::bytes)), Quantity::bytes);
  EXPECT_EQ(quantity("rate", rate("hits")), Quantity::share);
  EXPECT_EQ(quantity("rate", metrics::data_sent), Quantity::per_second);
  EXPECT_EQ(quantity("count", metrics::data_sent), Quantity::bytes);
  EXPECT_EQ(quantity("value", gauge("depth")), Quantity::count);
}

TEST(ThresholdStatistic, SaysHowLateTheGeneratorMayBe) {
  const auto report = RunBuilder().report();
  const Bound bound{Comparison::less, 200};
  EXPECT_EQ(asked("p(95)", waiting_room).lateness_allowed(report, bound), 10ms);
  EXPECT_EQ(asked("rate", counter("orders")).lateness_allowed(report, bound),
            lateness_allowed_by_rates);
  EXPECT_FALSE(asked("avg", trend("size", MetricUnit::bytes)).lateness_allowed);
  EXPECT_FALSE(asked("count", counter("orders")).lateness_allowed);
  EXPECT_FALSE(asked("rate", metrics::dropped_iterations).lateness_allowed);
  EXPECT_FALSE(asked("rate", rate("hits")).lateness_allowed);
}

TEST(ThresholdStatistic, OfFailuresAllowsLatenessWhereOnlyTimeoutsBreakIt) {
  const auto allowed = [](std::size_t timeouts, std::size_t refused) {
    RunBuilder run;
    run.samples(100, metrics::http_req_failed, 0)
        .samples(timeouts, metrics::http_req_failed, 1, {{"error", "timeout"}})
        .samples(refused, metrics::http_req_failed, 1, {{"error", "connection_refused"}});
    return asked("rate", metrics::http_req_failed)
        .lateness_allowed(run.report(), {Comparison::less, 0.1});
  };
  EXPECT_EQ(allowed(30, 0), lateness_allowed_by_rates);
  EXPECT_EQ(allowed(30, 5), lateness_allowed_by_rates);
  EXPECT_EQ(allowed(30, 30), std::nullopt);
  EXPECT_EQ(allowed(0, 30), std::nullopt);
  EXPECT_EQ(allowed(0, 0), std::nullopt);
}

}  // namespace
}  // namespace proofload
