// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/load/arrival_schedule.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace proofload {
namespace {

using ::testing::ElementsAre;

std::vector<Duration> all_of(const ArrivalSchedule& schedule) {
  std::vector<Duration> instants;
  for (std::uint64_t n = 0; n < schedule.size(); ++n) instants.push_back(schedule.at(n));
  return instants;
}

std::vector<Duration> starts_of(const RateProfile& profile) {
  return all_of(ArrivalSchedule(profile));
}

// The area under the rate up to an instant, piece by piece, as the header of the schedule has it.
double area(const RateProfile& profile, Duration until) {
  double sum = 0;
  Duration begin{};
  for (const auto& stage : profile.stages()) {
    const auto played = std::clamp(until - begin, Duration{}, stage.length);
    const double t = in_seconds(played);
    const double length = in_seconds(stage.length);
    if (t > 0) sum += stage.from * t + (stage.to - stage.from) * t * t / (2 * length);
    begin += stage.length;
  }
  return sum;
}

// One nanosecond of the peak rate is as near as an instant in nanoseconds can come to an area.
void expect_starts_at_whole_areas(const RateProfile& profile) {
  const ArrivalSchedule schedule(profile);
  const auto& first_stage = profile.stages().front();
  const bool at_once = first_stage.from == first_stage.to && first_stage.length > 0s;
  const double allowed = 1e-6 + 1e-9 * peak_of(profile.stages());
  const auto length = length_of(profile.stages());
  const double all = area(profile, length);
  ASSERT_EQ(schedule.size(),
            std::uint64_t(at_once ? std::ceil(all - 1e-6) : std::floor(all + 1e-6)));
  Duration last{};
  for (std::uint64_t n = 0; n < schedule.size(); ++n) {
    const auto at = schedule.at(n);
    ASSERT_NEAR(area(profile, at), double(n) + (at_once ? 0 : 1), allowed) << n;
    ASSERT_GE(at, last);
    ASSERT_LE(at, length);
    last = at;
  }
}

TEST(ArrivalSchedule, StartsAHeldRateAtOnceAndThenEvenly) {
  EXPECT_THAT(starts_of(hold(4_per_s, 1s)), ElementsAre(0ms, 250ms, 500ms, 750ms));
}

TEST(ArrivalSchedule, MakesAHeldRateTimesItsTimeStarts) {
  EXPECT_EQ(ArrivalSchedule(hold(1000_per_s, 12min)).size(), 720'000u);
  EXPECT_EQ(ArrivalSchedule(hold(0.1_per_s, 8h)).size(), 2880u);
  EXPECT_EQ(ArrivalSchedule(hold(7_per_h, 24h)).size(), 168u);
  EXPECT_EQ(ArrivalSchedule(hold(0.07_per_s, 100s)).size(), 7u);
  EXPECT_EQ(ArrivalSchedule(hold(1e7_per_s, 8h)).size(), 288'000'000'000u);
}

TEST(ArrivalSchedule, TakesFractionalRates) {
  EXPECT_THAT(starts_of(hold(0.5_per_s, 5s)), ElementsAre(0s, 2s, 4s));
  EXPECT_THAT(starts_of(hold(1_per_h, 1s)), ElementsAre(0s));
}

TEST(ArrivalSchedule, DriftsByNothingOverALongSoak) {
  const ArrivalSchedule schedule(hold(1000_per_s, 8h));
  for (const std::uint64_t n : {1u, 999'999u, 14'400'000u, 28'799'999u})
    EXPECT_EQ(schedule.at(n), Duration(1ms) * std::int64_t(n));
}

// The rate rises by one a second each second, so the area is t^2 / 2: it is n + 1 at sqrt(2 n + 2).
TEST(ArrivalSchedule, SolvesTheAreaOfARampFromZero) {
  const ArrivalSchedule schedule(ramp_to(10_per_s, 10s));
  ASSERT_EQ(schedule.size(), 50u);
  EXPECT_EQ(schedule.at(1), 2s);
  EXPECT_EQ(schedule.at(7), 4s);
  EXPECT_EQ(schedule.at(17), 6s);
  EXPECT_EQ(schedule.at(31), 8s);
  EXPECT_EQ(schedule.at(49), 10s);
}

TEST(ArrivalSchedule, PlaysARampDownAsTheMirrorOfARampUp) {
  const auto up = starts_of(ramp_to(10_per_s, 10s));
  const auto down = starts_of(hold(10_per_s, 1s).ramp_to(0_per_s, 10s));
  ASSERT_EQ(down.size(), 60u);
  for (std::size_t n = 1; n < 50; ++n)
    EXPECT_NEAR(in_seconds(down[60 - n]), 11 - in_seconds(up[n - 1]), 1e-8) << n;
}

TEST(ArrivalSchedule, JumpsWhereAStageHasNoLength) {
  EXPECT_THAT(starts_of(ramp_to(2_per_s, 0s).hold(1s).ramp_to(4_per_s, 0s).hold(500ms)),
              ElementsAre(500ms, 1000ms, 1250ms, 1500ms));
  EXPECT_THAT(starts_of(hold(2_per_s, 1s).hold(4_per_s, 500ms)),
              ElementsAre(0ms, 500ms, 1000ms, 1250ms));
}

TEST(ArrivalSchedule, PausesAtRateZeroAndGoesOnAtOnce) {
  EXPECT_THAT(starts_of(hold(2_per_s, 1s).hold(0_per_s, 10s).hold(1_per_s, 2s)),
              ElementsAre(0ms, 500ms, 11s, 12s));
  EXPECT_THAT(starts_of(hold(0_per_s, 3s).hold(1_per_s, 2s)), ElementsAre(3s, 4s));
  EXPECT_THAT(starts_of(hold(1_per_s, 2s).hold(0_per_s, 5s)), ElementsAre(0s, 1s));
}

TEST(ArrivalSchedule, ReachesAWholeNumberBeforeAPauseWhereItBeginsWithAJump) {
  EXPECT_THAT(starts_of(ramp_to(1_per_s, 0s).hold(2s).hold(0_per_s, 5s).hold(1_per_s, 1s)),
              ElementsAre(1s, 2s, 8s));
}

// A quarter of a start later, whatever it begins with.
TEST(ArrivalSchedule, BeginsAtItsPhase) {
  EXPECT_THAT(all_of(ArrivalSchedule(hold(4_per_s, 1s), 0, 0, 0.25)),
              ElementsAre(62500us, 312500us, 562500us, 812500us));
  EXPECT_THAT(all_of(ArrivalSchedule(ramp_to(2_per_s, 0s).hold(2s), 0, 0, 0.25)),
              ElementsAre(125ms, 625ms, 1125ms, 1625ms));
  EXPECT_THAT(all_of(ArrivalSchedule(hold(1_per_s, 1250ms), 0, 0, 0.25)), ElementsAre(250ms))
      << "the second one is due when the load is over";
}

// The area under it is t^2 / 2.
TEST(ArrivalSchedule, BeginsARampAtItsPhase) {
  const ArrivalSchedule schedule(ramp_to(10_per_s, 10s), 0, 0, 0.5);
  ASSERT_EQ(schedule.size(), 50u);
  EXPECT_EQ(schedule.at(0), 1s);
  EXPECT_EQ(schedule.at(4), 3s);
  EXPECT_EQ(schedule.due_before(3s), 4u);
}

TEST(ArrivalSchedule, MayStartTheLastOneAtTheVeryEnd) {
  EXPECT_THAT(starts_of(ramp_to(3_per_s, 0s).hold(1s)), ElementsAre(333333333ns, 666666667ns, 1s));
  EXPECT_THAT(starts_of(ramp_to(3_per_s, 0s).hold(900ms)), ElementsAre(333333333ns, 666666667ns));
}

// 0.29 * 100 is a little less than 29, and 0.07 * 100 a little more than 7.
TEST(ArrivalSchedule, TakesAnAreaThatMissesAWholeNumberByRoundingForThatNumber) {
  const ArrivalSchedule below(
      ramp_to(0.29_per_s, 0s).hold(100s).hold(0_per_s, 10s).hold(1_per_s, 5s));
  EXPECT_EQ(below.size(), 34u);
  EXPECT_EQ(below.at(28), 100s);
  EXPECT_EQ(below.at(29), 111s);
  EXPECT_EQ(ArrivalSchedule(ramp_to(0.29_per_s, 0s).hold(100s)).size(), 29u);
  const ArrivalSchedule above(hold(0.07_per_s, 100s).hold(0_per_s, 10s).hold(1_per_s, 2s));
  EXPECT_EQ(above.size(), 9u);
  EXPECT_EQ(above.at(7), 110s);
}

TEST(ArrivalSchedule, MakesNoStartOfAnAreaBelowOneUnlessItBeginsAtOnce) {
  EXPECT_EQ(ArrivalSchedule(ramp_to(1_per_s, 1s)).size(), 0u);
  EXPECT_EQ(ArrivalSchedule(hold(1_per_s, 1ms)).size(), 1u);
}

// A straight line and a jump, as a shape: exact but for rounding.
TEST(ArrivalSchedule, FollowsAShape) {
  const auto line = [](Duration t) { return Rate::per_second(in_seconds(t)); };
  const auto shaped = starts_of(follow(line, 10s));
  const auto ramp = starts_of(ramp_to(10_per_s, 10s));
  ASSERT_EQ(shaped.size(), ramp.size());
  for (std::size_t n = 0; n < ramp.size(); ++n)
    EXPECT_NEAR(in_seconds(shaped[n]), in_seconds(ramp[n]), 1e-8) << n;
}

// The area under 100 + 50 sin(2 pi t / 10) is 100 t + 250/pi (1 - cos(2 pi t / 10)).
TEST(ArrivalSchedule, FollowsASineWithinTheErrorOfItsPieces) {
  const ArrivalSchedule schedule(
      sine({.mean = 100_per_s, .amplitude = 50_per_s, .period = 10s, .length = 30s}));
  EXPECT_EQ(schedule.size(), 3000u);
  for (std::uint64_t n = 0; n < schedule.size(); ++n) {
    const double t = in_seconds(schedule.at(n));
    const double grown =
        100 * t + 250 / std::numbers::pi * (1 - std::cos(2 * std::numbers::pi * t / 10));
    // t h^2 / 12 max|f''|, with h = 10 ms
    ASSERT_NEAR(grown, double(n + 1), 30 * 1e-4 / 12 * 50 * 0.3948 + 1e-6) << n;
  }
}

TEST(ArrivalSchedule, CarriesAFractionOfAStartIntoTheNextStage) {
  EXPECT_THAT(starts_of(hold(1_per_s, 1500ms).hold(2_per_s, 1s)),
              ElementsAre(0s, 1s, 1750ms, 2250ms));
}

TEST(ArrivalSchedule, StartsWheneverTheAreaReachesAWholeNumber) {
  expect_starts_at_whole_areas(hold(1_per_s, 10s));
  expect_starts_at_whole_areas(ramp_to(50_per_s, 10s));
  expect_starts_at_whole_areas(ramp_to(50_per_s, 7s).hold(3s).ramp_to(0_per_s, 11s));
  expect_starts_at_whole_areas(hold(3_per_s, 1s).ramp_to(3.0001_per_s, 100s));
  expect_starts_at_whole_areas(hold(100'000_per_s, 10ms).ramp_to(1_per_s, 10ms));
}

TEST(ArrivalSchedule, StartsWheneverTheAreaOfARandomProfileReachesAWholeNumber) {
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    RateProfile profile;
    for (int stage = 0; stage < 6; ++stage) {
      const auto rate = Rate::per_second(std::floor(random.uniform() * 400) / 8);
      const auto length = Duration(1ms) * std::int64_t(random.below(3000));
      if (random.below(3) == 0)
        profile.hold(rate, length);
      else
        profile.ramp_to(rate, random.below(5) == 0 ? Duration{} : length);
    }
    SCOPED_TRACE(round);
    expect_starts_at_whole_areas(profile);
  }
}

TEST(ArrivalSchedule, CountsTheStartsBeforeAnInstant) {
  const ArrivalSchedule schedule(hold(4_per_s, 1s));
  EXPECT_EQ(schedule.due_before(0ms), 0u);
  EXPECT_EQ(schedule.due_before(1ns), 1u);
  EXPECT_EQ(schedule.due_before(250ms), 1u);
  EXPECT_EQ(schedule.due_before(251ms), 2u);
  EXPECT_EQ(schedule.due_before(1h), 4u);
  EXPECT_EQ(schedule.due_before(-1s), 0u);
}

TEST(ArrivalSchedule, CountsTheStartsBeforeEveryInstantAsGoingThroughThemDoes) {
  const ArrivalSchedule schedule(ramp_to(30_per_s, 3s).hold(0_per_s, 1s).ramp_to(5_per_s, 4s));
  const auto instants = all_of(schedule);
  for (Duration instant{}; instant < 9s; instant += 37ms) {
    const auto counted = std::lower_bound(instants.begin(), instants.end(), instant);
    EXPECT_EQ(schedule.due_before(instant), std::uint64_t(counted - instants.begin()));
  }
}

std::vector<double> gaps_of(const std::vector<Duration>& instants) {
  std::vector<double> gaps;
  for (std::size_t n = 1; n < instants.size(); ++n)
    gaps.push_back(in_seconds(instants[n] - instants[n - 1]));
  return gaps;
}

// Kolmogorov and Smirnov: the greatest distance from the exponential distribution, times sqrt(n).
// Above 1.63 in one of a hundred samples that are exponential.
double distance_from_exponential(std::vector<double> values, double mean) {
  std::sort(values.begin(), values.end());
  const auto n = double(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = -std::expm1(-values[i] / mean);
    distance = std::max({distance, expected - double(i) / n, double(i + 1) / n - expected});
  }
  return distance * std::sqrt(n);
}

TEST(PoissonArrivals, HaveExponentialGaps) {
  const auto gaps = gaps_of(starts_of(hold(1000_per_s, 50s).poisson()));
  EXPECT_LT(distance_from_exponential(gaps, 1e-3), 1.63);
  EXPECT_GT(distance_from_exponential(gaps, 1.05e-3), 1.63);  // the test sees 5 %
}

TEST(PoissonArrivals, HaveGapsThatDoNotDependOnEachOther) {
  const auto gaps = gaps_of(starts_of(hold(1000_per_s, 50s).poisson()));
  double product = 0;
  for (std::size_t n = 1; n < gaps.size(); ++n)
    product += (gaps[n] * 1e3 - 1) * (gaps[n - 1] * 1e3 - 1);
  EXPECT_NEAR(product / double(gaps.size()), 0, 3 / std::sqrt(double(gaps.size())));
}

// The number in an interval has its mean as its variance; of even arrivals it has none.
TEST(PoissonArrivals, VaryInNumberAsMuchAsTheirMean) {
  const ArrivalSchedule schedule(hold(1000_per_s, 100s).poisson(), 3);
  double sum = 0;
  double squares = 0;
  for (int second = 0; second < 1000; ++second) {
    const auto begin = Duration(100ms) * second;
    const auto count = double(schedule.due_before(begin + 100ms) - schedule.due_before(begin));
    sum += count;
    squares += count * count;
  }
  const double mean = sum / 1000;
  EXPECT_NEAR(mean, 100, 1);
  EXPECT_NEAR((squares / 1000 - mean * mean) / mean, 1, 3 * std::sqrt(2.0 / 1000));
}

TEST(PoissonArrivals, FollowAChangingRate) {
  const auto profile = ramp_to(2000_per_s, 20s).hold(0_per_s, 5s).ramp_to(500_per_s, 20s);
  auto random = profile;
  std::vector<double> areas;
  for (const auto instant : starts_of(random.poisson())) areas.push_back(area(profile, instant));
  EXPECT_NEAR(double(areas.size()), 25'000, 4 * std::sqrt(25'000));
  std::vector<double> gaps;
  for (std::size_t n = 1; n < areas.size(); ++n) gaps.push_back(areas[n] - areas[n - 1]);
  EXPECT_LT(distance_from_exponential(gaps, 1), 1.63);
}

TEST(PoissonArrivals, AreThoseOfTheirSeedAndTheirStream) {
  const auto profile = hold(100_per_s, 10s).poisson();
  EXPECT_EQ(all_of(ArrivalSchedule(profile, 1, 2)), all_of(ArrivalSchedule(profile, 1, 2)));
  EXPECT_NE(all_of(ArrivalSchedule(profile, 1, 2)), all_of(ArrivalSchedule(profile, 1, 3)));
  EXPECT_NE(all_of(ArrivalSchedule(profile, 1, 2)), all_of(ArrivalSchedule(profile, 2, 2)));
}

TEST(PoissonArrivals, AreTheSameInWhateverOrderTheyAreAskedFor) {
  const ArrivalSchedule schedule(hold(1000_per_s, 10s).poisson(), 5);
  const auto rising = all_of(schedule);
  ASSERT_TRUE(std::is_sorted(rising.begin(), rising.end()));
  ASSERT_LE(rising.back(), 10s);
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const auto n = random.below(schedule.size());
    ASSERT_EQ(schedule.at(n), rising[n]) << n;
  }
}

TEST(PoissonArrivals, AreCountedBeforeEveryInstantAsGoingThroughThemDoes) {
  const ArrivalSchedule schedule(
      ramp_to(300_per_s, 3s).hold(0_per_s, 1s).hold(50_per_s, 4s).poisson());
  const auto instants = all_of(schedule);
  for (Duration instant{}; instant < 9s; instant += 13ms) {
    const auto counted = std::lower_bound(instants.begin(), instants.end(), instant);
    ASSERT_EQ(schedule.due_before(instant), std::uint64_t(counted - instants.begin()));
  }
  for (std::size_t n = 0; n < instants.size(); ++n) {
    ASSERT_LE(schedule.due_before(instants[n]), n);
    ASSERT_GT(schedule.due_before(instants[n] + 1ns), n);
  }
}

}  // namespace
}  // namespace proofload
