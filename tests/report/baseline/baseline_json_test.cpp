// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline_json.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <fstream>

namespace proofload {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Baseline any_baseline() {
  RunBuilder run;
  run.facts.scenarios = {{"", "hold 10/s for 10 s", RunBuilder::delivered(100), "60 % + 40 %"}};
  run.requests(1000, 10).requests(50, 3, "503", "GET /few");
  return baseline_of(run.report());
}

// What is wrong with a file in which one text is replaced by another.
std::string objection(const std::string& text, const std::string& instead) {
  auto file = baseline_json(any_baseline());
  const auto at = file.find(text);
  EXPECT_NE(at, file.npos) << text;
  file.replace(at, text.size(), instead);
  const auto read = parse_baseline("b.json", file);
  return read ? "none" : read.error();
}

TEST(BaselineJson, IsReadAsItWasWritten) {
  const auto written = any_baseline();
  const auto read = parse_baseline("b.json", baseline_json(written));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(baseline_json(read.value()), baseline_json(written));
  EXPECT_EQ(read.value().file, "b.json");
  ASSERT_EQ(read.value().steps.size(), 2u);
  EXPECT_EQ(read.value().steps[0].p95, std::nullopt);
  EXPECT_EQ(read.value().steps[1].p95, 10);
  ASSERT_EQ(read.value().workload.scenarios.size(), 1u);
  EXPECT_EQ(read.value().workload.scenarios[0].load, "hold 10/s for 10 s");
  EXPECT_EQ(read.value().workload.scenarios[0].mix, "60 % + 40 %");
  EXPECT_EQ(read.value().workload.scenarios[0].max_users, 10u);
}

TEST(BaselineJson, HasOneNumberALine) {
  const auto text = baseline_json(any_baseline());
  EXPECT_THAT(text, HasSubstr("\n      \"name\": \"GET /x\",\n"));
  EXPECT_THAT(text, HasSubstr("\n      \"p95_ms\": 10.0,\n"));
  EXPECT_EQ(text.back(), '\n');
}

TEST(BaselineJson, KnowsTheLineOfEachStep) {
  const auto file = baseline_json(any_baseline());
  const auto read = parse_baseline("b.json", file);
  ASSERT_TRUE(read) << read.error();
  const auto step = file.find("{\n      \"scenario\"");
  EXPECT_EQ(read.value().steps[0].line, 1 + std::count(file.begin(), file.begin() + step, '\n'));
}

TEST(BaselineJson, IsRefusedWithFileLineAndWhatIsMeant) {
  EXPECT_THAT(objection("\"version\": 2", "\"version\": 1"),
              StartsWith("b.json:3: this is no proofload.baseline of version 2: record it again"));
  EXPECT_EQ(objection("\"test\"", "\"tset\""), "b.json:1: \"test\" is missing");
  EXPECT_THAT(objection("\"requests\": 1050", "\"requests\": \"many\""),
              HasSubstr("\"requests\" has to be a number"));
  EXPECT_THAT(objection("\"requests\": 1050", "\"requests\": 10.5"),
              HasSubstr("\"requests\" has to be a whole number"));
  EXPECT_THAT(objection("\"p95_ms\": 10.0", "\"p95_ms\": -1"),
              HasSubstr("\"p95_ms\" has to be zero or more"));
  EXPECT_THAT(objection("\"scenarios\": [", "\"scenarios\": [7,"),
              HasSubstr("a scenario has to be an object"));
  EXPECT_THAT(objection("\"steps\": [", "\"steps\": [7,"), HasSubstr("a step has to be an object"));
  EXPECT_THAT(parse_baseline("b.json", "{\n\"a\":").error(), StartsWith("b.json:"));
  EXPECT_EQ(parse_baseline("b.json", "[]").error(), "b.json:1: a baseline has to be an object");
}

TEST(BaselineJson, IsWhatItsSchemaDescribes) {
  std::ifstream in(PROOFLOAD_DATA_DIR "/schemas/baseline.schema.json");
  const auto description = json::parse(in);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(Adapter(description), schema);
  const auto allows = [&](const json& document) {
    return valijson::Validator().validate(schema, Adapter(document), nullptr);
  };
  auto document = json::parse(baseline_json(any_baseline()));
  EXPECT_TRUE(allows(document));
  document["steps"][0]["p95_ms"] = "fast";
  EXPECT_FALSE(allows(document));
}

}  // namespace
}  // namespace proofload
