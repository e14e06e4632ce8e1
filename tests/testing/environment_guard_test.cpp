// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/environment_guard.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Optional;

NamedEnvironment production() {
  NamedEnvironment environment;
  environment.name = "production";
  environment.smoke_only = true;
  environment.services = {{"shop", "https://shop.example/v1"}};
  return environment;
}

Options allowing(const std::string& by_flag, const std::string& by_variable) {
  Options options;
  options.allow_load_on = by_flag;
  options.allow_load_on_again = by_variable;
  return options;
}

TEST(EnvironmentGuard, LetsSmokeTestsIntoProduction) {
  EXPECT_EQ(refusal(production(), {"http", "smoke"}, {}), std::nullopt);
}

TEST(EnvironmentGuard, KeepsAllOtherTestsOut) {
  EXPECT_THAT(refusal(production(), {"load", "http"}, {}),
              Optional(HasSubstr("environment production takes smoke tests only, and this one is "
                                 "labelled load, http")));
  EXPECT_THAT(refusal(production(), {}, {}), Optional(HasSubstr("this one is without a label")));
}

TEST(EnvironmentGuard, KeepsASmokeTestOutThatIsScaledUp) {
  Options options;
  options.scale.load = Percent::of_hundred(200);
  EXPECT_THAT(refusal(production(), {"smoke"}, options), Optional(HasSubstr("scaled beyond")));
  options.scale = {Percent::of_hundred(50), Percent::of_hundred(150)};
  EXPECT_THAT(refusal(production(), {"smoke"}, options), Optional(HasSubstr("scaled beyond")));
  options.scale.time = Percent::of_hundred(100);
  EXPECT_EQ(refusal(production(), {"smoke"}, options), std::nullopt);
}

TEST(EnvironmentGuard, GivesWayToWhoSaysItTwice) {
  EXPECT_EQ(refusal(production(), {"load"}, allowing("production", "production")), std::nullopt);
  for (const auto& options : {allowing("production", ""), allowing("", "production"),
                              allowing("production", "staging"), allowing("staging", "staging")})
    EXPECT_THAT(refusal(production(), {"load"}, options),
                Optional(HasSubstr("say so twice, with --allow-load-on=production and "
                                   "PROOFLOAD_ALLOW_LOAD_ON=production")));
}

TEST(EnvironmentGuard, LetsEverythingIntoOtherEnvironments) {
  auto staging = production();
  staging.name = "staging";
  staging.smoke_only = false;
  EXPECT_EQ(refusal(staging, {"soak"}, {}), std::nullopt);
  EXPECT_EQ(refusal({}, {"load"}, {}), std::nullopt);
}

TEST(EnvironmentGuard, KnowsTheTargetsOfProduction) {
  auto staging = production();
  staging.name = "staging";
  staging.smoke_only = false;
  staging.services = {{"shop", "https://shop.staging.example"}};
  const Environments all{staging, production()};
  const auto* owner = protected_environment_of("https://shop.example/other", all);
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(owner->name, "production");
  EXPECT_EQ(protected_environment_of("https://shop.staging.example", all), nullptr);
  EXPECT_EQ(protected_environment_of("http://shop.example/v1", all), nullptr);
  EXPECT_EQ(protected_environment_of("http://127.0.0.1:80", all), nullptr);
}

}  // namespace
}  // namespace proofload
