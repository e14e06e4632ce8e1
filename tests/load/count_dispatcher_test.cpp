// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/count_dispatcher.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

std::vector<std::uint64_t> iterations_starting(Dispatcher& dispatcher, Duration now) {
  std::vector<std::uint64_t> iterations;
  while (const auto start = dispatcher.next(now)) iterations.push_back(start->iteration);
  return iterations;
}

std::vector<Duration> drops_of(Dispatcher& dispatcher) {
  std::vector<Duration> drops;
  while (const auto planned = dispatcher.take_drop()) drops.push_back(*planned);
  return drops;
}

TEST(CountDispatcher, StartsAllUsersAtOnce) {
  CountDispatcher dispatcher(iterations(10).shared_by(3_users), {});
  EXPECT_THAT(iterations_starting(dispatcher, 0s), ElementsAre(0, 1, 2));
}

TEST(CountDispatcher, GivesTheNextSharedIterationToWhoeverIsFree) {
  CountDispatcher dispatcher(iterations(5).shared_by(2_users), {});
  iterations_starting(dispatcher, 0s);
  dispatcher.finished(1, 3s);
  const auto start = dispatcher.next(3100ms);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->user, 1u);
  EXPECT_EQ(start->iteration, 2u);
  EXPECT_EQ(start->planned, 3s);
  EXPECT_EQ(start->ready, 3s);
  dispatcher.finished(1, 4s);
  EXPECT_THAT(iterations_starting(dispatcher, 4s), ElementsAre(3));
}

TEST(CountDispatcher, IsExhaustedOnceAllSharedIterationsStarted) {
  CountDispatcher dispatcher(iterations(3).shared_by(2_users), {});
  iterations_starting(dispatcher, 0s);
  EXPECT_FALSE(dispatcher.exhausted(1s));
  dispatcher.finished(0, 1s);
  iterations_starting(dispatcher, 1s);
  EXPECT_TRUE(dispatcher.exhausted(1s));
  dispatcher.finished(1, 2s);
  EXPECT_FALSE(dispatcher.next(2s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(CountDispatcher, LetsEveryUserPlayItsOwnNumber) {
  CountDispatcher dispatcher(iterations(2).by_each_of(3_users), {});
  EXPECT_THAT(iterations_starting(dispatcher, 0s), ElementsAre(0, 1, 2));
  dispatcher.finished(1, 1s);
  EXPECT_THAT(iterations_starting(dispatcher, 1s), ElementsAre(4));
  dispatcher.finished(1, 2s);
  EXPECT_THAT(iterations_starting(dispatcher, 2s), IsEmpty());  // it has played its two
  EXPECT_FALSE(dispatcher.exhausted(2s));
  dispatcher.finished(0, 3s);
  dispatcher.finished(2, 3s);
  EXPECT_THAT(iterations_starting(dispatcher, 3s), ElementsAre(3, 5));
  EXPECT_TRUE(dispatcher.exhausted(3s));
}

TEST(CountDispatcher, DropsWhatIsLeftAtTheMaximalLength) {
  CountDispatcher dispatcher(iterations(7).shared_by(2_users).within(10s), {});
  iterations_starting(dispatcher, 0s);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(10s)));
  dispatcher.finished(0, 9999ms);
  EXPECT_THAT(iterations_starting(dispatcher, 9999ms), ElementsAre(2));
  dispatcher.finished(0, 10s);
  EXPECT_FALSE(dispatcher.exhausted(10s));
  EXPECT_THAT(iterations_starting(dispatcher, 10s), IsEmpty());
  EXPECT_TRUE(dispatcher.exhausted(10s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(drops_of(dispatcher), ElementsAre(10s, 10s, 10s, 10s));
  EXPECT_THAT(iterations_starting(dispatcher, 11s), IsEmpty());
  EXPECT_THAT(drops_of(dispatcher), IsEmpty());
}

TEST(CountDispatcher, DropsWhatIsLeftOfEachUser) {
  CountDispatcher dispatcher(iterations(3).by_each_of(2_users).within(10s), {});
  iterations_starting(dispatcher, 0s);
  dispatcher.finished(0, 1s);
  iterations_starting(dispatcher, 1s);
  iterations_starting(dispatcher, 12s);
  EXPECT_THAT(drops_of(dispatcher), ElementsAre(10s, 10s, 10s));
}

TEST(CountDispatcher, StartsAndDropsNothingOnceClosed) {
  CountDispatcher dispatcher(iterations(7).shared_by(2_users).within(10s), {});
  dispatcher.next(0s);
  dispatcher.close();
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(0s));
  dispatcher.finished(0, 1s);
  EXPECT_FALSE(dispatcher.next(10s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(drops_of(dispatcher), IsEmpty());
}

TEST(CountDispatcher, PlansNoInstants) {
  EXPECT_EQ(CountDispatcher(iterations(7).shared_by(2_users), {}).planned_before(10s),
            std::nullopt);
}

TEST(CountDispatcher, PlaysNothingInAShareBeyondTheNumberOfUsers) {
  CountDispatcher dispatcher(iterations(100).shared_by(2_users), {2, 3});
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(0s));
  EXPECT_FALSE(dispatcher.next(10min));
  EXPECT_THAT(drops_of(dispatcher), IsEmpty());
}

}  // namespace
}  // namespace proofload
