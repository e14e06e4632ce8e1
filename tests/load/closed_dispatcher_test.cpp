// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/closed_dispatcher.h>

#include <gmock/gmock.h>

#include <set>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

ClosedDispatcher dispatcher_for(const UserProfile& profile, Stripe share = {}) {
  return ClosedDispatcher(UserSchedule(profile), share);
}

// All starts that are due now, as users.
std::vector<std::uint32_t> users_starting(Dispatcher& dispatcher, Duration now) {
  std::vector<std::uint32_t> users;
  while (const auto start = dispatcher.next(now)) users.push_back(start->user);
  return users;
}

std::size_t users_at(const UserSchedule& schedule, Duration instant) {
  std::size_t users = 0;
  for (const auto& change : schedule.changes())
    if (change.at <= instant) users = std::size_t(change.users);
  return users;
}

TEST(ClosedDispatcher, StartsAllHeldUsersAtOnce) {
  auto dispatcher = dispatcher_for(hold(3_users, 10s));
  EXPECT_THAT(users_starting(dispatcher, 0s), ElementsAre(0, 1, 2));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(ClosedDispatcher, StartsTheNextIterationOfAUserWhenItsLastOneEnded) {
  auto dispatcher = dispatcher_for(hold(2_users, 10s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(1, 3s);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(3s)));
  const auto start = dispatcher.next(3100ms);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->user, 1u);
  EXPECT_EQ(start->iteration, 2u);
  EXPECT_EQ(start->planned, 3s);
  EXPECT_EQ(start->ready, 3s);
}

TEST(ClosedDispatcher, LetsUsersJoinAtTheirInstantOfARamp) {
  auto dispatcher = dispatcher_for(ramp_to(2_users, 2s).hold(10s));
  EXPECT_THAT(users_starting(dispatcher, 0s), IsEmpty());
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(1s)));
  EXPECT_THAT(users_starting(dispatcher, 1s), ElementsAre(0));
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(2s)));
  const auto late = dispatcher.next(2500ms);
  ASSERT_TRUE(late);
  EXPECT_EQ(late->user, 1u);
  EXPECT_EQ(late->planned, 2s);
}

TEST(ClosedDispatcher, LetsAUserThatLeavesEndItsIterationFirst) {
  auto dispatcher = dispatcher_for(hold(2_users, 2s).hold(1_users, 8s));
  users_starting(dispatcher, 0s);
  EXPECT_THAT(users_starting(dispatcher, 2s), IsEmpty());
  dispatcher.finished(1, 3s);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(users_starting(dispatcher, 3s), IsEmpty());
  dispatcher.finished(0, 4s);
  EXPECT_THAT(users_starting(dispatcher, 4s), ElementsAre(0));
}

TEST(ClosedDispatcher, StartsAUserThatCameBackWhilePlayingOnlyOnceItsIterationEnded) {
  auto dispatcher = dispatcher_for(hold(1_users, 1s).hold(0_users, 1s).hold(1_users, 8s));
  users_starting(dispatcher, 0s);
  EXPECT_THAT(users_starting(dispatcher, 1s), IsEmpty());
  EXPECT_THAT(users_starting(dispatcher, 2s), IsEmpty());
  dispatcher.finished(0, 5s);
  EXPECT_THAT(users_starting(dispatcher, 5s), ElementsAre(0));
}

TEST(ClosedDispatcher, StartsAUserAgainThatLeftAndCameBack) {
  auto dispatcher = dispatcher_for(hold(1_users, 1s).hold(0_users, 1s).hold(1_users, 8s));
  users_starting(dispatcher, 0s);
  users_starting(dispatcher, 1s);
  dispatcher.finished(0, 1500ms);
  EXPECT_THAT(users_starting(dispatcher, 1900ms), IsEmpty());
  EXPECT_THAT(users_starting(dispatcher, 2s), ElementsAre(0));
}

TEST(ClosedDispatcher, DropsAUserThatWasDueButLeftBeforeItStarted) {
  auto dispatcher = dispatcher_for(hold(2_users, 2s).hold(1_users, 2s).hold(2_users, 6s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(1, 1s);
  EXPECT_THAT(users_starting(dispatcher, 3s), IsEmpty());
  EXPECT_THAT(users_starting(dispatcher, 4s), ElementsAre(1));
}

TEST(ClosedDispatcher, PassesOverUsersThatCameAndWentAtOneInstant) {
  auto dispatcher = dispatcher_for(ramp_to(9_users, 0s).ramp_to(2_users, 0s).hold(1s));
  EXPECT_THAT(users_starting(dispatcher, 0s), ElementsAre(0, 1));
}

TEST(ClosedDispatcher, StartsNothingFromTheEndOn) {
  auto dispatcher = dispatcher_for(hold(1_users, 10s));
  users_starting(dispatcher, 0s);
  EXPECT_FALSE(dispatcher.exhausted(9999ms));
  EXPECT_TRUE(dispatcher.exhausted(10s));
  dispatcher.finished(0, 10s);
  EXPECT_THAT(users_starting(dispatcher, 10s), IsEmpty());
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

// Whoever sleeps until next_due() would otherwise wake again and again until the last user ends.
TEST(ClosedDispatcher, IsDueNoMoreAfterARampToZero) {
  auto dispatcher = dispatcher_for(hold(2_users, 1s).ramp_to(0_users, 2s));
  users_starting(dispatcher, 0s);
  EXPECT_THAT(users_starting(dispatcher, 3s), IsEmpty());
  dispatcher.finished(0, 4s);
  dispatcher.finished(1, 4s);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(ClosedDispatcher, IsDueNoMoreWhenAUserBecameDueJustBeforeTheEnd) {
  auto dispatcher = dispatcher_for(hold(2_users, 1s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 999ms);
  EXPECT_THAT(users_starting(dispatcher, 1s), IsEmpty());
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(ClosedDispatcher, StartsNothingOnceClosed) {
  auto dispatcher = dispatcher_for(hold(2_users, 10s));
  dispatcher.next(0s);
  dispatcher.close();
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(0s));
  dispatcher.finished(0, 1s);
  EXPECT_FALSE(dispatcher.next(1s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(ClosedDispatcher, PlansAUserThatLeftAndCameBackForWhenItCameBack) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 2s).hold(1_users, 6s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 1s);
  const auto start = dispatcher.next(5s);  // nobody asked in between
  ASSERT_TRUE(start);
  EXPECT_EQ(start->planned, 4s);
}

TEST(ClosedDispatcher, PlansAUserThatPlayedOnWhileItWasAwayForWhenItEnded) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 2s).hold(1_users, 6s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 5s);  // nobody asked in between
  const auto start = dispatcher.next(5s);
  ASSERT_TRUE(start);
  EXPECT_EQ(start->planned, 5s);
}

TEST(ClosedDispatcherPacing, StartsAUserEverySoOften) {
  auto dispatcher = dispatcher_for(hold(1_users, 10s).pacing(3s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 1s);
  EXPECT_THAT(users_starting(dispatcher, 1s), IsEmpty());
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(3s)));
  EXPECT_EQ(dispatcher.next(3200ms)->planned, 3s);  // late, but
  dispatcher.finished(0, 3500ms);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(6s)));  // not late for ever
}

TEST(ClosedDispatcherPacing, StartsAUserAtOnceWhoseIterationTookLonger) {
  auto dispatcher = dispatcher_for(hold(1_users, 20s).pacing(3s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 5s);
  EXPECT_EQ(dispatcher.next(5s)->planned, 5s);
  dispatcher.finished(0, 6s);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(8s)));
}

TEST(ClosedDispatcherPacing, StartsUsersInTheOrderInWhichTheyAreDue) {
  auto dispatcher = dispatcher_for(ramp_to(2_users, 2s).hold(18s).pacing(5s));  // join at 1 and 2 s
  users_starting(dispatcher, 2s);
  dispatcher.finished(1, 3s);
  dispatcher.finished(0, 4s);
  EXPECT_THAT(users_starting(dispatcher, 7s), ElementsAre(0, 1));
}

TEST(ClosedDispatcherPacing, IsDueNoMoreWhereTheNextStartWouldFallBeyondTheEnd) {
  auto dispatcher = dispatcher_for(hold(1_users, 10s).pacing(6s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 1s);
  users_starting(dispatcher, 6s);
  dispatcher.finished(0, 7s);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(ClosedDispatcherPacing, ForgetsAUserThatLeavesWhileItWaits) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 8s).pacing(5s));
  users_starting(dispatcher, 0s);
  dispatcher.finished(0, 1s);
  EXPECT_THAT(users_starting(dispatcher, 2s), IsEmpty());
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(users_starting(dispatcher, 5s), IsEmpty());
}

// Whether it is cut off does not depend on when it is asked.
TEST(ClosedDispatcher, PlansNoNumberOfStarts) {
  EXPECT_EQ(dispatcher_for(hold(2_users, 10s)).planned_before(10s), std::nullopt);
}

TEST(ClosedDispatcher, PlaysNothingWhereItsShareHasNoUser) {
  auto dispatcher = dispatcher_for(hold(2_users, 10s), {2, 3});
  EXPECT_THAT(users_starting(dispatcher, 0s), IsEmpty());
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

// Every iteration takes 10 ms, so that at every step the starts are the users that play.
TEST(ClosedDispatcher, StripedOverWorkersKeepsTheWholeNumberOfUsersAtEveryInstant) {
  const UserSchedule schedule(
      ramp_to(23_users, 2s).hold(1s).ramp_to(4_users, 3s).hold(9_users, 1s).ramp_to(0_users, 1s));
  for (std::uint32_t workers = 1; workers <= 7; ++workers) {
    std::vector<ClosedDispatcher> shares;
    for (std::uint32_t index = 0; index < workers; ++index)
      shares.emplace_back(schedule, Stripe{index, workers});
    std::vector<std::vector<std::uint32_t>> playing(workers);
    for (Duration now{}; now < schedule.length(); now += 10ms) {
      std::size_t all = 0;
      for (std::uint32_t index = 0; index < workers; ++index) {
        for (const auto user : playing[index]) shares[index].finished(user, now);
        playing[index] = users_starting(shares[index], now);
        all += playing[index].size();
      }
      ASSERT_EQ(all, users_at(schedule, now)) << to_text(now) << " with " << workers;
    }
  }
}

TEST(ClosedDispatcher, StripedOverWorkersNumbersEveryIterationOnce) {
  std::set<std::uint64_t> numbers;
  std::size_t starts = 0;
  for (std::uint32_t index = 0; index < 3; ++index) {
    auto dispatcher = dispatcher_for(hold(10_users, 1s), {index, 3});
    for (Duration now{}; now < 1s; now += 100ms) {
      std::vector<std::uint32_t> users;
      while (const auto start = dispatcher.next(now)) {
        numbers.insert(start->iteration);
        users.push_back(start->user);
      }
      for (const auto user : users) dispatcher.finished(user, now + 50ms);
      starts += users.size();
    }
  }
  EXPECT_EQ(starts, 100u);
  EXPECT_EQ(numbers.size(), starts);
}

}  // namespace
}  // namespace proofload
