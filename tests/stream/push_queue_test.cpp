// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/push_queue.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

Push push(std::string body, std::size_t memory) {
  return {[body = std::move(body)] { return body; }, memory};
}

TEST(PushQueue, GivesOutTheOldestFirst) {
  PushQueue queue(100);
  queue.add(push("a", 10));
  queue.add(push("b", 10));
  EXPECT_EQ(queue.take()->body(), "a");
  EXPECT_EQ(queue.take()->body(), "b");
  EXPECT_FALSE(queue.take().has_value());
}

TEST(PushQueue, DropsTheOldestWhereItGetsTooMuch) {
  PushQueue queue(100);
  queue.add(push("a", 40));
  queue.add(push("b", 40));
  queue.add(push("c", 60));
  EXPECT_EQ(queue.dropped(), 1u);
  EXPECT_EQ(queue.memory(), 100u);
  EXPECT_EQ(queue.take()->body(), "b");
}

TEST(PushQueue, DropsWhatAloneIsTooMuch) {
  PushQueue queue(100);
  queue.add(push("a", 40));
  queue.add(push("b", 101));
  EXPECT_EQ(queue.dropped(), 2u);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.memory(), 0u);
}

TEST(PushQueue, NeverHoldsMoreThanItMay) {
  PushQueue queue(1000);
  for (int i = 0; i < 500; ++i) queue.add(push("x", 7));
  EXPECT_EQ(queue.size(), 142u);
  EXPECT_EQ(queue.memory(), 994u);
  EXPECT_EQ(queue.dropped(), 358u);
}

}  // namespace
}  // namespace proofload
