// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/json_summary.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json summary_of(const RunBuilder& run, const std::vector<Limit>& limits = {}) {
  return json::parse(json_summary(result_of(run.report(), limits, {})));
}

TEST(JsonSummary, SaysItsFormatTheTestAndTheVerdict) {
  const auto summary = summary_of(RunBuilder().requests(10, 1));
  EXPECT_EQ(summary["format"], "proofload.summary");
  EXPECT_EQ(summary["version"], 2);
  EXPECT_EQ(summary["test"], "Suite.Name");
  EXPECT_EQ(summary["verdict"]["outcome"], "PASS");
}

TEST(JsonSummary, HoldsEachLimitWithItsNumbers) {
  const auto run = RunBuilder().requests(1000, 5);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 4});
  const auto summary = summary_of(run, {limit});
  EXPECT_EQ(summary["limits"][0]["statistic"], "p95");
  EXPECT_EQ(summary["limits"][0]["bound"], 4);
  EXPECT_EQ(summary["limits"][0]["unit"], "ms");
  EXPECT_EQ(summary["limits"][0]["held"], false);
  EXPECT_NEAR(summary["limits"][0]["observed"], 5, 0.005);
}

TEST(JsonSummary, ObservesNothingWhereALimitHadNoData) {
  const RunBuilder run;
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 4});
  EXPECT_TRUE(summary_of(run, {limit})["limits"][0]["observed"].is_null());
}

TEST(JsonSummary, CountsStepsByStatusAndSlices) {
  const auto summary = summary_of(
      RunBuilder().requests(3, 1, "200", "GET /x", 0).requests(2, 1, "503", "GET /x", 4));
  const auto& step = summary["steps"][0];
  EXPECT_EQ(step["requests"], 5);
  EXPECT_EQ(step["failed"], 2);
  EXPECT_EQ(step["statuses"]["503"], 2);
  ASSERT_EQ(summary["slices"].size(), 10);
  EXPECT_EQ(summary["slices"][4]["failed"], 2);
  EXPECT_EQ(summary["slices"][0]["requests"], 3);
}

TEST(JsonSummary, HoldsTheStandingOfALimit) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  const auto summary = summary_of(run, {limit});
  EXPECT_EQ(summary["limits"][0]["standing"], "in_doubt");
  EXPECT_EQ(summary["limits"][0]["held"], false);
  EXPECT_EQ(summary["verdict"]["outcome"], "INVALID");
}

TEST(JsonSummary, SaysOfEachSecondWhatWasPlannedAndWhatBecameOfIt) {
  auto run = RunBuilder();
  run.samples(9, metrics::starts, 1, {}, 5)
      .sample(metrics::late_starts, 2, {}, 5)
      .sample(metrics::dropped_iterations, 1, {}, 5)
      .stall(5, 300);
  run.facts.planned.assign(11, 10);
  const auto slices = summary_of(run)["slices"];
  EXPECT_EQ(slices[5]["planned"], 10);
  EXPECT_EQ(slices[5]["started"], 9);
  EXPECT_EQ(slices[5]["late"], 2);
  EXPECT_EQ(slices[5]["dropped"], 1);
  EXPECT_EQ(slices[5]["healthy"], false);
  EXPECT_THAT(slices[5]["unhealthy_because"].get<std::string>(), HasSubstr("300 ms late"));
  EXPECT_EQ(slices[4]["unhealthy_because"], "next to second 5");
  EXPECT_EQ(slices[0]["healthy"], true);
  EXPECT_EQ(slices[0]["unhealthy_because"], "");
}

TEST(JsonSummary, PlansNothingInASecondOfAClosedLoad) {
  EXPECT_TRUE(summary_of(RunBuilder())["slices"][0]["planned"].is_null());
}

TEST(JsonSummary, ShowsNoSecondOfTheWarmUpNorBeyondAnEarlyEnd) {
  RunBuilder run(Timeline({{"", 0s, 4s, 10s}}, {}));
  run.ended_at(7500ms);
  const auto slices = summary_of(run)["slices"];
  ASSERT_EQ(slices.size(), 4);
  EXPECT_EQ(slices[0]["from_seconds"], 4);
  EXPECT_EQ(slices[3]["to_seconds"], 7.5);
}

TEST(JsonSummary, HoldsHowLateStartsWereInBucketsATenthWide) {
  auto run = RunBuilder();
  run.samples(5, metrics::pacing, 1).samples(3, metrics::pacing, 1.05).sample(metrics::pacing, 9);
  run.sample(metrics::pacing, 0).sample(metrics::pacing, 1.5);
  const auto pacing = summary_of(run)["generator"]["pacing_ms"];
  EXPECT_EQ(pacing["count"], 11);
  EXPECT_EQ(pacing["max"], 9);
  const auto buckets = pacing["buckets"];
  ASSERT_EQ(buckets.size(), 4);
  EXPECT_EQ(buckets[0]["count"], 1);
  EXPECT_EQ(buckets[1]["count"], 8);
  EXPECT_LE(buckets[1]["low_ms"], 1);
  EXPECT_GT(buckets[1]["high_ms"], 1.05);
  EXPECT_LE(buckets[1]["high_ms"].get<double>(), 1.1 * buckets[1]["low_ms"].get<double>());
}

TEST(JsonSummary, SaysInHowManySecondsTheGeneratorKeptTime) {
  const auto generator = summary_of(RunBuilder().stall(5, 300))["generator"];
  EXPECT_EQ(generator["healthy_slices"], 7);
  EXPECT_EQ(generator["judged_slices"], 10);
  EXPECT_EQ(generator["healthy_share"], 0.7);
  EXPECT_THAT(generator["unhealthy_because"].get<std::string>(), HasSubstr("in second 5"));
}

TEST(JsonSummary, HoldsEachScenarioWithItsLoadAndItsSteps) {
  RunBuilder run(Timeline({{"browse", 0s, 0s, 10s}, {"order", 0s, 0s, 10s}}, {}));
  run.requests(7, 5, "200", "GET /x", 0, {{"scenario", "browse"}})
      .requests(3, 5, "200", "GET /x", 0, {{"scenario", "order"}});
  run.facts.scenarios = {{"browse", "hold 50/s for 10 s", RunBuilder::delivered(500)},
                         {"order", "hold 5 users for 10 s", RunBuilder::delivered(80)}};
  run.facts.scenarios[0].account.stages = {{"peak", 500, 499, "browse"}};
  const auto summary = summary_of(run);
  EXPECT_EQ(summary["scenarios"][0]["name"], "browse");
  EXPECT_EQ(summary["scenarios"][0]["planned"], 500);
  EXPECT_EQ(summary["scenarios"][0]["stages"][0]["scenario"], "browse");
  EXPECT_EQ(summary["scenarios"][1]["load"], "hold 5 users for 10 s");
  EXPECT_EQ(summary["steps"][0]["scenario"], "browse");
  EXPECT_EQ(summary["steps"][0]["requests"], 7);
  EXPECT_EQ(summary["steps"][1]["scenario"], "order");
  EXPECT_EQ(summary["steps"][1]["requests"], 3);
}

TEST(JsonSummary, IsJsonWhateverAServiceSent) {
  const auto summary = summary_of(RunBuilder().requests(1, 1, "200", "GET /\xff\x00\"\\"));
  EXPECT_EQ(summary["steps"][0]["requests"], 1);
}

}  // namespace
}  // namespace proofload
