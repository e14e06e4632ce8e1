// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_summary_export.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;
using testing::StartsWith;

std::string text(const RunBuilder& run, std::vector<Limit> limits = {}) {
  return k6_summary_export({run.report(), std::move(limits), {}, {}});
}

json export_of(const RunBuilder& run, std::vector<Limit> limits = {}) {
  return json::parse(text(run, std::move(limits)));
}

Limit threshold(std::string metric, std::string expression, bool held) {
  Limit limit;
  limit.metric = std::move(metric);
  limit.expression = std::move(expression);
  limit.held = held;
  return limit;
}

TEST(K6SummaryExport, HasTwoPartsIndentedByFour) {
  const auto document = export_of(RunBuilder());
  EXPECT_EQ(document.size(), 2U);
  EXPECT_EQ(document["metrics"], json::object());
  EXPECT_THAT(text(RunBuilder()), StartsWith("{\n    \"root_group\": {\n        \"name\": \"\","));
}

TEST(K6SummaryExport, WritesEachKindOfMetricWithTheFieldsOfK6) {
  RunBuilder run;
  run.samples(20, metrics::iterations, 1);
  run.sample(metrics::vus, 2).sample(metrics::vus, 5, {}, 1).sample(metrics::vus, 3, {}, 2);
  run.samples(3, metrics::http_req_failed, 0).sample(metrics::http_req_failed, 1);
  run.samples(19, metrics::iteration_duration, 8).sample(metrics::iteration_duration, 28);
  const auto metrics = export_of(run)["metrics"];
  EXPECT_EQ(metrics["iterations"], json::parse(R"({"count":20,"rate":2})"));
  EXPECT_EQ(metrics["vus"], json::parse(R"({"value":3,"min":2,"max":5})"));
  EXPECT_EQ(metrics["http_req_failed"], json::parse(R"({"value":0.25,"passes":1,"fails":3})"));
  EXPECT_EQ(
      metrics["iteration_duration"],
      json::parse(
          R"json({"avg":9,"min":8,"med":8.00390625,"max":28,"p(90)":8.00390625,"p(95)":8.00390625
})json"));
  EXPECT_EQ(metrics.size(), 4U);
}

TEST(K6SummaryExport, WritesWholeNumbersWithoutAFraction) {
  const auto metrics = export_of(RunBuilder().samples(20, metrics::iterations, 1))["metrics"];
  EXPECT_TRUE(metrics["iterations"]["count"].is_number_integer());
}

TEST(K6SummaryExport, SaysTrueOfAThresholdThatFailed) {
  RunBuilder run;
  run.sample(metrics::http_reqs, 1);
  const auto metrics = export_of(run, {threshold("http_reqs", "count>5", false),
                                       threshold("http_reqs", "count>0", true)})["metrics"];
  EXPECT_EQ(metrics["http_reqs"]["thresholds"], json::parse(R"({"count>5":true,"count>0":false})"));
}

TEST(K6SummaryExport, ShowsAThresholdWithoutSamplesAsFailedAndWithoutValues) {
  const auto metrics = export_of(RunBuilder(), {threshold("mine", "count>5", false)})["metrics"];
  EXPECT_EQ(metrics["mine"], json::parse(R"({"thresholds":{"count>5":true}})"));
}

TEST(K6SummaryExport, GivesARateWithoutSamplesNoValue) {
  RunBuilder run;
  run.sample(metrics::http_req_failed, 0, {{"status", "200"}});
  run.sample(metrics::http_reqs, 1, {{"status", "500"}});
  const auto metrics =
      export_of(run, {threshold("http_req_failed{status:500}", "rate<1", false)})["metrics"];
  EXPECT_EQ(metrics["http_req_failed{status:500}"],
            json::parse(R"({"passes":0,"fails":0,"thresholds":{"rate<1":true}})"));
}

TEST(K6SummaryExport, NamesGroupsAndChecksByTheMd5OfTheirPath) {
  RunBuilder run;
  run.sample(metrics::checks, 1, {{"check", "paid"}, {"group", "shop::pay"}});
  run.sample(metrics::checks, 0, {{"check", "paid"}, {"group", "shop::pay"}});
  EXPECT_EQ(export_of(run)["root_group"], json::parse(R"({
    "name": "", "path": "", "id": "d41d8cd98f00b204e9800998ecf8427e",
    "checks": {},
    "groups": {"shop": {
      "name": "shop", "path": "::shop", "id": "2dcefeabd7332e4b7fedeecb08f57de6",
      "checks": {},
      "groups": {"pay": {
        "name": "pay", "path": "::shop::pay", "id": "9a5fd71539eb2d6155eb4571e8917c3b",
        "checks": {"paid": {
          "name": "paid", "path": "::shop::pay::paid", "id": "1536d57a5e5bc2430b05caa3c13498ac",
          "passes": 1, "fails": 1}},
        "groups": {}}}}}
  })"));
}

TEST(K6SummaryExport, KeepsMarkupAndControlCharactersAsValidJson) {
  RunBuilder run;
  run.sample(metrics::checks, 1, {{"check", "<b>\"\x01\n\\"}, {"group", "\xff</script>"}});
  const auto root = export_of(run)["root_group"];
  const auto group = root["groups"]["\xEF\xBF\xBD</script>"];
  EXPECT_EQ(group["checks"]["<b>\"\x01\n\\"]["passes"], 1);
}

}  // namespace
}  // namespace proofload
