// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/push_schedule.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(PushSchedule, IsDueOnceInEachInterval) {
  PushSchedule schedule(5s);
  int due = 0;
  for (int second = 1; second <= 20; ++second) due += schedule.is_due(1s * second) ? 1 : 0;
  EXPECT_EQ(due, 4);
}

TEST(PushSchedule, ForgivesSecondsThatComeALittleEarlyOrLate) {
  PushSchedule schedule(5s);
  EXPECT_FALSE(schedule.is_due(4s));
  EXPECT_TRUE(schedule.is_due(4'990ms));
  EXPECT_FALSE(schedule.is_due(6s));
  EXPECT_FALSE(schedule.is_due(9s));
  EXPECT_TRUE(schedule.is_due(10'010ms));
}

TEST(PushSchedule, SkipsWhatWasMissed) {
  PushSchedule schedule(1s);
  EXPECT_TRUE(schedule.is_due(30s));
  EXPECT_FALSE(schedule.is_due(30'100ms));
  EXPECT_TRUE(schedule.is_due(31s));
}

}  // namespace
}  // namespace proofload
