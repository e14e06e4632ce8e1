// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/environments.h>

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
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr auto two_environments = R"({
  "$schema": "schemas/environments.schema.json",
  "staging": {
    "services": {
      "shop": {"url": "https://shop.staging.example/v1/", "credentials": ["SHOP_API_KEY"]},
      "bank": {"url": "http://bank.staging.example"}
    }
  },
  "production": {"smoke_only": true}
})";

std::string error_of(const std::string& text) {
  const auto read = parse_environments("e.json", text);
  return read ? "none" : read.error();
}

// In an environment of one service.
std::string error_of_service(const std::string& service) {
  return error_of("{\n  \"staging\": {\n    \"services\": {\n      \"shop\": " + service +
                  "\n    }\n  }\n}");
}

std::string content_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Environments, AreReadWithTheirServices) {
  const auto all = parse_environments("e.json", two_environments);
  ASSERT_TRUE(all) << all.error();
  ASSERT_THAT(all.value(), SizeIs(2));
  const auto& staging = all.value()[0];
  EXPECT_EQ(staging.name, "staging");
  EXPECT_FALSE(staging.smoke_only);
  EXPECT_EQ(staging.line, 3);
  ASSERT_NE(staging.find("shop"), nullptr);
  EXPECT_EQ(staging.find("shop")->url, "https://shop.staging.example/v1");
  EXPECT_THAT(staging.find("shop")->credentials, ElementsAre("SHOP_API_KEY"));
  EXPECT_EQ(staging.find("shop")->line, 5);
  EXPECT_EQ(staging.find("mail"), nullptr);
  EXPECT_TRUE(all.value()[1].smoke_only);
}

TEST(Environments, AreFoundByTheirNames) {
  const auto all = parse_environments("e.json", two_environments).value();
  EXPECT_TRUE(find_environment(all, "production", "e.json").value().smoke_only);
  EXPECT_EQ(find_environment(all, "local", "e.json").value().name, "local");
  EXPECT_EQ(find_environment(all, "stagin", "e.json").error(),
            "e.json: there is no environment \"stagin\": it has local, staging, production");
}

TEST(Environments, AreRefusedWithFileAndLine) {
  EXPECT_EQ(error_of("[]"), "e.json:1: the file has to be an object of environments");
  EXPECT_THAT(error_of("{\n\"Staging!\": {}}"),
              StartsWith("e.json:2: \"Staging!\" is no name of an environment"));
  EXPECT_EQ(error_of("{\"a\": 5}"),
            "e.json:1: an environment is an object with smoke_only and services");
  EXPECT_EQ(error_of("{\"a\": {\n\"url\": \"x\"}}"),
            "e.json:2: an environment has no \"url\": it has smoke_only and services");
  EXPECT_EQ(error_of("{\"a\": {\n\n\"smoke_only\": 1}}"), "e.json:3: smoke_only is true or false");
  EXPECT_THAT(error_of("{\"a\": {\"services\": []}}"), StartsWith("e.json:1: services are an"));
  EXPECT_THAT(error_of("{\"a\": {}, \"a\": {}}"), StartsWith("e.json:1: "));
}

TEST(Environments, RefuseAServiceThatIsNone) {
  EXPECT_THAT(error_of_service("7"), StartsWith("e.json:4: a service is an object"));
  EXPECT_EQ(error_of_service("{}"), "e.json:4: the url of \"shop\" is missing");
  EXPECT_THAT(error_of_service("{\"url\": 5}"), StartsWith("e.json:4: url is a text"));
  EXPECT_THAT(error_of_service("{\n\"url\": \"shop.example\"}"),
              AllOf(StartsWith("e.json:5: "), HasSubstr("shop.example")));
  EXPECT_EQ(error_of_service(R"({"url": "http://a", "key": "b"})"),
            "e.json:4: a service has no \"key\": it has url and credentials");
  EXPECT_THAT(error_of_service(R"({"url": "http://a", "credentials": "KEY"})"),
              StartsWith("e.json:4: credentials are a list of names"));
}

TEST(Environments, NeverShowWhatStandsInPlaceOfTheNameOfACredential) {
  EXPECT_THAT(error_of_service(R"({"url": "http://a", "credentials": ["KEY", "s3cr3t-value"]})"),
              AllOf(HasSubstr("never their values"), Not(HasSubstr("s3cr3t"))));
  EXPECT_THAT(error_of_service(R"({"url": "http://user:s3cr3t@a"})"),
              AllOf(StartsWith("e.json:4: "), Not(HasSubstr("s3cr3t"))));
}

class EnvironmentSchema : public testing::Test {
 protected:
  EnvironmentSchema() { valijson::SchemaParser().populateSchema(Adapter(text_), schema_); }

  bool allows(const json& document) const {
    return valijson::Validator().validate(schema_, Adapter(document), nullptr);
  }

 private:
  const json text_ =
      json::parse(content_of(PROOFLOAD_DATA_DIR "/schemas/environments.schema.json"));
  valijson::Schema schema_;
};

TEST_F(EnvironmentSchema, AllowsOurEnvironmentsAndSoDoesTheParser) {
  const auto text = content_of(PROOFLOAD_DATA_DIR "/environments.json");
  EXPECT_TRUE(allows(json::parse(text)));
  const auto all = parse_environments("environments.json", text);
  ASSERT_TRUE(all) << all.error();
  for (const auto* name : {"local", "development", "staging", "production"})
    EXPECT_EQ(find_environment(all.value(), name, "environments.json").value().smoke_only,
              std::string_view(name) == "production")
        << name;
}

TEST_F(EnvironmentSchema, AgreesWithTheParser) {
  const std::pair<const char*, bool> documents[] = {
      {R"({})", true},
      {R"([])", false},
      {R"({"a-b_1": {}})", true},
      {R"({"A": {}})", false},
      {R"({"a": {"smoke_only": true, "services": {}}})", true},
      {R"({"a": {"smoke_only": "yes"}})", false},
      {R"({"a": {"url": "http://a"}})", false},
      {R"({"a": {"services": {"x": {}}}})", false},
      {R"({"a": {"services": {"x": {"url": "http://a/b"}}}})", true},
      {R"({"a": {"services": {"x": {"url": "a"}}}})", false},
      {R"({"a": {"services": {"x": {"url": "http://u:p@a"}}}})", false},
      {R"({"a": {"services": {"x": {"url": "http://a", "credentials": ["A_1"]}}}})", true},
      {R"({"a": {"services": {"x": {"url": "http://a", "credentials": ["1-A"]}}}})", false},
      {R"({"a": {"services": {"x": {"url": "http://a", "credentials": "A"}}}})", false},
      {R"({"a": {"services": {"x": {"url": "http://a", "token": "A"}}}})", false},
  };
  for (const auto& [text, allowed] : documents) {
    EXPECT_EQ(allows(json::parse(text)), allowed) << text;
    EXPECT_EQ(parse_environments("e.json", text).ok(), allowed) << text;
  }
}

}  // namespace
}  // namespace proofload
