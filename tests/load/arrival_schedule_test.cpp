// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/load/arrival_schedule.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

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
  const double allowed = 1e-6 + 1e-9 * peak_of(profile.stages());
  const auto length = length_of(profile.stages());
  ASSERT_EQ(schedule.size(), std::uint64_t(std::ceil(area(profile, length) - 1e-6)));
  Duration last{};
  for (std::uint64_t n = 0; n < schedule.size(); ++n) {
    const auto at = schedule.at(n);
    ASSERT_NEAR(area(profile, at), double(n), allowed) << n;
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

// The rate rises by one a second each second, so the area is t^2 / 2 and start n is due at sqrt(2
// n).
TEST(ArrivalSchedule, SolvesTheAreaOfARampFromZero) {
  const ArrivalSchedule schedule(ramp_to(10_per_s, 10s));
  ASSERT_EQ(schedule.size(), 50u);
  EXPECT_EQ(schedule.at(0), 0s);
  EXPECT_EQ(schedule.at(2), 2s);
  EXPECT_EQ(schedule.at(8), 4s);
  EXPECT_EQ(schedule.at(18), 6s);
  EXPECT_EQ(schedule.at(32), 8s);
}

TEST(ArrivalSchedule, PlaysARampDownAsTheMirrorOfARampUp) {
  const auto up = starts_of(ramp_to(10_per_s, 10s));
  const auto down = starts_of(hold(10_per_s, 1s).ramp_to(0_per_s, 10s));
  ASSERT_EQ(down.size(), 60u);
  for (std::size_t n = 1; n < 50; ++n)
    EXPECT_NEAR(in_seconds(down[60 - n]), 11 - in_seconds(up[n]), 1e-8) << n;
}

TEST(ArrivalSchedule, JumpsWhereAStageHasNoLength) {
  EXPECT_THAT(starts_of(ramp_to(2_per_s, 0s).hold(1s).ramp_to(4_per_s, 0s).hold(500ms)),
              ElementsAre(0ms, 500ms, 1000ms, 1250ms));
}

TEST(ArrivalSchedule, PausesAtRateZeroAndGoesOnAtOnce) {
  EXPECT_THAT(starts_of(hold(2_per_s, 1s).hold(0_per_s, 10s).hold(1_per_s, 2s)),
              ElementsAre(0ms, 500ms, 11s, 12s));
  EXPECT_THAT(starts_of(hold(0_per_s, 3s).hold(1_per_s, 2s)), ElementsAre(3s, 4s));
  EXPECT_THAT(starts_of(hold(1_per_s, 2s).hold(0_per_s, 5s)), ElementsAre(0s, 1s));
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

}  // namespace
}  // namespace proofload
