// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>

#include <gmock/gmock.h>

#include <limits>
#include <stdexcept>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

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

TEST(LoadProblems, AreNoneInAnyKindOfLoad) {
  const auto line = [](Duration t) { return Rate::per_second(in_seconds(t)); };
  EXPECT_THAT(problems(follow(line, 10s).poisson()), IsEmpty());
  EXPECT_THAT(problems(hold(5_users, 1s).spike_to(9_users, {.hold = 1s}).warm_up().hold(1s)),
              IsEmpty());
  EXPECT_THAT(problems(stairs({.height = 5_users, .steps = 3, .each = 1s}).pacing(2s)), IsEmpty());
  EXPECT_THAT(problems(sine({.mean = 9_per_s, .amplitude = 9_per_s, .period = 1s, .length = 1min})),
              IsEmpty());
  EXPECT_THAT(problems(iterations(20).shared_by(20_users)), IsEmpty());
  EXPECT_THAT(problems(iterations(1).by_each_of(20_users)), IsEmpty());
}

TEST(LoadProblems, NameAShapeThatFallsBelowZero) {
  const auto shape = [](Duration t) { return Rate::per_second(3 - in_seconds(t)); };
  EXPECT_THAT(problems(follow(shape, 10s)),
              ElementsAre("\"follow a shape from -7/s to 3/s for 10 s\" is -0.01 3.01 s after its "
                          "begin: a load cannot be below zero or infinite"));
}

TEST(LoadProblems, NameAShapeThatIsNoNumberOrTooGreat) {
  EXPECT_THAT(problems(follow([](Duration) { return Rate::per_second(not_a_number); }, 10s)),
              ElementsAre(HasSubstr("a load cannot be below zero or infinite")));
  EXPECT_THAT(problems(follow([](Duration) { return Rate::per_second(2e7); }, 10s)),
              ElementsAre(HasSubstr("is beyond 10,000,000 0 s after its begin")));
}

TEST(LoadProblems, NameAShapeThatThrows) {
  const auto shape = [](Duration t) {
    if (t > 5s) throw std::runtime_error("no more data");
    return 5_per_s;
  };
  EXPECT_THAT(problems(follow(shape, 10s)),
              ElementsAre(HasSubstr("throws 5.01 s after its begin: no more data")));
}

TEST(LoadProblems, NameAShapeWithoutADurationOrAFunction) {
  EXPECT_THAT(problems(follow([](Duration) { return 5_users; }, 0s)),
              ElementsAre(HasSubstr("follow(…) has no duration")));
  EXPECT_THAT(problems(hold(5_users, 1s).follow({}, 1s)), ElementsAre(HasSubstr("no function")));
}

TEST(LoadProblems, NameASineThatCannotBe) {
  EXPECT_THAT(
      problems(sine({.mean = 10_per_s, .amplitude = 11_per_s, .period = 8s, .length = 1min})),
      ElementsAre("sine of 11/s around 10/s every 8 s: it would fall below zero, since the "
                  "amplitude is above the mean"));
  EXPECT_THAT(
      problems(sine(
          {.mean = 10_per_s, .amplitude = Rate::per_second(-1), .period = 8s, .length = 1min})),
      ElementsAre(HasSubstr("an amplitude below zero")));
  EXPECT_THAT(problems(sine({.mean = 10_users, .amplitude = 5_users, .length = 1min})),
              ElementsAre(HasSubstr("the period is too short for a stage of 1 min; it must be at "
                                    "least 200 ms")));
  EXPECT_THAT(
      problems(sine({.mean = 9_users, .amplitude = 5_users, .period = 199ms, .length = 1min})),
      ElementsAre(HasSubstr("the period is too short")));
}

TEST(LoadProblems, NameStairsAndSpikesThatCannotBe) {
  EXPECT_THAT(problems(hold(5_users, 1s).stairs({.height = 5_users, .each = 1s})),
              ElementsAre(HasSubstr("stairs of 0 steps")));
  EXPECT_THAT(problems(stairs({.height = 5_users, .steps = 1})),
              ElementsAre(HasSubstr("no duration")));
  EXPECT_THAT(problems(hold(5_users, 1s).spike_to(9_users, {})),
              ElementsAre(HasSubstr("spike_to(9 users, …) has no duration")));
  EXPECT_THAT(problems(hold(5_users, 1s).stairs({.height = Users(-3), .steps = 2, .each = 1s})),
              ElementsAre(HasSubstr("below zero")));
}

TEST(LoadProblems, NameAWarmUpThatIsTheWholeLoad) {
  EXPECT_THAT(problems(hold(5_users, 1s).warm_up()),
              ElementsAre(HasSubstr("the warm-up is the whole load")));
  EXPECT_THAT(problems(hold(5_users, 1s).warm_up().ramp_to(0_users, 0s).hold(5s)),
              ElementsAre(HasSubstr("the warm-up is the whole load")));
}

TEST(LoadProblems, NameAPacingBelowZero) {
  EXPECT_THAT(problems(hold(5_users, 1s).pacing(-1s)),
              ElementsAre(HasSubstr("an interval cannot be negative")));
}

TEST(LoadProblems, NameALoadWithoutASingleStart) {
  EXPECT_THAT(problems(ramp_to(1_per_s, 1s)),
              ElementsAre("the load is too small for a single start: it comes to 0.5"));
  EXPECT_THAT(problems(ramp_to(2_per_s, 1s)), IsEmpty());
  EXPECT_THAT(problems(hold(0.1_per_s, 1s)), IsEmpty());
}

TEST(LoadProblems, NameTooManyPoissonArrivals) {
  EXPECT_THAT(problems(hold(10'000'000_per_s, 1h).poisson()),
              ElementsAre(HasSubstr("cannot have Poisson arrivals")));
}

TEST(LoadProblems, NameIterationsThatCannotBe) {
  EXPECT_THAT(problems(iterations(0).shared_by(1_users)),
              ElementsAre("\"0 iterations shared by 1 user within 10 min\": there must be at least "
                          "one iteration"));
  EXPECT_THAT(problems(iterations(5).by_each_of(0_users)),
              ElementsAre(HasSubstr("at least one user")));
  EXPECT_THAT(problems(iterations(9).shared_by(10_users)),
              ElementsAre(HasSubstr("at least one iteration for each user")));
  EXPECT_THAT(problems(iterations(9).shared_by(1_users).within(0s)),
              ElementsAre(HasSubstr("must be above zero")));
  EXPECT_THAT(problems(iterations(1'000'001).by_each_of(1'000'000_users)),
              ElementsAre(HasSubstr("beyond 1,000,000,000,000 iterations")));
  EXPECT_THAT(problems(iterations(-1).by_each_of(Users(-1)).within(-1s)), SizeIs(3));
}

TEST(LoadProblems, AreAllFoundAtOnce) {
  EXPECT_THAT(problems(hold(Users(-1), 1s).hold(5_users, 0s).ramp_to(6_users, -1s)), SizeIs(3));
}

}  // namespace
}  // namespace proofload
