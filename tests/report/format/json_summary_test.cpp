// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/json_summary.h>

#include <proofload/base/secret.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json summary_of(const RunBuilder& run, const std::vector<Limit>& limits = {}) {
  return json::parse(json_summary(result_of(run.report(), limits, {})));
}

TEST(JsonSummary, SaysItsFormatTheTestAndTheVerdict) {
  const auto summary = summary_of(RunBuilder().requests(10, 1));
  EXPECT_EQ(summary["format"], "proofload.summary");
  EXPECT_EQ(summary["version"], 3);
  EXPECT_EQ(summary["complete"], true);
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
  const auto& columns = summary["course"]["columns"];
  EXPECT_EQ(columns["failed"], json({0, 0, 0, 0, 2, 0, 0, 0, 0, 0}));
  EXPECT_EQ(columns["requests"][0], 3);
  EXPECT_EQ(summary["course"]["errors"]["status 503"][4], 2);
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
  const auto course = summary_of(run)["course"];
  const auto& columns = course["columns"];
  EXPECT_EQ(columns["planned"][5], 10);
  EXPECT_EQ(columns["started"][5], 9);
  EXPECT_EQ(columns["late"][5], 2);
  EXPECT_EQ(columns["dropped"][5], 1);
  EXPECT_EQ(columns["healthy"][5], false);
  EXPECT_THAT(course["unhealthy_because"]["5"].get<std::string>(), HasSubstr("300 ms late"));
  EXPECT_EQ(course["unhealthy_because"]["4"], "next to second 5");
  EXPECT_EQ(columns["healthy"][0], true);
  EXPECT_FALSE(course["unhealthy_because"].contains("0"));
}

TEST(JsonSummary, PlansNothingInASecondOfAClosedLoad) {
  EXPECT_TRUE(summary_of(RunBuilder())["course"]["columns"]["planned"][0].is_null());
}

TEST(JsonSummary, ShowsNoSecondOfTheWarmUpNorBeyondAnEarlyEnd) {
  RunBuilder run(Timeline({{"", 0s, 4s, 10s}}, {}));
  run.ended_at(7500ms);
  const auto columns = summary_of(run)["course"]["columns"];
  EXPECT_EQ(columns["from_seconds"], json({4, 5, 6, 7}));
  EXPECT_EQ(columns["to_seconds"][3], 7.5);
}

TEST(JsonSummary, HasNoLatencyInASecondWithoutRequests) {
  const auto columns = summary_of(RunBuilder().requests(3, 4))["course"]["columns"];
  EXPECT_NEAR(columns["response_p95_ms"][0], 4, 0.004);
  EXPECT_TRUE(columns["response_p95_ms"][1].is_null());
  EXPECT_TRUE(columns["service_max_ms"][1].is_null());
  EXPECT_TRUE(columns["pacing_p99_ms"][1].is_null());
}

TEST(JsonSummary, HoldsHistogramsOfEachStepThatCanBeMerged) {
  const auto summary = summary_of(RunBuilder().requests(3, 4).requests(2, 70, "200", "GET /y"));
  const auto& steps = summary["steps"];
  ASSERT_EQ(steps.size(), 2u);
  for (const auto* name : {"response_histogram", "service_histogram"}) {
    EXPECT_EQ(steps[0][name]["unit"], "ms");
    EXPECT_EQ(steps[0][name]["buckets"][0][1], 3);
    EXPECT_EQ(steps[1][name]["buckets"][0][1], 2);
    EXPECT_EQ(steps[1][name]["sum"], 140);
    EXPECT_EQ(steps[1][name]["max"], 70);
  }
}

TEST(JsonSummary, HoldsHistogramsThatCanBeMerged) {
  const auto run = RunBuilder().requests(3, 4).requests(2, 70);
  const auto response = summary_of(run)["histograms"]["response"];
  std::vector<Histogram::Bucket> buckets;
  for (const auto& one : response["buckets"]) buckets.push_back({one[0], one[1]});
  Histogram rebuilt;
  rebuilt.merge(buckets, response["sum"], response["min"], response["max"]);
  EXPECT_EQ(rebuilt.count(), 5u);
  EXPECT_EQ(rebuilt.quantile(0.5), run.report().trend(metrics::response).quantile(0.5));
  EXPECT_EQ(rebuilt.max(), 70);
}

TEST(JsonSummary, NamesTheEnvironmentThatWasPlayedIn) {
  RunBuilder run;
  run.facts.environment = "staging";
  EXPECT_EQ(summary_of(run)["run"]["environment_name"], "staging");
}

TEST(JsonSummary, HoldsGaugesOverTimeWithTheirUnit) {
  const auto gauges =
      summary_of(RunBuilder().sample(metrics::service_memory, 5e6, {}, 2))["course"]["gauges"];
  EXPECT_EQ(gauges["service_memory"]["unit"], "bytes");
  EXPECT_EQ(gauges["service_memory"]["values"][2], 5e6);
  EXPECT_TRUE(gauges["service_memory"]["values"][3].is_null());
}

TEST(JsonSummary, HoldsTheStagesWithWhatCameOfThem) {
  const auto stages = summary_of(RunBuilder().requests(50, 4, "200", "GET /x", 7))["stages"];
  ASSERT_EQ(stages.size(), 2);
  EXPECT_EQ(stages[0]["name"], "early");
  EXPECT_EQ(stages[0]["requests"], 0);
  EXPECT_EQ(stages[1]["requests"], 50);
  EXPECT_EQ(stages[1]["throughput_per_second"], 10);
  EXPECT_EQ(stages[1]["from_seconds"], 5);
}

TEST(JsonSummary, HoldsHowTheServiceAged) {
  RunBuilder run(30s);
  run.sample(metrics::service_memory, 1000, {}, 2).sample(metrics::service_memory, 2000, {}, 28);
  const auto findings = summary_of(run)["findings"];
  EXPECT_EQ(findings["soak"]["memory_leak_indicator"], 100);
  EXPECT_TRUE(findings["soak"]["response_time_trend"].is_null());
  EXPECT_TRUE(findings["stress"].is_null());
  EXPECT_EQ(findings["sentences"].size(), 1u);
}

TEST(JsonSummary, HoldsWhereTheServiceBroke) {
  RunBuilder run(15s);
  for (SliceNumber second = 0; second < 12; ++second)
    run.requests(100 * (second + 1), second < 7 ? 8 : 90, "200", "GET /x", second)
        .sample(metrics::vus, second + 1, {}, second);
  run.requests_in({12, 15}, 100, 8);
  const auto stress = summary_of(run)["findings"]["stress"];
  EXPECT_EQ(stress["latency_bends"]["from_seconds"], 7);
  EXPECT_EQ(stress["latency_bends"]["users"], 9);
  EXPECT_EQ(stress["latency_bends"]["requests_per_second"], 800);
  EXPECT_EQ(stress["largest_load_held"]["users"], 8);
  EXPECT_TRUE(stress["errors_begin"].is_null());
  EXPECT_EQ(stress["recovery"], "recovered");
  EXPECT_EQ(stress["recovery_seconds"], 0);
  EXPECT_EQ(stress["peak_ended_seconds"], 12);
}

TEST(JsonSummary, HoldsExemplarsWithTheirPhases) {
  RunBuilder run;
  Exemplar slow;
  slow.step = "GET /x";
  slow.response = 70ms;
  slow.service = 60ms;
  slow.phases = {{"waiting", 59ms}};
  slow.headers = {{"content-type", "text/html"}};
  slow.body = "<b>";
  slow.body_size = 3000;
  run.facts.exemplars.add(slow);
  const auto exemplar = summary_of(run)["exemplars"]["slowest"][0];
  EXPECT_EQ(exemplar["response_ms"], 70);
  EXPECT_EQ(exemplar["lateness_ms"], 10);
  EXPECT_EQ(exemplar["phases_ms"]["waiting"], 59);
  EXPECT_EQ(exemplar["headers"][0], json({"content-type", "text/html"}));
  EXPECT_EQ(exemplar["body"], "<b>");
  EXPECT_EQ(exemplar["body_bytes"], 3000);
}

TEST(JsonSummary, SaysThatARunWasCutShortAndJudgesNoSecondOfIt) {
  RunBuilder run;
  run.requests(5, 1).facts.complete = false;
  Course course(Timeline(10s), {});
  course.advance(run.report(), 3s);
  run.facts.course = course;
  const auto summary = summary_of(run);
  EXPECT_EQ(summary["complete"], false);
  EXPECT_TRUE(summary["generator"]["healthy_share"].is_null());
  EXPECT_EQ(summary["course"]["columns"]["requests"], json({5, 0, 0}));
  EXPECT_TRUE(summary["course"]["columns"]["healthy"][0].is_null());
}

TEST(JsonSummary, ShowsNoSecretWhereverItStands) {
  secret("json-summary-hunter2");
  RunBuilder run;
  run.requests(1, 1, "200", "GET /json-summary-hunter2");
  run.facts.load = run.facts.file = "json-summary-hunter2";
  run.sample(metrics::step_failed, 1, {{"error", "json-summary-hunter2"}});
  Exemplar exemplar;
  exemplar.body = exemplar.request = "json-summary-hunter2";
  run.facts.exemplars.add(exemplar);
  const auto text = json_summary(result_of(run.report(), {}, {{"json-summary-hunter2", "f", 1}}));
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr("[secret]"));
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
