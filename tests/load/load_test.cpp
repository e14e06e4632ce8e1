// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>

#include <gmock/gmock.h>

#include <limits>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(LoadText, IsASentence) {
  EXPECT_EQ(to_text(Load(ramp_to(200_users, 2min).hold(10min).named("sustained"))),
            "ramp to 200 users in 2 min, hold 200 users for 10 min (sustained)");
  EXPECT_EQ(to_text(Load(hold(0.5_per_s, 30s).ramp_to(20_per_s, 0s).hold(1min))),
            "hold 0.5/s for 30 s, jump to 20/s, hold 20/s for 1 min");
  EXPECT_EQ(to_text(Load()), "");
}

TEST(LoadProblems, AreNoneInALoadThatCanBePlayed) {
  EXPECT_THAT(problems(hold(0.5_per_s, 30s)), IsEmpty());
  EXPECT_THAT(problems(ramp_to(200_users, 0s).hold(10min).ramp_to(0_users, 30s)), IsEmpty());
  EXPECT_THAT(problems(hold(0_per_s, 5s).hold(10_per_s, 5s)), IsEmpty());
}

TEST(LoadProblems, NameALoadThatIsMissing) {
  EXPECT_THAT(problems(Load()), ElementsAre(HasSubstr("no load")));
  EXPECT_THAT(problems(RateProfile()), ElementsAre(HasSubstr("no load")));
}

TEST(LoadProblems, NameAHoldWithoutADuration) {
  EXPECT_THAT(problems(hold(10_per_s, 0s)),
              ElementsAre(HasSubstr("hold(10/s, …) has no duration")));
}

TEST(LoadProblems, NameValuesThatCannotBe) {
  EXPECT_THAT(problems(hold(Rate::per_second(-1), 1s)), ElementsAre(HasSubstr("below zero")));
  EXPECT_THAT(problems(hold(Users(-1), 1s)), ElementsAre(HasSubstr("below zero")));
  EXPECT_THAT(problems(hold(Rate::per_second(infinite), 1s)), ElementsAre(HasSubstr("infinite")));
  EXPECT_THAT(problems(hold(Rate::per_second(not_a_number), 1s)), SizeIs(1));
  EXPECT_THAT(problems(hold(Rate::per(1, 0s), 1s)), SizeIs(1));
  EXPECT_THAT(problems(hold(10'000'001_per_s, 1s)), ElementsAre(HasSubstr("beyond 10,000,000")));
}

TEST(LoadProblems, NameADurationBelowZero) {
  EXPECT_THAT(problems(hold(1_per_s, -5s)), ElementsAre(HasSubstr("cannot be negative")));
}

TEST(LoadProblems, NameALoadThatNeverIsOne) {
  EXPECT_THAT(problems(hold(0_per_s, 10s)), ElementsAre(HasSubstr("never rises above zero")));
  EXPECT_THAT(problems(ramp_to(5_users, 0s)), ElementsAre(HasSubstr("no duration")));
}

TEST(LoadProblems, AreAllFoundAtOnce) {
  EXPECT_THAT(problems(hold(Users(-1), 1s).hold(5_users, 0s).ramp_to(6_users, -1s)), SizeIs(3));
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

TEST(ScaledLoad, OfNoLoadIsNone) { EXPECT_THAT(stages_of(scaled(Load(), {})), IsEmpty()); }

}  // namespace
}  // namespace proofload
