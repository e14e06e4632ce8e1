// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/trimmed.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

TEST(Trimmed, HasNoBlanksAround) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("ab"), "ab");
}

TEST(Trimmed, HasNoneOfTheGivenCharactersAround) { EXPECT_EQ(trimmed("'a b '", "'"), "a b "); }

TEST(Trimmed, IsEmptyAndAtTheEndWhereThereIsNothingElse) {
  const std::string_view text = " \n ";
  EXPECT_EQ(trimmed(text), "");
  EXPECT_EQ(trimmed(text).data(), text.data() + text.size());
  EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace proofload
