// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_remote_write.h>

#include <proofload/report/statistic.h>

#include <stream/prometheus_message.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;
using testing_support::read_request;
using testing_support::ReadSample;
using testing_support::values_by_name;

std::vector<ReadSample> remotely_written(RunBuilder& run) {
  PrometheusRequest request(WallClock::time_point{});
  MetricSnapshots snapshots(SnapshotOf::whole_run);
  add_snapshot(request, snapshots.take(*run.report().measurements()), "Suite.Name");
  return read_request(request.message());
}

std::vector<ReadSample> verdict_of(const RunResult& result) {
  PrometheusRequest request(WallClock::time_point{});
  add_verdict(request, result);
  return read_request(request.message());
}

double value_of(const std::vector<ReadSample>& samples, std::string_view name,
                std::string_view label, std::string_view text) {
  for (const auto& sample : samples)
    if (sample.label("__name__") == name && sample.label(label) == text) return sample.value;
  ADD_FAILURE() << name << " is missing where " << label << " is " << text;
  return 0;
}

TEST(PrometheusSnapshot, NamesACounterAsATotal) {
  RunBuilder run;
  run.samples(3, metrics::iterations, 1);
  EXPECT_THAT(values_by_name(remotely_written(run)), ElementsAre(Pair("k6_iterations_total", 3)));
}

TEST(PrometheusSnapshot, NamesAGaugeByItself) {
  RunBuilder run;
  run.sample(metrics::vus, 7).sample(metrics::vus, 5);
  EXPECT_THAT(values_by_name(remotely_written(run)), ElementsAre(Pair("k6_vus", 5)));
}

TEST(PrometheusSnapshot, WritesARateAsAShare) {
  RunBuilder run;
  run.samples(3, metrics::checks, 1).sample(metrics::checks, 0);
  EXPECT_THAT(values_by_name(remotely_written(run)), ElementsAre(Pair("k6_checks_rate", 0.75)));
}

TEST(PrometheusSnapshot, WritesThePartsOfATrendInSeconds) {
  RunBuilder run;
  run.samples(60, metrics::response, 1000).samples(40, metrics::response, 4000);
  EXPECT_THAT(values_by_name(remotely_written(run)),
              ElementsAre(Pair("k6_response_avg", 2.2), Pair("k6_response_count", 100),
                          Pair("k6_response_max", 4), Pair("k6_response_med", DoubleNear(1, 0.001)),
                          Pair("k6_response_min", 1), Pair("k6_response_p90", 4),
                          Pair("k6_response_p95", 4), Pair("k6_response_p99", 4),
                          Pair("k6_response_p999", 4), Pair("k6_response_sum", 220)));
}

TEST(PrometheusSnapshot, LeavesWhatIsNoTimeInItsUnit) {
  RunBuilder run;
  run.sample(trend("items", MetricUnit::none), 12).sample(metrics::data_sent, 2048);
  const auto values = values_by_name(remotely_written(run));
  EXPECT_EQ(values.at("k6_items_max"), 12);
  EXPECT_EQ(values.at("k6_data_sent_total"), 2048);
}

TEST(PrometheusSnapshot, WritesAGaugeOfATimeInSeconds) {
  RunBuilder run;
  run.sample(metrics::generator_hiccup, 250);
  EXPECT_THAT(values_by_name(remotely_written(run)),
              ElementsAre(Pair("k6_generator_hiccup", 0.25)));
}

TEST(PrometheusSnapshot, LabelsEverySeriesWithItsTagsAndTheTest) {
  RunBuilder run;
  run.sample(metrics::http_reqs, 1,
             {{"step", "GET /x"}, {"method", "GET"}, {"my tag", "a\nb"}, {"test", "mine"}});
  const auto samples = remotely_written(run);
  ASSERT_THAT(samples, SizeIs(1));
  EXPECT_THAT(samples[0].labels,
              ElementsAre(Pair("__name__", "k6_http_reqs_total"), Pair("method", "GET"),
                          Pair("my_tag", "a\\nb"), Pair("name", "/x"), Pair("scenario", "default"),
                          Pair("test", "Suite.Name"), Pair("url", "/x")));
}

TEST(PrometheusSnapshot, LabelsEverySeriesWithTheTagsOfTheRunThatItHasNotItself) {
  RunBuilder run;
  run.sample(metrics::vus, 1, {{"method", "GET"}}).sample(metrics::vus_max, 1);
  PrometheusRequest request(WallClock::time_point{});
  add_snapshot(request, MetricSnapshots(SnapshotOf::whole_run).take(*run.report().measurements()),
               "Suite.Name", {{"testid", "42"}, {"method", "none"}, {"test", "mine"}});
  const auto samples = read_request(request.message());
  ASSERT_THAT(samples, SizeIs(2));
  EXPECT_THAT(samples[0].labels, ElementsAre(Pair("__name__", "k6_vus"), Pair("method", "GET"),
                                             Pair("test", "Suite.Name"), Pair("testid", "42")));
  EXPECT_THAT(samples[1].labels, ElementsAre(Pair("__name__", "k6_vus_max"), Pair("method", "none"),
                                             Pair("test", "Suite.Name"), Pair("testid", "42")));
}

TEST(PrometheusSnapshot, ReplacesWhatANameOfAMetricMayNotHave) {
  RunBuilder run;
  run.sample(counter("orders placed/s"), 1);
  EXPECT_THAT(values_by_name(remotely_written(run)),
              ElementsAre(Pair("k6_orders_placed_s_total", 1)));
}

TEST(PrometheusVerdict, IsOneForTheOutcome) {
  const auto samples = verdict_of(result_of(RunBuilder().requests(1000, 5).report(), {}, {}));
  ASSERT_THAT(samples, SizeIs(3));
  EXPECT_EQ(value_of(samples, "k6_verdict", "outcome", "PASS"), 1);
  EXPECT_EQ(value_of(samples, "k6_verdict", "outcome", "FAIL"), 0);
  EXPECT_EQ(value_of(samples, "k6_verdict", "outcome", "INVALID"), 0);
  EXPECT_EQ(samples[0].label("test"), "Suite.Name");
}

Limit p95_limit(const Report& report, double bound) {
  auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, bound});
  limit.file = "suite_test.cpp";
  limit.line = 44;
  return limit;
}

TEST(PrometheusVerdict, ShowsWhatEachLimitAskedAndFound) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto samples =
      verdict_of(result_of(report, {p95_limit(report, 10), p95_limit(report, 4)}, {}));
  EXPECT_EQ(value_of(samples, "k6_threshold_passed", "threshold", "p95 < 10 ms"), 1);
  EXPECT_EQ(value_of(samples, "k6_threshold_limit", "threshold", "p95 < 10 ms"), 0.01);
  EXPECT_EQ(value_of(samples, "k6_threshold_value", "threshold", "p95 < 10 ms"), 0.005);
  EXPECT_EQ(value_of(samples, "k6_threshold_passed", "threshold", "p95 < 4 ms"), 0);
  EXPECT_EQ(value_of(samples, "k6_threshold_passed", "subject", "GET /x"), 0);
  EXPECT_EQ(value_of(samples, "k6_threshold_passed", "source", "code"), 0);
  EXPECT_EQ(value_of(samples, "k6_verdict", "outcome", "FAIL"), 1);
}

TEST(PrometheusVerdict, HasTheTagsOfTheRunOnEverySeries) {
  const auto report = RunBuilder().requests(1000, 5).report();
  PrometheusRequest request(WallClock::time_point{});
  add_verdict(request, result_of(report, {p95_limit(report, 10)}, {}), {{"testid", "42"}});
  const auto samples = read_request(request.message());
  ASSERT_THAT(samples, SizeIs(6));
  for (const auto& sample : samples) EXPECT_EQ(sample.label("testid"), "42");
}

TEST(PrometheusVerdict, HasNoValueWhereThereWasTooLittleToTell) {
  const auto report = RunBuilder().requests(3, 5).report();
  const auto values = values_by_name(verdict_of(result_of(report, {p95_limit(report, 10)}, {})));
  EXPECT_EQ(values.count("k6_threshold_value"), 0u);
  EXPECT_EQ(values.at("k6_threshold_passed"), 0);
}

TEST(PrometheusVerdict, ShowsTheBrokenOneOfLimitsThatAreAlike) {
  const auto report = RunBuilder().requests(1000, 5).report();
  auto broken = p95_limit(report, 10);
  broken.held = false;
  const auto samples = verdict_of(result_of(report, {p95_limit(report, 10), broken}, {}));
  EXPECT_EQ(value_of(samples, "k6_threshold_passed", "subject", "GET /x"), 0);
  EXPECT_THAT(samples, SizeIs(6));
}

}  // namespace
}  // namespace proofload
