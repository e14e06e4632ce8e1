// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/progress_line.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

constexpr ConsoleStyle plain_progress{};
constexpr ConsoleStyle coloured_progress{true, false};

Progress twelve_of_thirty_seconds() {
  Progress progress;
  progress.elapsed = 12s;
  progress.length = 30s;
  progress.users = 12;
  progress.starts_per_second = 998;
  progress.planned_per_second = 1000;
  progress.requests = 1000;
  progress.failed = 1;
  progress.failed_so_far = 3;
  progress.p95 = 1.25;
  return progress;
}

TEST(ProgressLine, OfALogSaysWhenRateUsersLatencyFailuresAndWhatIsLeft) {
  EXPECT_EQ(progress_line(twelve_of_thirty_seconds()),
            "   12 s of 30 s (40 %)  998 of 1000/s  12 users  p95 1.25 ms  3 failed, 1 now  18 s "
            "left");
}

TEST(ProgressLine, OfATerminalFitsInto80Columns) {
  EXPECT_EQ(progress_line(twelve_of_thirty_seconds(), 80, plain_progress),
            "[####......] 18 s left  998 of 1000/s  12 users  p95 1.25 ms  3 failed, 1 now");
}

TEST(ProgressLine, LeavesOutWhatDoesNotFitBeforeTheCursor) {
  const auto progress = twelve_of_thirty_seconds();
  EXPECT_EQ(progress_line(progress, 78, plain_progress),
            progress_line(progress, 80, plain_progress));
  EXPECT_EQ(progress_line(progress, 77, plain_progress),
            "[####......] 18 s left  998 of 1000/s  12 users  p95 1.25 ms");
  EXPECT_EQ(progress_line(progress, 23, plain_progress), "[####......] 18 s left");
  EXPECT_EQ(progress_line(progress, 22, plain_progress), "[####......] 18 s lef");
  EXPECT_EQ(progress_line(progress, 0, plain_progress), "");
}

TEST(ProgressLine, ShowsFailuresInRedWhichTakesNoRoom) {
  auto progress = twelve_of_thirty_seconds();
  EXPECT_EQ(progress_line(progress, 78, coloured_progress),
            "[####......] 18 s left  998 of 1000/s  12 users  p95 1.25 ms  "
            "\033[31m3 failed, 1 now\033[0m");
  progress.failed = progress.failed_so_far = 0;
  EXPECT_EQ(progress_line(progress, 78, coloured_progress),
            "[####......] 18 s left  998 of 1000/s  12 users  p95 1.25 ms  0 failed");
}

TEST(ProgressLine, SaysThatNothingIsMeasuredDuringTheWarmUp) {
  auto progress = twelve_of_thirty_seconds();
  progress.warming_up = true;
  EXPECT_EQ(progress_line(progress),
            "   12 s of 30 s (40 %)  998 of 1000/s  12 users  warm-up  18 s left");
}

TEST(ProgressLine, HasNoPlanInAClosedLoadAndNoLatencyWithoutRequests) {
  auto progress = twelve_of_thirty_seconds();
  progress.planned_per_second = {};
  progress.requests = progress.failed = progress.failed_so_far = 0;
  EXPECT_EQ(progress_line(progress, 80, plain_progress),
            "[####......] 18 s left  998/s  12 users  p95 -  0 failed");
}

TEST(ProgressLine, SaysThatTheRunEndsWhenTheLoadIsPlayed) {
  auto progress = twelve_of_thirty_seconds();
  progress.elapsed = 31s;
  EXPECT_EQ(progress_line(progress, 45, plain_progress),
            "[##########] ending  998 of 1000/s  12 users");
  progress.length = {};
  EXPECT_EQ(progress_line(progress, 45, plain_progress),
            "[##########] ending  998 of 1000/s  12 users");
}

}  // namespace
}  // namespace proofload
