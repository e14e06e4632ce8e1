// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/clock.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

TEST(RunClock, PlacesInstantsRelativeToTheStart) {
  const SteadyClock::time_point start{5s};
  EXPECT_EQ(RunClock(start).instant(2s), SteadyClock::time_point(7s));
  EXPECT_EQ(RunClock(start).instant(-1s), SteadyClock::time_point(4s));
}

// The hour keeps the machine's own speed out of the test.
TEST(RunClock, IsNegativeBeforeAStartThatLiesAhead) {
  EXPECT_LT(RunClock(SteadyClock::now() + 1h).now(), 0s);
  EXPECT_GE(RunClock(SteadyClock::now() - 1h).now(), 1h);
}

}  // namespace
}  // namespace proofload
