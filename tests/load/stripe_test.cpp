// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/stripe.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(Stripe, HoldsTheNumbersThatLeaveItsRemainder) {
  for (std::uint32_t count = 1; count <= 7; ++count)
    for (std::uint32_t index = 0; index < count; ++index)
      for (std::uint64_t size = 0; size < 30; ++size) {
        std::uint64_t members = 0;
        for (std::uint64_t n = 0; n < size; ++n) members += n % count == index ? 1 : 0;
        ASSERT_EQ(stripe_size(size, {index, count}), members);
      }
}

TEST(Stripe, IsWiderWhereFewerMayPlay) {
  EXPECT_EQ(among(3, {1, 7}).count, 3u);
  EXPECT_EQ(among(7, {1, 3}).count, 3u);
  EXPECT_EQ(stripe_size(3, among(3, {2, 7})), 1u);
  EXPECT_EQ(stripe_size(3, among(3, {3, 7})), 0u);
  EXPECT_EQ(among(0, {0, 7}).count, 1u);
}

}  // namespace
}  // namespace proofload
