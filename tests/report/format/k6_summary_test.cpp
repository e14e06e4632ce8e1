// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_summary.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;

json k6_summary_of(const RunBuilder& run) {
  return json::parse(k6_summary({run.report(), {}, {}, {}}));
}

TEST(K6Summary, HasTheFieldsOfTheSchemaAndNoOther) {
  RunBuilder run;
  run.facts.started_at = WallClock::time_point(1'787'306'400s);
  run.facts.played = 12'500ms;
  EXPECT_EQ(k6_summary_of(run), json::parse(R"({
    "version": "1.0.0",
    "config": {"duration": 12.5, "execution": "local", "script": "Suite.Name"},
    "metadata": {"generatedAt": "2026-08-21T10:00:12.5Z", "k6Version": "0.0.0+proofload"},
    "results": {"metrics": []}
  })"));
}

TEST(K6Summary, WritesEachKindOfMetricWithTheFieldsOfTheSchema) {
  RunBuilder run;
  run.samples(20, metrics::data_sent, 10);
  run.samples(3, metrics::http_req_failed, 0).sample(metrics::http_req_failed, 1);
  run.samples(19, metrics::iteration_duration, 8).sample(metrics::iteration_duration, 28);
  run.sample(metrics::vus, 2).sample(metrics::vus, 5, {}, 1).sample(metrics::vus, 3, {}, 2);
  EXPECT_EQ(k6_summary_of(run)["results"]["metrics"], json::parse(R"json([
    {"name": "data_sent", "type": "counter", "contains": "data", "values": {"count": 200}},
    {"name": "http_req_failed", "type": "rate", "contains": "default",
     "values": {"matches": 1, "total": 4, "rate": 0.25}},
    {"name": "iteration_duration", "type": "trend", "contains": "time",
     "values": {"avg": 9, "min": 8, "med": 8.00390625, "max": 28,
                "p(90)": 8.00390625, "p(95)": 8.00390625
}
},
    {"name": "vus", "type": "gauge", "contains": "default",
     "values": {"value": 3, "min": 2, "max": 5}}
  ])json"));
}

TEST(K6Summary, CountsInWholeNumbers) {
  const auto results = k6_summary_of(RunBuilder().sample(metrics::http_req_failed, 1))["results"];
  for (const auto* field : {"matches", "total"})
    EXPECT_TRUE(results["metrics"][0]["values"][field].is_number_integer()) << field;
}

TEST(K6Summary, WritesChecksApartFromMetrics) {
  RunBuilder run;
  run.samples(3, metrics::checks, 1, {{"check", "ok"}, {"group", "a"}});
  run.sample(metrics::checks, 0, {{"check", "ok"}})
      .samples(4, metrics::checks, 1, {{"check", "b"}});
  run.sample(metrics::group_duration, 5, {{"group", "a"}});
  EXPECT_EQ(k6_summary_of(run)["results"], json::parse(R"({
    "checks": {
      "metrics": [
        {"name": "checks_total", "type": "counter", "contains": "default", "values": {"count": 8}},
        {"name": "checks_failed", "type": "rate", "contains": "default",
         "values": {"matches": 1, "total": 8, "rate": 0.125}},
        {"name": "checks_succeeded", "type": "rate", "contains": "default",
         "values": {"matches": 7, "total": 8, "rate": 0.875}}],
      "results": [{"name": "b", "passes": 4, "fails": 0}, {"name": "ok", "passes": 3, "fails": 1}]},
    "metrics": []
  })"));
}

TEST(K6Summary, KeepsMarkupAndControlCharactersAsValidJson) {
  RunBuilder run;
  run.sample(metrics::checks, 1, {{"check", "<b>\"\x01\n\\\xff"}});
  EXPECT_EQ(k6_summary_of(run)["results"]["checks"]["results"][0]["name"],
            "<b>\"\x01\n\\\xEF\xBF\xBD");
}

}  // namespace
}  // namespace proofload
