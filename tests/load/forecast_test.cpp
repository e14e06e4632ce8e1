// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/forecast.h>

#include <gmock/gmock.h>

#include <set>

namespace proofload {
namespace {

using ::testing::Optional;

std::uint64_t fingerprint(const Load& load, std::uint64_t seed = 0, std::uint64_t stream = 0) {
  return forecast(load, 10_users, seed, stream).fingerprint;
}

TEST(Forecast, OfARateKnowsItsStarts) {
  const auto result =
      forecast(ramp_to(100_per_s, 10s).warm_up().hold(1min).ramp_to(0_per_s, 10s), 50_users);
  EXPECT_THAT(result.starts, Optional(7000u));
  EXPECT_EQ(result.users, 50_users);
  EXPECT_EQ(result.peak_rate, 100_per_s);
  EXPECT_EQ(result.length, 80s);
  EXPECT_EQ(result.warm_up, 10s);
}

TEST(Forecast, OfUsersKnowsNoStarts) {
  const auto result = forecast(ramp_to(20_users, 10s).hold(1min), 50_users);
  EXPECT_EQ(result.starts, std::nullopt);
  EXPECT_EQ(result.users, 20_users);
  EXPECT_EQ(result.peak_rate, 0_per_s);
  EXPECT_EQ(result.length, 70s);
}

TEST(Forecast, OfIterationsKnowsTheirNumber) {
  const auto result = forecast(iterations(20).by_each_of(10_users).within(5min), 50_users);
  EXPECT_THAT(result.starts, Optional(200u));
  EXPECT_EQ(result.users, 10_users);
  EXPECT_EQ(result.length, 5min);
  EXPECT_THAT(forecast(iterations(20).shared_by(10_users), {}).starts, Optional(20u));
}

TEST(Forecast, SeesThePeakOfAShape) {
  const Load load = sine({.mean = 20_per_s, .amplitude = 10_per_s, .period = 4s, .length = 8s});
  EXPECT_NEAR(forecast(load, {}).peak_rate.per_second(), 30, 1e-9);
}

// Computed by other means: FNV-1a over 4, 0, 250,000,000, 500,000,000 and 750,000,000, each as
// eight bytes, the lowest first.
TEST(Fingerprint, IsTheSameForEver) {
  EXPECT_EQ(fingerprint(hold(4_per_s, 1s)), 0xe447eccb8bffce1bu);
}

TEST(Fingerprint, IsThatOfTheInstantsNotOfTheWords) {
  EXPECT_EQ(fingerprint(hold(4_per_s, 2s)), fingerprint(hold(4_per_s, 1s).hold(1s).named("late")));
  EXPECT_EQ(fingerprint(hold(4_per_s, 2s), 1), fingerprint(hold(4_per_s, 2s), 2));
}

TEST(Fingerprint, DiffersWhereThePlanDoes) {
  const std::set<std::uint64_t> all{
      fingerprint(hold(4_per_s, 2s)),
      fingerprint(hold(4_per_s, 3s)),
      fingerprint(hold(4_per_s, 2s).hold(0_per_s, 1s).hold(4_per_s, 1s)),
      fingerprint(ramp_to(4_per_s, 4s)),
      fingerprint(hold(4_per_s, 2s).poisson(), 1),
      fingerprint(hold(4_per_s, 2s).poisson(), 2),
      fingerprint(hold(4_per_s, 2s).poisson(), 2, 1),
      fingerprint(hold(4_users, 2s)),
      fingerprint(hold(4_users, 3s)),
      fingerprint(hold(4_users, 2s).pacing(1s)),
      fingerprint(ramp_to(4_users, 2s)),
      fingerprint(iterations(20).shared_by(10_users)),
      fingerprint(iterations(21).shared_by(10_users)),
      fingerprint(iterations(20).shared_by(9_users)),
      fingerprint(iterations(20).shared_by(10_users).within(1min)),
      fingerprint(iterations(2).by_each_of(10_users)),
  };
  EXPECT_EQ(all.size(), 16u);
}

// 36 billion starts: its cost is bounded, and it still sees a change of a thousandth.
TEST(Fingerprint, OfAHugePlanIsOverAPartOfIt) {
  const auto huge = fingerprint(hold(10'000'000_per_s, 1h));
  EXPECT_EQ(huge, fingerprint(hold(10'000'000_per_s, 30min).hold(30min)));
  EXPECT_NE(huge, fingerprint(hold(10'000'000_per_s, 30min).hold(9'990'000_per_s, 30min)));
}

TEST(PlannedStarts, AreCountedByTheSecond) {
  const PlannedStarts planned(hold(2_per_s, 2s).hold(5_per_s, 1s));
  EXPECT_THAT(planned.before(0s), Optional(0u));
  EXPECT_THAT(planned.before(1s), Optional(2u));
  EXPECT_THAT(planned.before(2s), Optional(4u));
  EXPECT_THAT(planned.before(3s), Optional(9u));
  EXPECT_THAT(planned.before(1h), Optional(9u));
}

TEST(PlannedStarts, OfPoissonArrivalsAreThoseThatAreDispatched) {
  const auto profile = hold(100_per_s, 5s).poisson();
  const PlannedStarts planned(profile, 3, 4);
  const ArrivalSchedule schedule(profile, 3, 4);
  for (int second = 0; second <= 5; ++second)
    EXPECT_THAT(planned.before(1s * second), Optional(schedule.due_before(1s * second)));
}

TEST(PlannedStarts, AreUnknownWhereTheServiceSetsThePace) {
  EXPECT_EQ(PlannedStarts(hold(2_users, 2s)).before(1s), std::nullopt);
  EXPECT_EQ(PlannedStarts(iterations(20).shared_by(2_users)).before(1s), std::nullopt);
}

}  // namespace
}  // namespace proofload
