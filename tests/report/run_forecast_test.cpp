// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/run_forecast.h>

#include <proofload/base/secret.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// A plan in which every text that an author gives is this one.
RunForecast forecast_with(const std::string& text) {
  RunForecast forecast;
  forecast.test = "Suite.Name/" + text;
  forecast.target = text;
  ScenarioForecast scenario;
  scenario.name = scenario.load = text;
  forecast.scenarios = {scenario};
  forecast.problems = {text};
  return forecast;
}

TEST(RunForecastText, ShowsNamesAndProblemsOfOneLineEach) {
  const auto text = to_text(forecast_with("a\x1b[31m\nb"));
  EXPECT_THAT(text, HasSubstr("\nSuite.Name/a\\x1b[31m\\nb: the plan, not played\n"));
  EXPECT_THAT(text, HasSubstr("\n  target       a\\x1b[31m\\nb\n"));
  EXPECT_THAT(text, HasSubstr("\n  scenario     a\\x1b[31m\\nb\n"));
  EXPECT_THAT(text, HasSubstr("\n  load         a\\x1b[31m\\nb\n"));
  EXPECT_THAT(text, HasSubstr("\n  cannot be played: a\\x1b[31m\\nb\n"));
}

TEST(RunForecastText, NamesTheEnvironment) {
  RunForecast forecast;
  forecast.environment = "staging";
  EXPECT_THAT(to_text(forecast), HasSubstr("\n  environment  staging\n"));
  EXPECT_EQ(json::parse(to_json(forecast))["environment"], "staging");
}

TEST(RunForecastText, ShowsNoSecret) {
  const auto forecast = forecast_with(secret("run-forecast-hunter2"));
  EXPECT_THAT(to_text(forecast), Not(HasSubstr("hunter2")));
  EXPECT_THAT(to_json(forecast), Not(HasSubstr("hunter2")));
  EXPECT_EQ(json::parse(to_json(forecast))["problems"][0], "[secret]");
}

TEST(RunForecastJson, HoldsThePlanForMachines) {
  auto forecast = forecast_with("x");
  forecast.seed = 7;
  forecast.length = 30s;
  forecast.scenarios[0].starts = 100;
  const auto plan = json::parse(to_json(forecast));
  EXPECT_EQ(plan["format"], "proofload.plan");
  EXPECT_EQ(plan["version"], 1);
  EXPECT_EQ(plan["test"], "Suite.Name/x");
  EXPECT_EQ(plan["seed"], 7);
  EXPECT_EQ(plan["length_seconds"], 30);
  EXPECT_EQ(plan["scenarios"][0]["name"], "x");
  EXPECT_EQ(plan["scenarios"][0]["planned_starts"], 100);
  EXPECT_EQ(plan["problems"], json({"x"}));
}

TEST(RunForecastText, SaysHowManyUsersTakeTurns) {
  auto forecast = forecast_with("x");
  auto& scenario = forecast.scenarios[0];
  scenario.users = 100_users;
  EXPECT_THAT(to_text(forecast), HasSubstr("\n  users        100 users at most\n"));
  scenario.min_users = 50_users;
  EXPECT_THAT(to_text(forecast), HasSubstr("\n  users        50 to 100 users in turn\n"));
  EXPECT_EQ(json::parse(to_json(forecast))["scenarios"][0]["min_users"], 50);
  scenario.min_users = 100_users;
  EXPECT_THAT(to_text(forecast), HasSubstr("\n  users        100 users in turn\n"));
}

TEST(RunForecastJson, HasNoProblemsWhereItCanBePlayed) {
  EXPECT_EQ(json::parse(to_json({}))["problems"], json::array());
}

}  // namespace
}  // namespace proofload
