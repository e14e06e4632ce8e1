// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/timeline.h>

#include <gmock/gmock.h>

#include <tuple>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Duration> ends_of(const Timeline& timeline) {
  std::vector<Duration> ends;
  for (SliceNumber slice = 0; slice + 1 < timeline.slices(); ++slice)
    ends.push_back(timeline.to(slice));
  return ends;
}

// Begin and end in slices, and in time.
std::tuple<SliceNumber, SliceNumber, Duration, Duration> between(const Timeline& timeline,
                                                                 Duration from, Duration to) {
  const auto stretch = timeline.between(from, to);
  return {stretch.begin, stretch.end, stretch.from, stretch.to};
}

TEST(Timeline, IsCutIntoWholeSecondsAndARestThatIsShorter) {
  EXPECT_THAT(ends_of(Timeline(3s)), ElementsAre(1s, 2s, 3s));
  EXPECT_THAT(ends_of(Timeline(2500ms)), ElementsAre(1s, 2s, 2500ms));
  EXPECT_THAT(ends_of(Timeline(1ns)), ElementsAre(1ns));
}

TEST(Timeline, IsCutWhereAStageEnds) {
  const Timeline timeline(3s, {{"a", 0s, 1500ms}, {"b", 1500ms, 2s}, {"c", 2s, 3s}});
  EXPECT_THAT(ends_of(timeline), ElementsAre(1s, 1500ms, 2s, 3s));
}

TEST(Timeline, IsCutWhereAScenarioItsWarmUpAndItsLoadBeginAndEnd) {
  const Timeline timeline({{"browse", 0s, 250ms, 2s}, {"order", 1200ms, 1700ms, 2600ms}}, {});
  EXPECT_THAT(ends_of(timeline), ElementsAre(250ms, 1s, 1200ms, 1700ms, 2s, 2600ms));
  EXPECT_EQ(timeline.end(), 2600ms);
}

TEST(Timeline, LeavesOutWhatLiesOutsideTheLoad) {
  const Timeline timeline(2s, {{"before", -1s, 1s}, {"beyond", 1s, 5s}});
  EXPECT_THAT(ends_of(timeline), ElementsAre(1s, 2s));
}

TEST(Timeline, HasOneSliceWithoutEndAfterTheLoad) {
  const Timeline timeline(2s);
  EXPECT_EQ(timeline.slices(), 3u);
  EXPECT_EQ(timeline.from(2), 2s);
  EXPECT_EQ(timeline.to(2), Duration::max());
}

TEST(Timeline, OfNoLengthHasOnlyTheSliceAfterTheLoad) {
  for (const auto& timeline : {Timeline(), Timeline(0s), Timeline(0s, {{"a", 0s, 1s}})}) {
    EXPECT_THAT(ends_of(timeline), IsEmpty());
    EXPECT_EQ(timeline.end(), 0s);
    EXPECT_EQ(timeline.slice_at(-1s), 0u);
    EXPECT_EQ(timeline.slice_at(5s), 0u);
    EXPECT_EQ(between(timeline, 0s, 1s), std::tuple(0u, 0u, 0s, 0s));
  }
}

TEST(Timeline, CountsAnInstantBetweenTwoSlicesToTheLaterOne) {
  const Timeline timeline(2500ms);
  EXPECT_EQ(timeline.slice_at(0s), 0u);
  EXPECT_EQ(timeline.slice_at(1s - 1ns), 0u);
  EXPECT_EQ(timeline.slice_at(1s), 1u);
  EXPECT_EQ(timeline.slice_at(2500ms - 1ns), 2u);
  EXPECT_EQ(timeline.slice_at(2500ms), 3u);
}

TEST(Timeline, CountsWhatLiesBeforeItToTheFirstSliceAndWhatLiesBehindToTheLast) {
  const Timeline timeline(2s);
  EXPECT_EQ(timeline.slice_at(-1h), 0u);
  EXPECT_EQ(timeline.slice_at(Duration::max()), 2u);
}

TEST(Timeline, FindsTheNextBoundaryFromAnInstantOn) {
  const Timeline timeline(2500ms);
  EXPECT_EQ(timeline.next_boundary(-1s), 0s);
  EXPECT_EQ(timeline.next_boundary(0s), 0s);
  EXPECT_EQ(timeline.next_boundary(1ns), 1s);
  EXPECT_EQ(timeline.next_boundary(1s), 1s);
  EXPECT_EQ(timeline.next_boundary(2001ms), 2500ms);
  EXPECT_EQ(timeline.next_boundary(1h), 2500ms);
}

TEST(Timeline, TakesTheSlicesThatLieBetweenTwoInstantsAsAWhole) {
  const Timeline timeline(4s);
  EXPECT_EQ(between(timeline, 1s, 3s), std::tuple(1u, 3u, 1s, 3s));
  EXPECT_EQ(between(timeline, 1s - 1ns, 3s + 1ns), std::tuple(1u, 3u, 1s, 3s));
  EXPECT_EQ(between(timeline, 1s + 1ns, 3s - 1ns), std::tuple(2u, 2u, 2s, 2s));
  EXPECT_EQ(between(timeline, -5s, 1s), std::tuple(0u, 1u, 0s, 1s));
}

TEST(Timeline, TakesNoSliceBetweenInstantsInTheWrongOrderOrWithinOneSlice) {
  const Timeline timeline(4s);
  EXPECT_EQ(between(timeline, 3s, 1s), std::tuple(3u, 3u, 3s, 3s));
  EXPECT_EQ(between(timeline, 1200ms, 1900ms), std::tuple(2u, 2u, 2s, 2s));
}

TEST(Timeline, CountsWhatComesAfterTheLoadToAStretchThatEndsWithIt) {
  const Timeline timeline(4s);
  EXPECT_EQ(between(timeline, 3s, 4s), std::tuple(3u, 5u, 3s, 4s));
  EXPECT_EQ(between(timeline, 3s, 1h), std::tuple(3u, 5u, 3s, 4s));
  EXPECT_EQ(between(timeline, 4s, 1h), std::tuple(4u, 4u, 4s, 4s));
  EXPECT_EQ(between(timeline, 3500ms, 4s), std::tuple(4u, 4u, 4s, 4s));
}

TEST(Timeline, MeasuresFromTheEarliestEndOfAWarmUp) {
  EXPECT_EQ(Timeline(3s).measured_from(), 0s);
  EXPECT_EQ(Timeline({{"a", 0s, 2s, 9s}, {"b", 0s, 1s, 9s}}, {}).measured_from(), 1s);
  EXPECT_EQ(Timeline({{"a", 0s, 9s, 9s}}, {}).measured_from(), 9s);
  EXPECT_EQ(Timeline().measured_from(), 0s);
}

TEST(Timeline, IsCutOffWhereItEndedBeforeItsPlannedEnd) {
  Timeline timeline(5s);
  timeline.end_at(2500ms);
  EXPECT_THAT(ends_of(timeline), ElementsAre(1s, 2s, 2500ms));
  EXPECT_EQ(timeline.end(), 2500ms);
  EXPECT_EQ(timeline.slice_at(4s), 3u);
  EXPECT_EQ(between(timeline, 2s, 5s), std::tuple(2u, 4u, 2s, 2500ms));
}

TEST(Timeline, EndsBetweenTwoSlicesWithoutAnEmptyOne) {
  Timeline timeline(5s);
  timeline.end_at(2s);
  EXPECT_THAT(ends_of(timeline), ElementsAre(1s, 2s));
}

TEST(Timeline, EndsOnlyEarlier) {
  Timeline timeline(5s);
  timeline.end_at(9s);
  EXPECT_EQ(timeline.end(), 5s);
  timeline.end_at(3s);
  timeline.end_at(4s);
  EXPECT_EQ(timeline.end(), 3s);
  timeline.end_at(-1s);
  EXPECT_EQ(timeline.end(), 0s);
  EXPECT_EQ(timeline.slices(), 1u);
}

TEST(Timeline, EndedDuringItsWarmUpMeasuresNothing) {
  Timeline timeline({{"", 0s, 3s, 9s}}, {});
  timeline.end_at(2s);
  EXPECT_EQ(timeline.measured_from(), 2s);
}

}  // namespace
}  // namespace proofload
