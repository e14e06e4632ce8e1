// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/vegeta_report.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;

std::string vegeta_text(const RunBuilder& run) { return vegeta_report({run.report(), {}, {}, {}}); }

json report_of(const RunBuilder& run) { return json::parse(vegeta_text(run)); }

TEST(VegetaReport, HasTheFieldsOfVegetaAndNoOther) {
  RunBuilder run;
  run.requests(19, 8).requests(1, 28.5, "500");
  run.samples(20, metrics::data_received, 100).samples(20, metrics::data_sent, 15);
  run.facts.started_at = WallClock::time_point(1'787'306'400s);
  run.facts.played = 12'500ms;
  EXPECT_EQ(report_of(run), json::parse(R"({
    "latencies": {"total": 180500000, "mean": 9025000, "50th": 8003906, "90th": 8003906,
                  "95th": 8003906, "99th": 28500000, "max": 28500000, "min": 8000000},
    "bytes_in": {"total": 2000, "mean": 100},
    "bytes_out": {"total": 300, "mean": 15},
    "earliest": "2026-08-21T10:00:00Z",
    "latest": "2026-08-21T10:00:10Z",
    "end": "2026-08-21T10:00:12.5Z",
    "duration": 10000000000,
    "wait": 2500000000,
    "requests": 20,
    "rate": 2,
    "throughput": 1.52,
    "success": 0.95,
    "status_codes": {"200": 19, "500": 1},
    "errors": ["500"]
  })"));
}

TEST(VegetaReport, IsOneLine) {
  const auto line = vegeta_text(RunBuilder().requests(1, 1));
  EXPECT_EQ(line.find('\n'), line.size() - 1);
}

TEST(VegetaReport, WritesDurationsAndCountsInWholeNumbers) {
  const auto report = report_of(RunBuilder().requests(3, 1.7));
  for (const auto& [name, value] : report["latencies"].items())
    EXPECT_TRUE(value.is_number_integer()) << name;
  for (const auto* name : {"duration", "wait", "requests"})
    EXPECT_TRUE(report[name].is_number_integer()) << name;
  EXPECT_TRUE(report["bytes_in"]["total"].is_number_integer());
}

TEST(VegetaReport, MeasuresFromThePlannedStart) {
  RunBuilder run;
  run.sample(metrics::response, 30, {{"step", "GET /x"}});
  run.sample(metrics::service, 2, {{"step", "GET /x"}});
  EXPECT_EQ(report_of(run)["latencies"]["max"], 30'000'000);
}

TEST(VegetaReport, CountsRequestsWithoutAnAnswerAsStatusZero) {
  RunBuilder run;
  run.requests(1, 1).errors(2, "timeout");
  run.sample(metrics::step_failed, 1, {{"step", "GET /x"}, {"error", "reset"}, {"status", "0"}});
  const auto report = report_of(run);
  EXPECT_EQ(report["status_codes"], json::parse(R"({"0":3,"200":1})"));
  EXPECT_EQ(report["errors"], json::parse(R"(["reset","timeout"])"));
}

TEST(VegetaReport, TakesTheExpectedStatusesOfTheTestForSuccess) {
  RunBuilder run;
  run.sample(metrics::step_failed, 0, {{"step", "GET /x"}, {"status", "404"}});
  const auto report = report_of(run);
  EXPECT_EQ(report["success"], 1);
  EXPECT_EQ(report["status_codes"], json::parse(R"({"404":1})"));
  EXPECT_EQ(report["errors"], json::array());
}

TEST(VegetaReport, HasZerosWhereNothingWasPlayed) {
  const auto report = report_of(RunBuilder());
  EXPECT_EQ(report["success"], 0);
  EXPECT_EQ(report["rate"], 0);
  EXPECT_EQ(report["bytes_in"]["mean"], 0);
  EXPECT_EQ(report["status_codes"], json::object());
}

TEST(VegetaReport, HasNoTimeBelowZeroWhereTheRunWasShorterThanItsLoad) {
  RunBuilder run;
  run.facts.played = 4s;
  EXPECT_EQ(report_of(run)["wait"], 0);
}

TEST(VegetaReport, KeepsMarkupAndControlCharactersAsValidJson) {
  EXPECT_EQ(report_of(RunBuilder().errors(1, "<b>\"\x01\n\\\xff"))["errors"][0],
            "<b>\"\x01\n\\\xEF\xBF\xBD");
}

}  // namespace
}  // namespace proofload
