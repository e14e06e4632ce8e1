// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/progress_display.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(ProgressDisplay, WritesToALogEveryTenSecondsAndLaterEveryMinute) {
  EXPECT_EQ(next_log_line(10s), 20s);
  EXPECT_EQ(next_log_line(11s), 20s) << "a line that is late delays no other";
  EXPECT_EQ(next_log_line(59s), 60s);
  EXPECT_EQ(next_log_line(60s), 120s);
  EXPECT_EQ(next_log_line(2h + 3s), 2h + 1min);
}

}  // namespace
}  // namespace proofload
