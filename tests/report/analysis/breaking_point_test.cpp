// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/breaking_point.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A second of load: as many requests as planned starts.
struct Second {
  double load = 0;
  std::optional<double> p95 = 8;
  std::optional<double> errors = 0;
};

LoadCourse course_of(const std::vector<Second>& seconds) {
  LoadCourse course;
  for (const auto& [load, p95, errors] : seconds) {
    const auto from = std::chrono::seconds(course.points.size());
    course.points.push_back({from, from + 1s, load, load, errors, p95});
  }
  return course;
}

BreakingPoint found_in(const std::vector<Second>& seconds) {
  return find_breaking_point(course_of(seconds));
}

// Up to 1000/s and down again, ten seconds each way; degraded from 700/s to 300/s on the way back.
const std::vector<Second> overload{{100},
                                   {200},
                                   {300},
                                   {400},
                                   {500},
                                   {600},
                                   {700, 30},
                                   {800, 90},
                                   {900, 200, 0.005},
                                   {1000, 400, 0.02},
                                   {1000, 500, 0.1},
                                   {800, 400, 0.2},
                                   {600, 200, 0.03},
                                   {500, 100},
                                   {400, 50},
                                   {300, 9},
                                   {200, 8},
                                   {100, 8}};

TEST(BreakingPoint, IsWhereErrorsBeginAndLatencyBends) {
  const auto found = found_in(overload);
  ASSERT_TRUE(found.errors_begin && found.latency_bends && found.largest_held);
  EXPECT_EQ(found.low_load_p95, 8);
  EXPECT_EQ(found.latency_bends->load, 700);
  EXPECT_EQ(found.latency_bends->from, 6s);
  EXPECT_EQ(found.errors_begin->load, 1000);
  EXPECT_EQ(found.errors_begin->from, 9s);
  EXPECT_EQ(found.largest_held->load, 600);
  EXPECT_EQ(found.greatest->load, 1000);
}

TEST(BreakingPoint, CountsRecoveryFromTheEndOfThePeak) {
  const auto found = found_in(overload);
  EXPECT_EQ(found.peak_ended, 11s);
  EXPECT_EQ(found.recovery, Recovery::recovered);
  EXPECT_EQ(found.recovery_time, 4s);
}

TEST(BreakingPoint, IsTold) {
  EXPECT_THAT(sentences(found_in(overload)),
              ElementsAre("errors begin at 1000 requests/s, after 9 s: 2 % fail",
                          "p95 bends at 700 requests/s, after 6 s: 30 ms, against 8 ms under low "
                          "load",
                          "the largest load held before is 600 requests/s",
                          "recovered 4 s after the peak"));
}

TEST(BreakingPoint, OfAServiceThatHoldsIsNowhere) {
  const auto found = found_in({{100}, {5000}, {9000, 20}, {15219, 23}, {9000}, {100}});
  EXPECT_FALSE(found.degraded());
  EXPECT_EQ(found.recovery, Recovery::not_needed);
  EXPECT_THAT(sentences(found), ElementsAre("no degradation up to 15,219 requests/s"));
}

TEST(BreakingPoint, NeedsThreePiecesInARow) {
  const auto twice = found_in({{100}, {200}, {300, 90, 0.5}, {400, 90, 0.5}, {500}, {600}, {700}});
  EXPECT_FALSE(twice.degraded());
  EXPECT_EQ(twice.largest_held->load, 700);
  const auto thrice = found_in({{100}, {200}, {300, 90}, {400, 90}, {500, 90}, {600}, {100}});
  EXPECT_EQ(thrice.latency_bends->load, 300);
}

TEST(BreakingPoint, LooksPastPiecesThatHoldTooLittle) {
  const auto found =
      found_in({{100}, {200}, {300, 90}, {400, {}, {}}, {500, 90}, {600, {}}, {700, 90}});
  ASSERT_TRUE(found.latency_bends);
  EXPECT_EQ(found.latency_bends->load, 300);
  EXPECT_EQ(found.largest_held->load, 200);
}

TEST(BreakingPoint, IsNoRiseOfLatencyByAFewMilliseconds) {
  EXPECT_FALSE(found_in({{100, 0.2}, {200, 0.2}, {900, 5}, {900, 5}, {900, 5}}).degraded());
  EXPECT_TRUE(found_in({{100, 0.2}, {200, 0.2}, {900, 6}, {900, 6}, {900, 6}}).degraded());
  EXPECT_FALSE(found_in({{100}, {200}, {900, 24}, {900, 24}, {900, 24}}).degraded());
  EXPECT_TRUE(found_in({{100}, {200}, {900, 25}, {900, 25}, {900, 25}}).degraded());
}

TEST(BreakingPoint, TakesTheMedianUnderLowLoadForTheUsual) {
  // The quarter above the least load ends at 325/s; the first second is that of a cold start.
  const auto found =
      found_in({{100, 100}, {200, 6}, {300, 7}, {326, 90}, {1000, 90}, {1000, 90}, {100, 1}});
  EXPECT_EQ(found.low_load_p95, 7);
  EXPECT_EQ(found.latency_bends->load, 326);
}

TEST(BreakingPoint, OfALoadThatIsHeldIsWhereTheServiceTires) {
  const std::vector<Second> tired{{100, 40}, {100}, {100}, {100}, {100, 50}, {100, 50}, {100, 50}};
  const auto found = found_in(tired);
  EXPECT_EQ(found.low_load_p95, 8);
  EXPECT_EQ(found.latency_bends->from, 4s);
  EXPECT_EQ(found.recovery, Recovery::not_seen);
  EXPECT_THAT(sentences(found).back(), HasSubstr("the load did not fall after its peak"));
}

TEST(BreakingPoint, SaysThatAServiceDidNotRecover) {
  const auto found =
      found_in({{10}, {10}, {900, 90}, {900, 90}, {900, 90}, {10, 90}, {10}, {10, 90}});
  EXPECT_EQ(found.recovery, Recovery::not_recovered);
  EXPECT_EQ(sentences(found).back(), "did not recover in the 3 s after the peak");
}

TEST(BreakingPoint, TakesRecoveryToTheEndOfTheRun) {
  const auto found = found_in({{10}, {10}, {900, 90}, {900, 90}, {900, 90}, {10, 90}, {10}});
  EXPECT_EQ(found.recovery, Recovery::recovered);
  EXPECT_EQ(found.recovery_time, 1s);
}

TEST(BreakingPoint, SaysWhereTheServiceIsWellAtOnce) {
  const auto found = found_in({{10}, {10}, {900, 90}, {900, 90}, {900, 90}, {10}, {10}, {10}});
  EXPECT_EQ(sentences(found).back(), "recovered as soon as the peak had ended");
}

TEST(BreakingPoint, LooksForRecoveryBehindWhatBreaksAfterThePeak) {
  const auto found = found_in({{10}, {900}, {10}, {10, 90}, {10, 90}, {10, 90}, {10}, {10}});
  EXPECT_EQ(found.peak_ended, 2s);
  EXPECT_EQ(found.recovery_time, 4s);
  const auto later =
      found_in({{10}, {900}, {10}, {10}, {10}, {10, 90}, {10, 90}, {10, 90}, {10}, {10}});
  EXPECT_EQ(later.recovery_time, 6s);
}

TEST(BreakingPoint, DoesNotClaimWhatWasNotSeen) {
  const auto half = found_in({{100}, {500}, {600, {}}, {1000, {}}, {1000, {}}, {100}});
  EXPECT_THAT(sentences(half),
              ElementsAre("no degradation up to 500 requests/s; above it, up to 1000 requests/s, "
                          "the generator did not keep time or too few requests came"));
  EXPECT_THAT(sentences(found_in({{100, {}, {}}, {200, {}, {}}})),
              ElementsAre(HasSubstr("whether it degrades was not seen")));
  EXPECT_THAT(sentences(found_in({{100, {}}, {500}, {500}, {500}})),
              ElementsAre("no errors up to 500 requests/s"))
      << "p95 under low load is not known";
  EXPECT_TRUE(sentences(found_in({})).empty());
  EXPECT_TRUE(sentences(found_in({{0, {}, {}}})).empty());
}

TEST(BreakingPoint, OfErrorsAloneIsFoundWhereNothingSucceeds) {
  const auto found = found_in({{10, {}, 1}, {10, {}, 1}, {10, {}, 1}});
  EXPECT_EQ(found.errors_begin->from, 0s);
  EXPECT_FALSE(found.largest_held);
  EXPECT_THAT(sentences(found), testing::Contains("no load was held before"));
}

TEST(BreakingPoint, IsRecoveredFromByErrorsAloneWhereLatencyIsUnknown) {
  const auto found = found_in(
      {{9, {}}, {90, {}, 1}, {90, {}, 1}, {90, {}, 1}, {9, {}, 1}, {9, {}}, {9, {}}, {9, {}}});
  EXPECT_EQ(found.recovery, Recovery::recovered);
  EXPECT_EQ(found.recovery_time, 1s);
  EXPECT_EQ(found.largest_held->load, 9);
}

TEST(BreakingPoint, OfAClosedLoadIsToldInUsers) {
  auto course = course_of(overload);
  course.of_users = true;
  for (auto& point : course.points) point.requests_per_second = 5;
  EXPECT_EQ(sentences(find_breaking_point(course))[2],
            "the largest load held before is 600 users (5 requests/s)");
}

}  // namespace
}  // namespace proofload
