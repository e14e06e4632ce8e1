// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/profile.h>

#include <gmock/gmock.h>

#include <type_traits>

namespace proofload {
namespace {

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

TEST(Stages, HaveALengthAndAPeak) {
  const auto profile = ramp_to(200_users, 2min).hold(10min).ramp_to(0_users, 30s);
  EXPECT_EQ(length_of(profile.stages()), 12min + 30s);
  EXPECT_EQ(peak_of(profile.stages()), 200);
  EXPECT_EQ(length_of({}), 0s);
  EXPECT_EQ(peak_of({}), 0);
}

}  // namespace
}  // namespace proofload
