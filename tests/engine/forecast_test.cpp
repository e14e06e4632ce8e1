// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

namespace proofload {
namespace {

using ::testing::SizeIs;
using namespace testing_support;

RunSettings with_seed(std::uint64_t seed) {
  auto settings = with_workers(2);
  settings.seed = seed;
  return settings;
}

std::vector<Plan> poisson_plans() {
  const auto load = hold(200_per_s, 200ms).poisson();
  return {plan_of(nothing, load, "one"), plan_of(nothing, load, "other")};
}

TEST(RunForecast, SaysHowManyStartsArePlannedAndThenPlayed) {
  const auto expected = forecast(poisson_plans(), with_seed(7));
  const auto facts = play(poisson_plans(), with_seed(7)).facts();
  ASSERT_THAT(expected.scenarios, SizeIs(2));
  for (std::size_t number = 0; number < 2; ++number) {
    EXPECT_EQ(expected.scenarios[number].name, facts.scenarios[number].name);
    EXPECT_EQ(expected.scenarios[number].load, facts.scenarios[number].load);
    EXPECT_EQ(expected.scenarios[number].starts, facts.scenarios[number].account.planned);
    EXPECT_EQ(expected.scenarios[number].starts, facts.scenarios[number].account.started);
  }
  EXPECT_EQ(expected.length, facts.planned_length);
}

TEST(RunForecast, IsTheSameForTheSameSeedAndDiffersBetweenSeedsAndScenarios) {
  const auto one = forecast(poisson_plans(), with_seed(7));
  const auto again = forecast(poisson_plans(), with_seed(7));
  const auto other = forecast(poisson_plans(), with_seed(8));
  EXPECT_EQ(one.scenarios[0].fingerprint, again.scenarios[0].fingerprint);
  EXPECT_NE(one.scenarios[0].fingerprint, other.scenarios[0].fingerprint);
  EXPECT_NE(one.scenarios[0].fingerprint, one.scenarios[1].fingerprint);
}

TEST(Run, PlansTheSameForTheSameSeed) {
  const auto one = play(poisson_plans(), with_seed(7)).facts();
  const auto again = play(poisson_plans(), with_seed(7)).facts();
  EXPECT_EQ(one.planned, again.planned);
  EXPECT_EQ(one.account.started, again.account.started);
}

TEST(RunForecast, HoldsTheScaledPlansInTheirPlacesAndAllTheirUsers) {
  auto first = plan_of(nothing, hold(100_per_s, 10s).warm_up().hold(30s), "first");
  first.max_users = 20_users;
  first.min_users = 5_users;
  auto second = plan_of(nothing, hold(10_users, 20s), "second");
  second.after = "first";
  second.start_after = 4s;
  auto settings = settings_for();
  settings.scale = {50_percent, 10_percent};
  const auto expected = forecast({first, second}, settings);
  ASSERT_THAT(expected.scenarios, SizeIs(2));
  EXPECT_EQ(expected.scenarios[0].starts, 200u);
  EXPECT_EQ(expected.scenarios[0].warm_up, 1s);
  EXPECT_EQ(expected.scenarios[0].min_users, 5_users);
  EXPECT_EQ(expected.scenarios[1].from, 4s + 400ms);
  EXPECT_EQ(expected.scenarios[1].starts, std::nullopt);
  EXPECT_EQ(expected.length, 6s + 400ms);
  EXPECT_EQ(expected.users, 25_users);
  EXPECT_EQ(expected.connections, 25);
}

}  // namespace
}  // namespace proofload
