// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_file.h>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ThresholdFile file(std::string_view text) {
  auto parsed = parse_threshold_file("t.json", text);
  EXPECT_TRUE(parsed.ok()) << (parsed ? "" : parsed.error());
  return parsed ? std::move(parsed).value() : ThresholdFile();
}

std::string refused(std::string_view text) {
  const auto parsed = parse_threshold_file("t.json", text);
  return parsed ? "" : parsed.error();
}

// "metric: expression" of each.
std::vector<std::string> texts(const ThresholdFile& file, std::string_view test = "Suite.Name") {
  std::vector<std::string> all;
  for (const auto& one : file.thresholds_for(test))
    all.push_back(one.selector.text + ": " + one.expression.text);
  return all;
}

// The only threshold of a list of one.
Threshold only(const std::string& item) {
  const auto all = file(R"({"*": {"orders": [)" + item + "]}}").thresholds_for("Suite.Name");
  EXPECT_EQ(all.size(), 1u);
  return all.empty() ? Threshold{} : all.front();
}

TEST(ThresholdFile, KnowsFileAndLineOfEveryExpression) {
  const auto all = file(R"({
  "$schema": "schemas/thresholds.schema.json",
  "*": {
    "http_req_duration": [
      "p(95)<500",
      {
        "abortOnFail": true,
        "threshold": "p(99)<1s",
        "delayAbortEval": "10s"
      }, "max<2s"
    ], "http_req_failed": ["rate<0.01"]
  }
})")
                       .thresholds_for("Suite.Name");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].line, 5);
  EXPECT_EQ(all[1].line, 8);
  EXPECT_EQ(all[2].line, 10);
  EXPECT_EQ(all[3].line, 11);
  EXPECT_EQ(all[0].file, "t.json");
  EXPECT_FALSE(all[0].abort_on_fail);
  EXPECT_TRUE(all[1].abort_on_fail);
  EXPECT_EQ(all[1].delay_abort_eval, 10s);
  EXPECT_EQ(all[3].selector.text, "http_req_failed");
}

TEST(ThresholdFile, GivesATestTheSectionsOfItsNameItsSuiteAndOfAll) {
  const auto sections = file(R"({
    "*": {"a": ["avg<1"]},
    "Suite.*": {"b": ["avg<2"]},
    "Suite.Name": {"c": ["avg<3"]},
    "Other.Name": {"d": ["avg<4"]}
  })");
  EXPECT_THAT(texts(sections), ElementsAre("c: avg<3", "b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Suite.Other"), ElementsAre("b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Suites.Name"), ElementsAre("a: avg<1"));
  EXPECT_THAT(texts(sections, "Name"), ElementsAre("a: avg<1"));
  EXPECT_THAT(texts(ThresholdFile()), IsEmpty());
}

TEST(ThresholdFile, GivesATestWithParametersTheSectionsOfAllItsParametersAndOfItsSuite) {
  const auto sections = file(R"({
    "*": {"a": ["avg<1"]},
    "Suite.*": {"b": ["avg<2"]},
    "Runs/Suite.*": {"c": ["avg<3"]},
    "Suite.Name/*": {"d": ["avg<4"]},
    "Runs/Suite.Name/*": {"e": ["avg<5"]},
    "Runs/Suite.Name/0": {"f": ["avg<6"]},
    "Suite.Name": {"g": ["avg<7"]}
  })");
  EXPECT_THAT(texts(sections, "Runs/Suite.Name/0"),
              ElementsAre("f: avg<6", "e: avg<5", "d: avg<4", "c: avg<3", "b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Others/Suite.Name/0"),
              ElementsAre("d: avg<4", "b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Suite.Name/0"), ElementsAre("d: avg<4", "b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Suite.Name"), ElementsAre("g: avg<7", "b: avg<2", "a: avg<1"));
  EXPECT_THAT(texts(sections, "Suite/0.Name"), ElementsAre("a: avg<1")) << "a type, no instance";
}

TEST(ThresholdFile, FindsSectionsWhoseTestIsMisspelt) {
  const auto sections = file(R"({
    "*": {}, "Suite.*": {}, "Suite.Name": {}, "Suite.Nmae": {}, "Elsewhere.Name": {},
    "Runs.Name": {}, "Runs.Name/*": {}, "All/Runs.Name/1": {}, "All/Runs.Name/2": {},
    "Some/Runs.Name/*": {}
  })");
  EXPECT_THAT(sections.sections_without_test({"Suite.Name", "All/Runs.Name/1", "Some/Runs.Other"}),
              ElementsAre("Suite.Nmae", "Runs.Name", "All/Runs.Name/2", "Some/Runs.Name/*"));
  EXPECT_THAT(sections.sections_without_test({}), IsEmpty());
}

TEST(ThresholdFile, LetsTheMoreSpecificSectionReplaceAList) {
  const auto sections = file(R"({
    "*": {"a{x:1,y:2}": ["avg<1", "max<1"], "b": ["avg<1"], "c": ["avg<1"]},
    "Suite.*": {"a{y:2,x:1}": ["avg<2"], "b": ["avg<2"]},
    "Suite.Name": {"b": ["avg<3"], "c": []}
  })");
  EXPECT_THAT(texts(sections), ElementsAre("b: avg<3", "a{y:2,x:1}: avg<2"));
  EXPECT_THAT(texts(sections, "Other.Name"),
              ElementsAre("a{x:1,y:2}: avg<1", "a{x:1,y:2}: max<1", "b: avg<1", "c: avg<1"));
}

TEST(ThresholdFile, TakesOptionsOfK6) {
  EXPECT_THAT(texts(file(R"({"thresholds": {"a": ["avg<1"]}})")), ElementsAre("a: avg<1"));
  EXPECT_THAT(texts(file(R"({"Suite.Name": {"thresholds": {"a": ["avg<1"]}}})")),
              ElementsAre("a: avg<1"));
  EXPECT_THAT(texts(file(R"({"Suite.Name": {"thresholds": ["avg<1"]}})")),
              ElementsAre("thresholds: avg<1"))
      << "a metric of that name";
  EXPECT_EQ(refused("{\"vus\": 5,\n\"thresholds\": {}}"),
            "t.json:1: \"vus\" stands beside k6's thresholds: leave thresholds alone, or put them "
            "into a section named after the test, \"Suite.*\" or \"*\"");
  EXPECT_EQ(refused("{\"*\": {\"thresholds\": {},\n\"vus\": 5}}"),
            "t.json:2: of k6's options only thresholds are read: leave out \"vus\"");
}

TEST(ThresholdFile, ReadsDurationsAsK6WritesThem) {
  const auto delay = [](const std::string& value) {
    return only(R"({"threshold": "avg<1", "delayAbortEval": )" + value + "}").delay_abort_eval;
  };
  EXPECT_EQ(delay(R"("10s")"), 10s);
  EXPECT_EQ(delay(R"("1m30s")"), 90s);
  EXPECT_EQ(delay(R"("500ms")"), 500ms);
  EXPECT_EQ(delay("1500"), 1500ms);
  EXPECT_EQ(delay(R"("1500")"), 1500ms);
  EXPECT_EQ(delay("null"), 0s);
}

TEST(ThresholdFile, SaysWhereAndWhatIsWrong) {
  const auto in_section = [](const std::string& metrics) {
    return refused("{\"*\": {\n" + metrics + "}}");
  };
  const auto in_list = [&](const std::string& item) {
    return in_section("\"orders\": [\n" + item + "]");
  };
  EXPECT_EQ(in_list("\"avg<\""), "t.json:3: threshold \"avg<\", column 5: a number is missing");
  EXPECT_EQ(in_list("5").substr(0, 34), "t.json:2: a threshold is an expres");
  EXPECT_EQ(in_list("{}"), "t.json:3: \"threshold\" is missing, the expression");
  EXPECT_THAT(in_list("{\"threshold\": 5}"), HasSubstr("t.json:3: a threshold is an expression"));
  EXPECT_EQ(in_list("{\"threshold\": \"avg<1\",\n\"abortOnfail\": true}"),
            "t.json:4: a threshold has no \"abortOnfail\": it has threshold, abortOnFail and "
            "delayAbortEval");
  EXPECT_EQ(in_list("{\"threshold\": \"avg<1\",\n\"abortOnFail\": 1}"),
            "t.json:4: abortOnFail is true or false");
  for (const auto* delay : {"\"-1s\"", "-1", "\"soon\"", "\"\"", "true"})
    EXPECT_THAT(
        in_list(std::string("{\"threshold\": \"avg<1\",\n\"delayAbortEval\": ") + delay + "}"),
        HasSubstr("t.json:4: delayAbortEval is a duration"))
        << delay;
  EXPECT_EQ(in_section("\"orders\": \"avg<1\""),
            "t.json:2: \"orders\" has to be a list of expressions, as in [\"p(95)<500\"]");
  EXPECT_THAT(in_section("\"orders{\": []"), HasSubstr("t.json:2: metric \"orders{\": tags stand"));
  EXPECT_THAT(
      in_section("\"http_req_failed\": [\"avg<1\"]"),
      HasSubstr("t.json:2: threshold \"http_req_failed: avg<1\": http_req_failed is a rate"));
  EXPECT_EQ(in_section("\"a{x:1,y:2}\": [],\n\"a{y:2,x:1}\": []"),
            "t.json:3: \"a{y:2,x:1}\" and \"a{x:1,y:2}\" are the same metric with the same tags: "
            "put their thresholds into one list");
  EXPECT_THAT(refused("[]"), HasSubstr("t.json:1: the file has to be an object of sections"));
  EXPECT_THAT(refused("{\n\"*\": []}"),
              HasSubstr("t.json:2: thresholds are an object with a list for each metric"));
}

TEST(ThresholdFile, NamesSectionsAfterTests) {
  for (const auto* name : {"*", "Suite.*", "Suite.Name", "Runs/Suite.Name/0", "Runs/Suite.*",
                           "Suite.Name/*", "Runs/Suite.Name/*"})
    EXPECT_EQ(refused(std::string("{\"") + name + "\": {}}"), "") << name;
  EXPECT_EQ(refused("{\n\"smoke\": {}}"),
            "t.json:2: a section is named after a test, as in \"Suite.Name\", after one with "
            "parameters, as in \"Suite.Name/*\", after a suite, as in \"Suite.*\", or \"*\" for "
            "all; not \"smoke\"");
  for (const auto* name : {"", "Suite.", ".Name", "*.Name", "Suite.Na*", "Suite./*",
                           "Suite.Name/0/*", "*.*", "a.b.c", "$schemas"})
    EXPECT_THAT(refused(std::string("{\"") + name + "\": {}}"), HasSubstr("a section is named"))
        << name;
  EXPECT_THAT(refused(R"({"$schema": 5})"), HasSubstr("a section is named after a test"));
}

TEST(ThresholdFile, IsOverriddenByTheCommandLine) {
  const auto own = file(R"({"*": {"http_req_duration{status:200}": ["p(95)<500", "max<1s"],
                                  "checks": ["rate>0.9"]}})");
  const auto overridden =
      own.overridden({"http_req_duration{status:200}=p(95)<300", "orders=count>=5",
                      "http_req_duration{status:200}=avg<9"});
  ASSERT_TRUE(overridden.ok()) << overridden.error();
  EXPECT_THAT(texts(overridden.value()), ElementsAre("http_req_duration{status:200}: p(95)<300",
                                                     "http_req_duration{status:200}: avg<9",
                                                     "orders: count>=5", "checks: rate>0.9"));
  EXPECT_EQ(overridden.value().thresholds_for("Suite.Name").front().file, "");
  EXPECT_THAT(texts(own), ElementsAre("http_req_duration{status:200}: p(95)<500",
                                      "http_req_duration{status:200}: max<1s", "checks: rate>0.9"));
}

TEST(ThresholdFile, FindsTheExpressionOfAnOverride) {
  const auto read = [](const std::string& text) {
    const auto overridden = ThresholdFile().overridden({text});
    return overridden ? texts(overridden.value()).at(0) : overridden.error();
  };
  EXPECT_EQ(read("orders=count==5"), "orders: count==5");
  EXPECT_EQ(read("orders = count == 5"), "orders: count == 5");
  EXPECT_EQ(read("http_reqs{name:GET /a/{id}?b=rate}=rate>5"),
            "http_reqs{name:GET /a/{id}?b=rate}: rate>5");
  EXPECT_EQ(read("a=b=max<5"), "a=b: max<5");
  EXPECT_EQ(read("http_req_duration"),
            "--threshold http_req_duration: write a metric, =, and an expression, as in "
            "http_req_duration=p(95)<300");
  EXPECT_THAT(read("http_reqs{status:200=rate>5"),
              HasSubstr("write a metric, =, and an expression"));
  EXPECT_EQ(read("orders=max<"),
            "--threshold orders=max<: threshold \"max<\", column 5: a number is missing");
}

TEST(ThresholdFile, ThatCannotBeReadIsNamed) {
  EXPECT_EQ(read_threshold_file("/no/such/t.json").error(),
            "cannot read thresholds from /no/such/t.json: No such file or directory");
  const auto folder = std::filesystem::temp_directory_path();
  EXPECT_EQ(read_threshold_file(folder).error(),
            "cannot read thresholds from " + folder.string() + ": it is a folder");
}

TEST(ThresholdFile, IsReadFromItsPath) {
  const auto path = testing::TempDir() + "threshold_file_test.json";
  std::ofstream(path) << R"({"*": {"orders": ["avg<1"]}})";
  const auto read = read_threshold_file(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read.value().thresholds_for("Suite.Name").at(0).file, path);
}

}  // namespace
}  // namespace proofload
