// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/health.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

Health health(const RunBuilder& run, Duration allowed = 1ms) {
  return health_of(run.report(), allowed);
}

std::vector<SliceNumber> unhealthy(const Health& health) {
  std::vector<SliceNumber> numbers;
  for (SliceNumber slice = 0; slice < health.slices().size(); ++slice)
    if (!health.slices()[slice].healthy) numbers.push_back(slice);
  return numbers;
}

TEST(Health, OfARunWithoutSignalsIsGood) {
  const auto good = health(RunBuilder());
  EXPECT_THAT(unhealthy(good), ElementsAre());
  EXPECT_EQ(good.share(), 1);
  EXPECT_EQ(good.summary(), "");
  EXPECT_EQ(good.voters(), 10);
}

TEST(Health, SpoilsTheSecondsBesideABadOne) {
  const auto one = health(RunBuilder().stall(5, 300));
  EXPECT_THAT(unhealthy(one), ElementsAre(4, 5, 6));
  EXPECT_THAT(one.slices()[5].reason, StartsWith("it started up to 300 ms late"));
  EXPECT_EQ(one.slices()[4].reason, "next to second 5");
  EXPECT_EQ(one.slices()[6].reason, "next to second 5");
  EXPECT_EQ(one.share(), 0.7);
  EXPECT_THAT(*one.mask(), ElementsAre(1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1));
}

TEST(Health, SpoilsAsManySecondsBeforeABadOneAsTheBoundIsLong) {
  EXPECT_THAT(unhealthy(health(RunBuilder().stall(5, 3000), 125ms)),
              ElementsAre(2, 3, 4, 5, 6, 7, 8))
      << "an answer may take 2.5 s";
}

TEST(Health, SpoilsAsManySecondsAfterABadOneAsTheStallWasLong) {
  EXPECT_THAT(unhealthy(health(RunBuilder().stall(3, 2500))), ElementsAre(2, 3, 4, 5, 6));
}

TEST(Health, ForgivesPagesReadInTheFirstSecond) {
  const auto faults = metrics::generator_page_faults;
  EXPECT_EQ(health(RunBuilder().sample(faults, 500, {}, 0)).summary(), "");
  EXPECT_NE(health(RunBuilder().sample(faults, 500, {}, 1)).summary(), "");
}

TEST(Health, DoesNotAskSecondsOfTheWarmUpWhatTheyThink) {
  const Timeline timeline({{"", 0s, 4s, 10s}}, {});
  const auto warm_up = health(RunBuilder(timeline).stalls({0, 3}, 300));
  EXPECT_EQ(warm_up.voters(), 6);
  EXPECT_EQ(warm_up.share(), 1);
  EXPECT_THAT(unhealthy(warm_up), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(health(RunBuilder(timeline).stall(3, 300)).summary(),
            "1 of 6 seconds: beside others in which it was not measured");
}

TEST(Health, DoesNotAskSlicesUnderAFifthOfASecond) {
  const Timeline timeline(5s, {{"", 0s, 2100ms}, {"", 2100ms, 5s}});  // 2.0 to 2.1 is a slice
  const auto one = health(RunBuilder(timeline).stall(2, 300));
  EXPECT_EQ(one.voters(), 5);
  EXPECT_THAT(unhealthy(one), ElementsAre(1, 2, 3));
  EXPECT_THAT(unhealthy(health(RunBuilder(timeline).stall(3, 50))), ElementsAre(1, 2, 3, 4))
      << "too short to stand alone before a bad one";
}

TEST(Health, AsksEverySliceOfARunThatHasNoLongOnes) {
  const auto brief = health(RunBuilder(Timeline(100ms)).stall(0, 50));
  EXPECT_EQ(brief.voters(), 1);
  EXPECT_EQ(brief.share(), 0);
}

TEST(Health, LeavesOutWhatWasPlannedBeyondAnEarlyEnd) {
  EXPECT_EQ(health(RunBuilder().ended_at(4s)).voters(), 4);
  EXPECT_EQ(health(RunBuilder().ended_at(4100ms)).voters(), 4);
  EXPECT_EQ(health(RunBuilder().ended_at(4500ms)).voters(), 5);
}

TEST(Health, OfARunThatPlayedNothingIsNotBad) {
  const auto nothing = health(RunBuilder(Timeline()));
  EXPECT_EQ(nothing.voters(), 0);
  EXPECT_EQ(nothing.share(), 1);
}

TEST(Health, CountsSecondsInAPartOfTheRun) {
  const auto one = health(RunBuilder().stall(5, 300));
  EXPECT_EQ(one.voters(0, 5), 5);
  EXPECT_EQ(one.healthy_voters(0, 5), 4);
}

TEST(Health, KnowsWhatTheServiceUsedInTheUnhealthySeconds) {
  const auto run = RunBuilder()
                       .stall(5, 300)
                       .sample(metrics::service_processors, 1.8, {}, 4)
                       .sample(metrics::service_processors, 1.9, {}, 5)
                       .sample(metrics::service_processors, 2.0, {}, 6)
                       .sample(metrics::service_processors, 0.1, {}, 0);
  EXPECT_DOUBLE_EQ(health(run).service_processors(), 1.9);
}

TEST(Health, AllowsATwentiethOfABoundAndAMillisecondAtLeast) {
  EXPECT_EQ(lateness_allowed_by_latency(200ms), 10ms);
  EXPECT_EQ(lateness_allowed_by_latency(20ms), 1ms);
  EXPECT_EQ(lateness_allowed_by_latency(1ms), 1ms);
}

}  // namespace
}  // namespace proofload
