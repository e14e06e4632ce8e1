// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(LoadText, IsASentence) {
  EXPECT_EQ(to_text(Load(ramp_to(200_users, 2min).hold(10min).named("sustained"))),
            "ramp to 200 users in 2 min, hold 200 users for 10 min (sustained)");
  EXPECT_EQ(to_text(Load(hold(0.5_per_s, 30s).ramp_to(20_per_s, 0s).hold(1min))),
            "hold 0.5/s for 30 s, jump to 20/s, hold 20/s for 1 min");
  EXPECT_EQ(to_text(Load()), "");
}

TEST(LoadText, SaysWhatIsWarmUpPoissonAndPacing) {
  EXPECT_EQ(to_text(Load(ramp_to(20_per_s, 1min).warm_up().hold(10min).poisson())),
            "ramp to 20/s in 1 min (warm-up), hold 20/s for 10 min; Poisson arrivals");
  EXPECT_EQ(to_text(Load(hold(2_users, 1min).named("early").warm_up().hold(1min).pacing(3s))),
            "hold 2 users for 1 min (early, warm-up), hold 2 users for 1 min; each user starts "
            "every 3 s");
}

TEST(LoadText, GivesTheRangeOfAShape) {
  EXPECT_EQ(
      to_text(Load(sine({.mean = 20_per_s, .amplitude = 5_per_s, .period = 8s, .length = 1min}))),
      "follow a shape from 15/s to 25/s for 1 min");
}

TEST(LoadText, CountsIterations) {
  EXPECT_EQ(to_text(Load(iterations(1000).shared_by(10_users))),
            "1000 iterations shared by 10 users within 10 min");
  EXPECT_EQ(to_text(Load(iterations(1).by_each_of(1_users).within(30s))),
            "1 iteration by each of 1 user within 30 s");
}

TEST(ScaledLoad, IsSmallerAndShorter) {
  const Load load = ramp_to(200_per_s, 2min).hold(10min).named("sustained").ramp_to(0_per_s, 30s);
  EXPECT_EQ(to_text(scaled(load, {10_percent, 50_percent})),
            "ramp to 20/s in 1 min, hold 20/s for 5 min (sustained), ramp to 0/s in 15 s");
}

TEST(ScaledLoad, IsTheSameAtAHundredPercent) {
  const Load load = ramp_to(200_users, 2min).hold(10min).hold(7_users, 1s).ramp_to(9_users, 0s);
  EXPECT_EQ(to_text(scaled(load, {})), to_text(load));
}

TEST(ScaledLoad, KeepsAtLeastOneUserWhereThereWasOne) {
  const Load load = hold(5_users, 10s).hold(0_users, 10s).hold(200_users, 10s);
  EXPECT_EQ(to_text(scaled(load, {1_percent, 100_percent})),
            "hold 1 user for 10 s, hold 0 users for 10 s, hold 2 users for 10 s");
}

TEST(ScaledLoad, KeepsFractionsOfARate) {
  EXPECT_EQ(to_text(scaled(hold(1_per_s, 10s), {1_percent, 100_percent})), "hold 0.01/s for 10 s");
}

TEST(ScaledLoad, KeepsJumpsAndJumpingHolds) {
  const Load load = ramp_to(10_users, 0s).hold(10s).hold(30_users, 10s);
  const auto result = scaled(load, {50_percent, 10_percent});
  EXPECT_EQ(to_text(result), "jump to 5 users, hold 5 users for 1 s, hold 15 users for 1 s");
  EXPECT_EQ(stages_of(result)[2].from, 15);
}

TEST(ScaledLoad, StretchesAndMultipliesAShape) {
  const Load load = follow([](Duration t) { return Rate::per_second(in_seconds(t)); }, 10s);
  const auto stage = stages_of(scaled(load, {50_percent, 20_percent})).at(0);
  EXPECT_EQ(stage.length, 2s);
  EXPECT_EQ(stage.to, 5);
  EXPECT_EQ(stage.shape(0s), 0);
  EXPECT_DOUBLE_EQ(stage.shape(1s), 2.5);
  EXPECT_DOUBLE_EQ(stage.shape(2s), 5);
}

TEST(ScaledLoad, KeepsAtLeastOneUserOfAShape) {
  const Load load = follow([](Duration t) { return Users(t / 1s); }, 10s);
  const auto stage = stages_of(scaled(load, {10_percent, 100_percent})).at(0);
  EXPECT_EQ(stage.shape(500ms), 0);
  EXPECT_EQ(stage.shape(2s), 1);
  EXPECT_EQ(stage.shape(10s), 1);
}

TEST(ScaledLoad, KeepsArrivalsPacingAndWarmUp) {
  const auto open =
      scaled(hold(10_per_s, 10s).warm_up().hold(10s).poisson(), {50_percent, 50_percent});
  EXPECT_EQ(std::get<RateProfile>(open).arrivals(), Arrivals::poisson);
  EXPECT_EQ(warm_up_of(open), 5s);
  const auto closed = scaled(hold(10_users, 10s).pacing(3s), {50_percent, 50_percent});
  EXPECT_EQ(std::get<UserProfile>(closed).pacing(), 3s);
}

TEST(ScaledLoad, KeepsWhatIsWrongWithIt) {
  EXPECT_THAT(problems(scaled(hold(5_users, 1s).stairs({}), {50_percent, 50_percent})),
              ElementsAre(HasSubstr("stairs of 0 steps")));
  EXPECT_THAT(problems(scaled(hold(Users(-5), 1s), {50_percent, 50_percent})), SizeIs(1));
  EXPECT_THAT(problems(scaled(iterations(5).shared_by(10_users), {10_percent, 50_percent})),
              IsEmpty());  // one by one user
}

TEST(ScaledLoad, OfIterationsHasFewerUsersAndASharedPileThatIsSmaller) {
  const Scale scale{10_percent, 50_percent};
  EXPECT_EQ(to_text(scaled(iterations(1000).shared_by(20_users), scale)),
            "100 iterations shared by 2 users within 10 min");
  EXPECT_EQ(to_text(scaled(iterations(20).by_each_of(20_users), scale)),
            "20 iterations by each of 2 users within 10 min");
  EXPECT_EQ(to_text(scaled(iterations(5).shared_by(5_users), {1_percent, 100_percent})),
            "1 iteration shared by 1 user within 10 min");
}

TEST(ScaledLoad, HasAtLeastOneSharedIterationForEachUser) {
  EXPECT_THAT(problems(scaled(iterations(15).shared_by(15_users), {30_percent, 100_percent})),
              IsEmpty());
}

TEST(Load, OfIterationsIsOneStageOfTheMaximalLength) {
  const auto stages = stages_of(iterations(1000).shared_by(20_users).within(3min));
  ASSERT_THAT(stages, SizeIs(1));
  EXPECT_EQ(stages[0].name, "");
  EXPECT_EQ(stages[0].length, 3min);
  EXPECT_EQ(length_of(Load(iterations(1).shared_by(1_users))), 10min);
}

TEST(Load, KnowsItsUsersUnlessItIsOpen) {
  EXPECT_EQ(users_of(ramp_to(20_users, 1s).hold(5_users, 1s)), 20_users);
  EXPECT_EQ(users_of(sine({.mean = 10_users, .amplitude = 5_users, .period = 4s, .length = 8s})),
            15_users);
  EXPECT_EQ(users_of(iterations(5).by_each_of(7_users)), 7_users);
  EXPECT_EQ(users_of(hold(20_per_s, 1s)), 0_users);
  EXPECT_EQ(users_of(Load()), 0_users);
}

TEST(Load, KnowsItsLengthAndItsWarmUp) {
  const Load load = ramp_to(20_users, 1s).warm_up().hold(5_users, 9s);
  EXPECT_EQ(length_of(load), 10s);
  EXPECT_EQ(warm_up_of(load), 1s);
  EXPECT_EQ(length_of(Load()), 0s);
  EXPECT_EQ(warm_up_of(iterations(5).by_each_of(7_users)), 0s);
}

TEST(ScaledLoad, OfNoLoadIsNone) { EXPECT_THAT(stages_of(scaled(Load(), {})), IsEmpty()); }

}  // namespace
}  // namespace proofload
