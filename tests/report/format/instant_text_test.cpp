// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/instant_text.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

std::string text(Duration since_1970) { return instant_text(WallClock::time_point(since_1970)); }

TEST(InstantText, HasAsManyDigitsAsItNeeds) {
  EXPECT_EQ(text(1'787'306'400s), "2026-08-21T10:00:00Z");
  EXPECT_EQ(text(1'787'306'400s + 500ms), "2026-08-21T10:00:00.5Z");
  EXPECT_EQ(text(1'787'306'400s + 1ns), "2026-08-21T10:00:00.000000001Z");
  EXPECT_EQ(text(1'787'306'400s + 999'999'990ns), "2026-08-21T10:00:00.99999999Z");
}

TEST(InstantText, CountsForwardBefore1970) {
  EXPECT_EQ(text(-1ns), "1969-12-31T23:59:59.999999999Z");
}

TEST(InstantText, KeepsUpWithTheSecondsOfAWriter) {
  InstantWriter writer;
  std::string texts;
  for (const auto at : {0s, 0s, 1s, 0s}) writer.append(texts, WallClock::time_point(at));
  EXPECT_EQ(texts,
            "1970-01-01T00:00:00Z1970-01-01T00:00:00Z1970-01-01T00:00:01Z1970-01-01T00:00:00Z");
}

}  // namespace
}  // namespace proofload
