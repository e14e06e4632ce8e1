// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/json_summary.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;

json summary_of(const RunBuilder& run, const std::vector<Limit>& limits = {}) {
  return json::parse(json_summary(result_of(run.report(), limits, {})));
}

TEST(JsonSummary, SaysItsFormatTheTestAndTheVerdict) {
  const auto summary = summary_of(RunBuilder().requests(10, 1));
  EXPECT_EQ(summary["format"], "proofload.summary");
  EXPECT_EQ(summary["version"], 1);
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

TEST(JsonSummary, IsJsonWhateverAServiceSent) {
  const auto summary = summary_of(RunBuilder().requests(1, 1, "200", "GET /\xff\x00\"\\"));
  EXPECT_EQ(summary["steps"][0]["requests"], 1);
}

}  // namespace
}  // namespace proofload
