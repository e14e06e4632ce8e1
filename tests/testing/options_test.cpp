// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/options.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Environment variables(std::map<std::string, std::string> values) {
  return [values](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    if (found == values.end()) return {};
    return found->second;
  };
}

Result<Options> parse(std::vector<std::string> arguments,
                      std::map<std::string, std::string> environment = {}) {
  arguments.insert(arguments.begin(), "program");
  return parse_options(arguments, variables(std::move(environment)), {});
}

TEST(Options, TakeAFlagInBothSpellings) {
  EXPECT_EQ(parse({"--seed=7"}).value().seed, 7);
  EXPECT_EQ(parse({"--seed", "7"}).value().seed, 7);
}

TEST(Options, TakeScalesInPercent) {
  const auto options = parse({"--time-scale=0.5%", "--load-scale", "200 %"}).value();
  EXPECT_DOUBLE_EQ(options.scale.time.share(), 0.005);
  EXPECT_DOUBLE_EQ(options.scale.load.share(), 2);
}

TEST(Options, LetAFlagWinOverItsVariable) {
  const std::map<std::string, std::string> environment{{"PROOFLOAD_SEED", "3"},
                                                       {"PROOFLOAD_TIME_SCALE", "10%"}};
  const auto options = parse({"--seed=7"}, environment).value();
  EXPECT_EQ(options.seed, 7);
  EXPECT_DOUBLE_EQ(options.scale.time.share(), 0.1);
}

TEST(Options, LeaveOtherArgumentsInPlace) {
  std::vector<std::string> arguments{"program", "--gtest_filter=x", "--seed=1", "rest"};
  ASSERT_TRUE(parse_options(arguments, variables({}), {}));
  EXPECT_THAT(arguments, ElementsAre("program", "--gtest_filter=x", "rest"));
}

TEST(Options, NameTheFlagOrVariableThatCannotBeUsed) {
  EXPECT_THAT(parse({"--seed=seven"}).error(), HasSubstr("--seed: \"seven\""));
  EXPECT_THAT(parse({"--time-scale=0.5"}).error(), HasSubstr("--time-scale: \"0.5\""));
  EXPECT_THAT(parse({"--time-scale=0%"}).error(), HasSubstr("above 0 %"));
  EXPECT_THAT(parse({"--workers=0"}).error(), HasSubstr("--workers"));
  EXPECT_THAT(parse({"--seed"}).error(), HasSubstr("--seed needs a value"));
  EXPECT_THAT(parse({}, {{"PROOFLOAD_SEED", "x"}}).error(), HasSubstr("PROOFLOAD_SEED"));
}

TEST(Options, WriteCTestPropertiesWhateverTheEnvironmentHolds) {
  const std::map<std::string, std::string> environment{{"PROOFLOAD_TIME_SCALE", "rubbish"},
                                                       {"PROOFLOAD_CTEST_PROPERTIES", "other"}};
  EXPECT_EQ(parse({"--ctest-properties=file"}, environment).value().ctest_properties, "file");
  EXPECT_EQ(parse({}, {{"PROOFLOAD_CTEST_PROPERTIES", "file"}}).value().ctest_properties, "");
}

TEST(Options, CheckTheTargetBeforeAnyLoadIsSent) {
  EXPECT_THAT(parse({"--target=shop.example"}).error(), HasSubstr("shop.example"));
  EXPECT_THAT(parse({"--target=http://"}).error(), HasSubstr("http://"));
  EXPECT_EQ(parse({"--target=http://127.0.0.1:80/"}).value().target, "http://127.0.0.1:80");
}

TEST(Options, TakeATargetForEachService) {
  const auto options =
      parse({"--target=shop=http://127.0.0.1:81", "--target", "http://127.0.0.1:80/a"}).value();
  EXPECT_EQ(given_target(options, "shop", variables({})), "http://127.0.0.1:81");
  EXPECT_EQ(given_target(options, "other", variables({})), "http://127.0.0.1:80/a");
  EXPECT_EQ(given_target(Options{}, "other", variables({})), std::nullopt);
}

TEST(Options, TakeATargetFromTheVariableOfTheService) {
  EXPECT_EQ(given_target(Options{}, "my-shop",
                         variables({{"PROOFLOAD_TARGET_MY_SHOP", "http://127.0.0.1:82"}})),
            "http://127.0.0.1:82");
}

TEST(Options, PlayInTheLocalEnvironmentUnlessTheyNameAnother) {
  EXPECT_EQ(parse({}).value().environment, "local");
  EXPECT_EQ(parse({"--environment=staging"}).value().environment, "staging");
  EXPECT_EQ(parse({}, {{"PROOFLOAD_ENVIRONMENT", "staging"}}).value().environment, "staging");
  EXPECT_THAT(parse({"--environment=../etc"}).error(),
              HasSubstr("--environment: \"../etc\" is not the name of an environment"));
}

TEST(Options, TagWhatIsStreamedWithTheEnvironment) {
  EXPECT_EQ(parse({}).value().tags, (Tags{{"environment", "local"}}));
  EXPECT_EQ(parse({"--environment=staging", "--tag=run=7"}).value().tags,
            (Tags{{"environment", "staging"}, {"run", "7"}}));
  EXPECT_EQ(parse({"--tag=environment=mine"}).value().tags, (Tags{{"environment", "mine"}}));
}

TEST(Options, KeepThePermissionOfTheFlagApartFromThatOfTheVariable) {
  const auto flag = parse({"--allow-load-on=production"}).value();
  EXPECT_EQ(flag.allow_load_on, "production");
  EXPECT_EQ(flag.allow_load_on_again, "");
  const auto variable = parse({}, {{"PROOFLOAD_ALLOW_LOAD_ON", "production"}}).value();
  EXPECT_EQ(variable.allow_load_on, "");
  EXPECT_EQ(variable.allow_load_on_again, "production");
}

TEST(Options, TakeWhatIsToBeDoneWithBaselines) {
  EXPECT_FALSE(parse({}).value().record_baseline);
  EXPECT_TRUE(parse({"--record-baseline"}).value().record_baseline);
  EXPECT_TRUE(parse({}, {{"PROOFLOAD_COMPARE_BASELINE", "1"}}).value().compare_baseline);
  EXPECT_EQ(parse({"--baselines=here"}).value().baselines, "here");
}

TEST(Options, ExplainEveryFlag) {
  for (const auto* flag : {"--load-scale", "--time-scale", "--target", "--seed", "--output",
                           "--workers", "--ctest-properties", "--environment", "--allow-load-on",
                           "--record-baseline", "--compare-baseline", "--baselines"})
    EXPECT_THAT(options_help(), HasSubstr(flag));
}

}  // namespace
}  // namespace proofload
