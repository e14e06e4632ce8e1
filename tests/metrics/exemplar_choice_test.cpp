// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplar_choice.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

TEST(ExemplarChoice, TakesTheFirstOnesAndThenWhateverIsSlowerThanTheFastestOfThem) {
  ExemplarChoice choice;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(choice.choose(Duration(10 + i)));
  EXPECT_FALSE(choice.choose(Duration(10)));
  EXPECT_TRUE(choice.choose(Duration(11)));
  EXPECT_FALSE(choice.choose(Duration(11))) << "two of 11 are kept, and none of 10";
  EXPECT_TRUE(choice.choose(Duration(12)));
}

TEST(ExemplarChoice, TakesTheFirstFewOfEachKindOfFailure) {
  ExemplarChoice choice;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(choice.choose_failed("timeout"));
  EXPECT_FALSE(choice.choose_failed("timeout"));
  EXPECT_TRUE(choice.choose_failed("status 503"));
}

TEST(ExemplarChoice, TakesABoundedNumberOfKinds) {
  ExemplarChoice choice;
  for (int kind = 0; kind < 20; ++kind)
    EXPECT_TRUE(choice.choose_failed("kind " + std::to_string(kind)));
  EXPECT_FALSE(choice.choose_failed("kind 20"));
  EXPECT_TRUE(choice.choose_failed("kind 19"));
}

}  // namespace
}  // namespace proofload
