// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplar_choice.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

TEST(ExemplarChoice, TakesTheFirstOnesAndThenWhateverIsSlowerThanTheFastestOfThem) {
  ExemplarChoice choice;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(choice.choose(Duration(10 + i), 0));
  EXPECT_FALSE(choice.choose(Duration(10), 0));
  EXPECT_TRUE(choice.choose(Duration(11), 0));
  EXPECT_FALSE(choice.choose(Duration(11), 0)) << "two of 11 are kept, and none of 10";
  EXPECT_TRUE(choice.choose(Duration(12), 0));
}

TEST(ExemplarChoice, TakesFewWhileEveryStepIsSlowerThanAllBefore) {
  ExemplarChoice choice;
  int chosen = 0;
  for (int i = 1; i <= 100'000; ++i) chosen += choice.choose(Duration(i), 7);
  EXPECT_GT(chosen, 50);
  EXPECT_LT(chosen, 2000);
  EXPECT_TRUE(choice.choose(Duration(100'001), 8)) << "another slice";
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
