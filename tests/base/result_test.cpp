// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/result.h>

#include <gmock/gmock.h>

#include <memory>

namespace proofload {
namespace {

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 5;
  EXPECT_TRUE(good);
  EXPECT_EQ(good.value(), 5);

  const Result<int> bad = Error{"no such file"};
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.error(), "no such file");
}

TEST(Result, TellsATextFromAnError) {
  const Result<std::string> good = std::string("text");
  EXPECT_TRUE(good);
  const Result<std::string> bad = Error{"text"};
  EXPECT_FALSE(bad);
}

TEST(Result, GivesItsValueAway) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, MayHoldNothingButSuccess) {
  const Result<void> good;
  EXPECT_TRUE(good);
  const Result<void> bad = Error{"disk full"};
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error(), "disk full");
}

}  // namespace
}  // namespace proofload
