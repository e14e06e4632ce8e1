// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/profile.h>

#include <gmock/gmock.h>

#include <type_traits>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

void expect_stage(const Stage& stage, double from, double to, Duration length) {
  EXPECT_EQ(stage.from, from);
  EXPECT_EQ(stage.to, to);
  EXPECT_EQ(stage.length, length);
}

TEST(Profile, IsOpenOverRatesAndClosedOverUsers) {
  static_assert(std::is_same_v<decltype(hold(10_per_s, 1s)), RateProfile>);
  static_assert(std::is_same_v<decltype(hold(10_users, 1s)), UserProfile>);
  static_assert(std::is_same_v<decltype(ramp_to(10_per_s, 1s)), RateProfile>);
  static_assert(std::is_same_v<decltype(ramp_to(10_users, 1s)), UserProfile>);
}

TEST(Profile, BeginsARampAtZero) {
  const auto profile = ramp_to(10_per_s, 5s);
  ASSERT_THAT(profile.stages(), SizeIs(1));
  expect_stage(profile.stages()[0], 0, 10, 5s);
}

TEST(Profile, BeginsAHoldAtItsValue) {
  expect_stage(hold(10_users, 5s).stages().at(0), 10, 10, 5s);
}

TEST(Profile, IsAChainInWhichEachStageBeginsWhereTheLastOneEnded) {
  const auto profile =
      ramp_to(200_users, 2min).hold(10min).ramp_to(50_users, 30s).hold(5_users, 1s);
  ASSERT_THAT(profile.stages(), SizeIs(4));
  expect_stage(profile.stages()[1], 200, 200, 10min);
  expect_stage(profile.stages()[2], 200, 50, 30s);
  expect_stage(profile.stages()[3], 5, 5, 1s);
}

TEST(Profile, NamesTheStageAddedLast) {
  auto profile = ramp_to(10_users, 1s).named("up").hold(2s).named("sustained").hold(1s);
  EXPECT_EQ(profile.stages()[0].name, "up");
  EXPECT_EQ(profile.stages()[1].name, "sustained");
  EXPECT_EQ(profile.stages()[2].name, "");
}

TEST(Profile, TakesANameForNoStageWithoutHarm) {
  EXPECT_THAT(RateProfile().named("nothing").stages(), SizeIs(0));
}

TEST(Profile, StaysAtZeroWhenHeldBeforeAnythingElse) {
  expect_stage(RateProfile().hold(5s).stages().at(0), 0, 0, 5s);
}

std::vector<std::string> names_of(const std::vector<Stage>& stages) {
  std::vector<std::string> names;
  for (const auto& stage : stages) names.push_back(stage.name);
  return names;
}

TEST(Profile, FollowsAnyFunctionOfTime) {
  const auto profile =
      hold(3_per_s, 1s).follow([](Duration t) { return Rate::per_second(1 + in_seconds(t)); }, 4s);
  ASSERT_THAT(profile.stages(), SizeIs(2));
  expect_stage(profile.stages()[1], 1, 5, 4s);
  EXPECT_EQ(profile.stages()[1].shape(2s), 3);
}

TEST(Profile, IsOpenOrClosedAsTheFunctionItFollows) {
  const auto rate = follow([](Duration) { return 5_per_s; }, 1s);
  const auto users = follow([](Duration) { return 5_users; }, 1s);
  static_assert(std::is_same_v<decltype(rate), const RateProfile>);
  static_assert(std::is_same_v<decltype(users), const UserProfile>);
  expect_stage(users.stages().at(0), 5, 5, 1s);
}

TEST(Profile, GoesOnFromWhereAShapeEnded) {
  const auto profile =
      follow([](Duration t) { return Users(t / 1s); }, 7s).hold(2s).ramp_to(0_users, 1s);
  expect_stage(profile.stages()[1], 7, 7, 2s);
  expect_stage(profile.stages()[2], 7, 0, 1s);
}

TEST(Profile, SpikesAndReturnsToWhereItWas) {
  const auto profile =
      hold(100_per_s, 5min).spike_to(900_per_s, {.rise = 5s, .hold = 30s, .fall = 10s}).hold(1min);
  ASSERT_THAT(profile.stages(), SizeIs(5));
  expect_stage(profile.stages()[1], 100, 900, 5s);
  expect_stage(profile.stages()[2], 900, 900, 30s);
  expect_stage(profile.stages()[3], 900, 100, 10s);
  expect_stage(profile.stages()[4], 100, 100, 1min);
}

TEST(Profile, NamesThePeakOfASpike) {
  auto profile =
      hold(10_users, 1s).spike_to(20_users, {.hold = 1s}).spike_to(30_users, {.hold = 2s});
  EXPECT_THAT(names_of(profile.stages()), ElementsAre("", "", "spike", "", "", "spike 2", ""));
  EXPECT_EQ(profile.named("sale").stages()[5].name, "sale");
}

TEST(Profile, SpikesToAPointWithoutAHold) {
  const auto profile = hold(10_users, 1s).spike_to(20_users, {.rise = 1s, .fall = 2s});
  EXPECT_THAT(names_of(profile.stages()), ElementsAre("", "spike", ""));
  expect_stage(profile.stages()[1], 10, 20, 1s);
  expect_stage(profile.stages()[2], 20, 10, 2s);
}

TEST(Profile, ClimbsStairs) {
  const auto profile = hold(10_per_s, 1s).stairs({.height = 50_per_s, .steps = 3, .each = 1min});
  ASSERT_THAT(profile.stages(), SizeIs(4));
  expect_stage(profile.stages()[1], 60, 60, 1min);
  expect_stage(profile.stages()[2], 110, 110, 1min);
  expect_stage(profile.stages()[3], 160, 160, 1min);
  EXPECT_THAT(names_of(profile.stages()), ElementsAre("", "step 1", "step 2", "step 3"));
}

TEST(Profile, ClimbsStairsWithARise) {
  const auto profile =
      stairs({.height = 5_users, .steps = 2, .each = 1min, .rise = 10s}).named("top");
  ASSERT_THAT(profile.stages(), SizeIs(4));
  expect_stage(profile.stages()[0], 0, 5, 10s);
  expect_stage(profile.stages()[1], 5, 5, 1min);
  expect_stage(profile.stages()[2], 5, 10, 10s);
  EXPECT_THAT(names_of(profile.stages()), ElementsAre("", "step 1", "", "top"));
}

TEST(Profile, CountsStepsThroughAllItsStairs) {
  const auto profile = stairs({.height = 5_users, .steps = 2, .each = 1s})
                           .stairs({.height = Users(-5), .steps = 1, .each = 1s});
  EXPECT_THAT(names_of(profile.stages()), ElementsAre("step 1", "step 2", "step 3"));
  expect_stage(profile.stages()[2], 5, 5, 1s);
}

TEST(Profile, SwingsAroundAMean) {
  const auto profile = sine({.mean = 20_per_s, .amplitude = 10_per_s, .period = 8s, .length = 20s});
  const auto& stage = profile.stages().at(0);
  EXPECT_EQ(stage.length, 20s);
  EXPECT_EQ(stage.shape(0s), 20);
  EXPECT_EQ(stage.shape(2s), 30);
  EXPECT_NEAR(stage.shape(4s), 20, 1e-12);
  EXPECT_EQ(stage.shape(14s), 10);
}

TEST(Profile, SwingsInWholeUsers) {
  const auto profile = sine({.mean = 10_users, .amplitude = 5_users, .period = 12s, .length = 12s});
  EXPECT_EQ(profile.stages().at(0).shape(1s), 13);  // 12.5
  EXPECT_EQ(profile.stages().at(0).shape(3s), 15);
}

TEST(Profile, MarksAllStagesSoFarAsWarmUp) {
  const auto profile = ramp_to(5_users, 1s).hold(2s).warm_up().hold(3s);
  EXPECT_TRUE(profile.stages()[0].warm_up);
  EXPECT_TRUE(profile.stages()[1].warm_up);
  EXPECT_FALSE(profile.stages()[2].warm_up);
}

TEST(Profile, ArrivesEvenlyUnlessToldOtherwise) {
  EXPECT_EQ(hold(5_per_s, 1s).arrivals(), Arrivals::even);
  EXPECT_EQ(hold(5_per_s, 1s).poisson().hold(1s).arrivals(), Arrivals::poisson);
}

TEST(Profile, PacesUsersIfTold) {
  EXPECT_EQ(hold(5_users, 1s).pacing(), 0s);
  EXPECT_EQ(hold(5_users, 1s).pacing(3s).hold(1s).pacing(), 3s);
}

template <class Quantity>
concept HasPoisson = requires(Profile<Quantity> profile) {
  profile.poisson();
};
template <class Quantity>
concept HasPacing = requires(Profile<Quantity> profile) {
  profile.pacing(1s);
};

TEST(Profile, HasPoissonArrivalsOnlyOfRatesAndPacingOnlyOfUsers) {
  static_assert(HasPoisson<Rate> && !HasPoisson<Users>);
  static_assert(HasPacing<Users> && !HasPacing<Rate>);
}

}  // namespace
}  // namespace proofload
