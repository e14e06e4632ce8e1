// SPDX-License-Identifier: Apache-2.0

// data/thresholds.json and its schema: editors and our parser have to agree.

#include <proofload/report/thresholds/threshold_file.h>

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace proofload {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

const std::string data = PROOFLOAD_DATA_DIR;

json read_json(const std::string& path) {
  std::ifstream in(path);
  return json::parse(in);
}

class ThresholdSchema : public testing::Test {
 protected:
  ThresholdSchema() { valijson::SchemaParser().populateSchema(Adapter(text_), schema_); }

  bool allows(const json& document) const {
    return valijson::Validator().validate(schema_, Adapter(document), nullptr);
  }

 private:
  const json text_ = read_json(data + "/schemas/thresholds.schema.json");
  valijson::Schema schema_;
};

TEST_F(ThresholdSchema, AllowsTheThresholdsOfOurTestsAndSoDoesTheParser) {
  EXPECT_TRUE(allows(read_json(data + "/thresholds.json")));
  const auto file = read_threshold_file(data + "/thresholds.json");
  ASSERT_TRUE(file.ok()) << file.error();
  EXPECT_EQ(file.value().thresholds_for("SchemaRegistry.SustainsBaselineTraffic").size(), 8u);
  EXPECT_EQ(file.value().thresholds_for("SchemaRegistry.SurvivesStress").size(), 1u);
}

TEST_F(ThresholdSchema, AgreesWithTheParser) {
  const std::pair<const char*, bool> documents[] = {
      {R"({})", true},
      {R"([])", false},
      {R"({"*": {}, "Suite.*": {}, "Suite.Name": {}, "Runs/Suite.Name/0": {}})", true},
      {R"({"Suite.Name/*": {}, "Runs/Suite.Name/*": {}})", true},
      {R"({"Suite./*": {}})", false},
      {R"({"Suite.Name/0/*": {}})", false},
      {R"({"smoke": {}})", false},
      {R"({"Suite.Na*": {}})", false},
      {R"({"thresholds": {"a": ["avg<1"]}})", true},
      {R"({"thresholds": {}, "vus": 5})", false},
      {R"({"*": {"thresholds": {"a": ["avg<1"]}}})", true},
      {R"({"*": {"thresholds": {}, "vus": 5}})", false},
      {R"({"*": {"a": []}})", true},
      {R"({"*": {"a": "avg<1"}})", false},
      {R"({"*": {"a": ["p(99.9) >= 1.5s", "rate!=-1", "med===.5"]}})", true},
      {R"({"*": {"a": ["p95<1"]}})", false},
      {R"({"*": {"a": ["avg<Inf"]}})", false},
      {R"({"*": {"a": [5]}})", false},
      {R"({"*": {"a{b:GET /{id}}": ["avg<1"]}})", true},
      {R"({"*": {"a{b}": ["avg<1"]}})", false},
      {R"({"*": {"a{b:c": ["avg<1"]}})", false},
      {R"({"*": {"a": [{"threshold": "avg<1", "abortOnFail": true, "delayAbortEval": 5}]}})", true},
      {R"({"*": {"a": [{"threshold": "avg<1", "delayAbortEval": null}]}})", true},
      {R"({"*": {"a": [{"threshold": "avg<1", "delayAbortEval": -5}]}})", false},
      {R"({"*": {"a": [{"threshold": "avg<1", "abortOnfail": true}]}})", false},
      {R"({"*": {"a": [{"abortOnFail": true}]}})", false},
      {R"({"*": {"a": [{"threshold": "avg<1", "abortOnFail": 1}]}})", false},
  };
  for (const auto& [text, allowed] : documents) {
    EXPECT_EQ(allows(json::parse(text)), allowed) << text;
    EXPECT_EQ(parse_threshold_file("t.json", text).ok(), allowed) << text;
  }
}

}  // namespace
}  // namespace proofload
