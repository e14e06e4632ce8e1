// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline_comparison.h>
#include <proofload/report/format/json_summary.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <fstream>

namespace proofload {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// What data/schemas/summary.schema.json has against a document; empty where it has nothing.
std::string objections(const json& document) {
  std::ifstream file(PROOFLOAD_DATA_DIR "/schemas/summary.schema.json");
  const auto text = json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(text), schema);
  valijson::ValidationResults results;
  valijson::Validator().validate(schema, Adapter(document), &results);
  std::string all;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const auto& part : error.context) all += part;
    all += ": " + error.description + "\n";
  }
  return all;
}

json summary_of(const RunResult& result) { return json::parse(json_summary(result)); }

// A run that has something of everything.
RunResult rich_result() {
  RunBuilder run;
  run.requests_in({0, 10}, 200, 5).requests(7, 80, "503", "GET /x", 3).errors(2, "timeout", 4);
  run.sample(metrics::checks, 1, {{"check", "has an id"}}).stall(5, 300);
  run.samples(50, metrics::starts, 1).sample(metrics::service_memory, 5e6);
  run.sample(metrics::http_req_waiting, 3, {{"step", "GET /x"}});
  run.facts.scenarios = {{"", "hold 10/s for 10 s", RunBuilder::delivered(100)}};
  run.facts.account.stages = {{"early", 50, 50, ""}};
  run.facts.planned.assign(11, 10);
  Exemplar failed;
  failed.failed = true;
  failed.phases = {{"waiting", 3ms}};
  failed.headers = {{"server", "nginx"}};
  run.facts.exemplars.add(failed);
  run.facts.exemplars.add({});
  const auto report = run.report();
  auto limits = compared(report, baseline_of(report));
  limits.push_back(judge(report, percentile(0.95), {Comparison::less, 100}));
  limits.push_back(judge(report.step("GET /none"), error_rate(), {Comparison::less, 0.1}));
  return result_of(report, std::move(limits), {{"wrong", "suite_test.cpp", 7}});
}

TEST(SummarySchema, DescribesTheSummaryOfARichRun) {
  EXPECT_EQ(objections(summary_of(rich_result())), "");
}

TEST(SummarySchema, DescribesTheSummaryOfARunWithoutAnything) {
  const Report nothing(std::make_shared<Measurements>(Timeline{}), RunFacts());
  EXPECT_EQ(objections(summary_of(result_of(nothing, {}, {}))), "");
}

TEST(SummarySchema, DescribesWhatIsFoundInASoakAndInAStressTest) {
  RunBuilder run(30s);
  for (SliceNumber second = 0; second < 30; ++second)
    run.requests(50, second < 20 ? 8 : 90, second < 20 ? "200" : "503", "GET /x", second)
        .requests(150, second < 20 ? 8 : 90, "200", "GET /x", second)
        .sample(metrics::vus, 1, {}, second)
        .sample(metrics::service_memory, 1e6, {}, second);
  run.facts.labels = {"soak", "stress"};
  const auto summary = summary_of(result_of(run.report(), {}, {}));
  EXPECT_EQ(objections(summary), "");
  EXPECT_TRUE(summary["findings"]["soak"].is_object());
  EXPECT_TRUE(summary["findings"]["stress"]["errors_begin"].is_object());
}

TEST(SummarySchema, DescribesTheSummaryOfARunThatPlays) {
  auto result = rich_result();
  auto facts = result.report.facts();
  facts.complete = false;
  facts.course = Course(Timeline(10s), {});
  result.report = Report(result.report.measurements()->totals(10s), facts);
  EXPECT_EQ(objections(summary_of(result)), "");
}

TEST(SummarySchema, ObjectsToAFieldThatIsMissingUnknownOrOfAnotherType) {
  const auto good = summary_of(rich_result());
  auto missing = good;
  missing["limits"][0].erase("margin");
  EXPECT_NE(objections(missing), "");
  auto unknown = good;
  unknown["course"]["columns"]["colour"] = json::array();
  EXPECT_NE(objections(unknown), "");
  auto other = good;
  other["verdict"]["outcome"] = "MAYBE";
  EXPECT_NE(objections(other), "");
}

}  // namespace
}  // namespace proofload
