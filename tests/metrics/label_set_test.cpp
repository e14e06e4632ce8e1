// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/label_set.h>

#include <gmock/gmock.h>

#include <string>

namespace proofload {
namespace {

TEST(LabelSets, KeepTagsOnceUnderOneNumber) {
  LabelSets sets;
  const auto& one = sets.intern({{"a", "1"}, {"b", "2"}});
  const auto& same = sets.intern({{"b", "2"}, {"a", "1"}});
  const auto& other = sets.intern({{"a", "2"}, {"b", "1"}});
  EXPECT_EQ(&one, &same);
  EXPECT_NE(one.number, other.number);
  EXPECT_EQ(one.tags, (Tags{{"a", "1"}, {"b", "2"}}));
  EXPECT_EQ(sets.size(), 2u);
}

TEST(LabelSets, NumberTheEmptySetZeroWheneverItIsAskedFor) {
  LabelSets sets;
  EXPECT_EQ(LabelSet().number, 0u);
  EXPECT_NE(sets.intern({{"a", "1"}}).number, 0u);
  EXPECT_EQ(sets.intern({}).number, 0u);
  EXPECT_NE(sets.intern({{"a", "2"}}).number, 0u);
}

TEST(LabelSets, StayWhereTheyAreWhileOthersCome) {
  LabelSets sets;
  const auto& first = sets.intern({{"user", "first"}});
  for (int user = 0; user < 1000; ++user) sets.intern({{"user", std::to_string(user)}});
  EXPECT_EQ(&sets.intern({{"user", "first"}}), &first);
  EXPECT_EQ(first.tags.get("user"), "first");
  EXPECT_EQ(sets.size(), 1001u);
}

}  // namespace
}  // namespace proofload
