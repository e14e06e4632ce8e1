// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/load_course.h>

#include <support/run_builder.h>

#include <gtest/gtest.h>

#include <functional>

namespace proofload {
namespace {

LoadCourse course_of(int seconds, const std::function<double(int)>& load, bool of_users = false) {
  LoadCourse course;
  course.of_users = of_users;
  for (int second = 0; second < seconds; ++second)
    course.points.push_back(
        {std::chrono::seconds(second), std::chrono::seconds(second + 1), load(second)});
  return course;
}

TEST(LoadCourse, ShowsTheLoadThatWasPlannedAndHowItWasAnswered) {
  RunBuilder run(4s);
  run.requests_in({0, 4}, 100, 5).requests(25, 900, "503", "GET /x", 2);
  run.facts.planned = {100, 110, 125, 100};
  const auto course = load_course(run.report());
  EXPECT_FALSE(course.of_users);
  ASSERT_EQ(course.points.size(), 4u);
  const auto& third = course.points[2];
  EXPECT_EQ(third.from, 2s);
  EXPECT_EQ(third.to, 3s);
  EXPECT_EQ(third.load, 125);
  EXPECT_EQ(third.requests_per_second, 125);
  EXPECT_EQ(third.error_share, 0.2);
  EXPECT_EQ(third.p95, 5) << "of those that succeeded";
}

TEST(LoadCourse, OfAClosedLoadCountsTheUsersFromTheBeginningToTheEndOfAPiece) {
  RunBuilder run(4s);
  run.sample(metrics::vus, 0, {}, 0).sample(metrics::vus, 12, {}, 1);
  run.sample(metrics::vus, 9, {}, 2).sample(metrics::vus, 7, {}, 3);
  const auto course = load_course(run.report());
  EXPECT_TRUE(course.of_users);
  EXPECT_EQ(course.points[0].load, 12) << "none had begun when they were counted first";
  EXPECT_EQ(course.points[1].load, 12);
  EXPECT_EQ(course.points[2].load, 9);
  EXPECT_EQ(course.points[3].load, 7);
}

TEST(LoadCourse, LeavesOutWhatTooFewRequestsTell) {
  RunBuilder run(2s);
  run.requests(19, 5, "200", "GET /x", 0).requests(19, 5, "200", "GET /x", 1);
  run.requests(1, 5, "503", "GET /x", 1);
  const auto course = load_course(run.report());
  EXPECT_EQ(course.points[0].error_share, std::nullopt);
  EXPECT_EQ(course.points[1].error_share, 0.05);
  EXPECT_EQ(course.points[1].p95, std::nullopt) << "19 succeeded";
}

TEST(LoadCourse, LooksForLatencyOnlyWhereTheGeneratorKeptTime) {
  RunBuilder run(10s);
  run.requests_in({0, 10}, 100, 5).requests(100, 300, "200", "GET /x", 5).stall(5, 300);
  const auto course = load_course(run.report());
  EXPECT_EQ(course.points[5].p95, std::nullopt);
  EXPECT_EQ(course.points[5].error_share, 0) << "errors are counted all the same";
  EXPECT_EQ(course.points[2].p95, 5);
}

TEST(LoadCourse, HasAtMost240PiecesOfWholeSecondsAfterTheWarmUp) {
  const auto course = load_course(RunBuilder(Timeline({{"", 0s, 60s, 30min}}, {})).report());
  EXPECT_EQ(course.points.front().from, 1min);
  EXPECT_EQ(course.points.front().to, 1min + 8s);
  EXPECT_EQ(course.points.size(), 29u * 60 / 8);
}

TEST(LoadCourse, ChangesInARampAndInASpike) {
  EXPECT_TRUE(course_of(60, [](int second) { return 10.0 * second; }).changes());
  const auto spike = [](int second) { return second >= 30 && second < 33 ? 1000.0 : 20.0; };
  EXPECT_TRUE(course_of(60, spike).changes());
  EXPECT_TRUE(course_of(60, spike, true).changes());
}

TEST(LoadCourse, DoesNotChangeWhereItIsHeld) {
  EXPECT_FALSE(course_of(
                   60, [](int) { return 50.0; }, true)
                   .changes());
  EXPECT_FALSE(course_of(60, [](int second) { return second < 30 ? 100.0 : 140.0; }).changes());
  EXPECT_FALSE(course_of(60, [](int) { return 0.0; }).changes());
}

TEST(LoadCourse, DoesNotChangeByChance) {
  // Forty arrivals in one part of eight seconds, 65 in another: three standard deviations.
  const auto arrivals = [](int second) { return second < 8 ? 5.0 : second < 16 ? 8.125 : 6.0; };
  EXPECT_FALSE(course_of(64, arrivals).changes());
  EXPECT_TRUE(course_of(64, arrivals, true).changes()) << "users come by plan";
}

TEST(LoadCourse, OfFewPiecesIsNoMatterOfChange) {
  EXPECT_FALSE(course_of(9, [](int second) { return 100.0 * second; }).changes());
}

}  // namespace
}  // namespace proofload
