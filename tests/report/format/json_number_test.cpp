// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_number.h>

#include <gtest/gtest.h>

#include <limits>

namespace proofload {
namespace {

TEST(JsonNumber, WritesWholeNumbersWithoutAFraction) {
  EXPECT_EQ(json_text(json_number(5)), "5\n");
  EXPECT_EQ(json_text(json_number(-3)), "-3\n");
  EXPECT_EQ(json_text(json_number(9007199254740992)), "9007199254740992\n");
}

TEST(JsonNumber, KeepsFractionsAndWhatIsTooLargeToBeExact) {
  EXPECT_EQ(json_text(json_number(0.1)), "0.1\n");
  EXPECT_EQ(json_text(json_number(1e300)), "1e+300\n");
}

TEST(JsonNumber, WritesNullWhereJsonHasNoNumber) {
  EXPECT_EQ(json_text(json_number(std::numeric_limits<double>::infinity())), "null\n");
  EXPECT_EQ(json_text(json_number(std::numeric_limits<double>::quiet_NaN())), "null\n");
}

}  // namespace
}  // namespace proofload
