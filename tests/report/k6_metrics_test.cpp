// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_metrics.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;

RunResult result(const RunBuilder& run, std::vector<Limit> limits = {}) {
  return {run.report(), std::move(limits), {}, {}};
}

Limit threshold(std::string metric, std::string expression, bool held) {
  Limit limit;
  limit.metric = std::move(metric);
  limit.expression = std::move(expression);
  limit.held = held;
  return limit;
}

std::vector<std::string> names(const std::vector<K6Metric>& list) {
  std::vector<std::string> all;
  for (const auto& metric : list) all.push_back(metric.name);
  return all;
}

RunBuilder two_requests() {
  RunBuilder run;
  run.sample(metrics::http_req_duration, 4, {{"expected_response", "true"}});
  run.sample(metrics::http_req_duration, 9, {{"expected_response", "false"}, {"status", "500"}});
  return run;
}

TEST(K6Metrics, ListsMetricsByNameAndTheExpectedResponses) {
  const auto list = k6_metrics(result(two_requests().sample(metrics::vus, 3)));
  EXPECT_THAT(names(list), ElementsAre("http_req_duration", k6_expected_responses, "vus"));
  EXPECT_EQ(std::get<Histogram>(list[0].sink).sum(), 13);
  EXPECT_EQ(std::get<Histogram>(list[1].sink).sum(), 4);
  EXPECT_EQ(std::get<Gauge>(list[2].sink).last, 3);
}

TEST(K6Metrics, CutsAMetricDownToTheTagsThatAThresholdNames) {
  const auto list = k6_metrics(
      result(two_requests(), {threshold("http_req_duration{status:500}", "p(95)<5", false)}));
  ASSERT_THAT(names(list), ElementsAre("http_req_duration", k6_expected_responses,
                                       "http_req_duration{status:500}"));
  EXPECT_EQ(std::get<Histogram>(list[2].sink).sum(), 9);
  ASSERT_EQ(list[2].thresholds.size(), 1U);
  EXPECT_EQ(list[2].thresholds[0].expression, "p(95)<5");
  EXPECT_FALSE(list[2].thresholds[0].held);
}

TEST(K6Metrics, PutsThresholdsBesideTheirMetricAndLeavesOtherLimitsOut) {
  const auto list =
      k6_metrics(result(two_requests(), {threshold("http_req_duration", "max<9", false), Limit{},
                                         threshold("http_req_duration", "avg<9", true)}));
  ASSERT_THAT(names(list), ElementsAre("http_req_duration", k6_expected_responses));
  ASSERT_EQ(list[0].thresholds.size(), 2U);
  EXPECT_EQ(list[0].thresholds[1].expression, "avg<9");
  EXPECT_TRUE(list[0].thresholds[1].held);
}

TEST(K6Metrics, KeepsAThresholdOfAMetricWithoutSamples) {
  const auto list = k6_metrics(result(RunBuilder(), {threshold("ws_msgs", "count>0", false)}));
  ASSERT_THAT(names(list), ElementsAre("ws_msgs"));
  EXPECT_FALSE(list[0].metric);
  EXPECT_EQ(list[0].thresholds.size(), 1U);
}

TEST(K6Metrics, LeavesWarmUpOut) {
  auto run = two_requests().sample(metrics::http_req_duration, 100, {{"phase", "warm_up"}});
  EXPECT_EQ(std::get<Histogram>(k6_metrics(result(run))[0].sink).sum(), 13);
}

TEST(K6Metrics, TellsTwoKindsOfOneNameApart) {
  RunBuilder run;
  run.sample(counter("files"), 2).sample(trend("files"), 7);
  EXPECT_THAT(names(k6_metrics(result(run))), ElementsAre("files", "files (trend)"));
}

TEST(K6Metrics, SaysWhatTheValuesAre) {
  EXPECT_EQ(k6_contains(metrics::http_req_duration), "time");
  EXPECT_EQ(k6_contains(metrics::data_sent), "data");
  EXPECT_EQ(k6_contains(metrics::vus), "default");
}

}  // namespace
}  // namespace proofload
