// SPDX-License-Identifier: Apache-2.0
//
// Users that have to leave: who is cut off, and when.

#include <proofload/load/closed_dispatcher.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

ClosedDispatcher dispatcher_for(const UserProfile& profile, Duration ramp_down) {
  return ClosedDispatcher(UserSchedule(profile), {}, ramp_down);
}

// All starts that are due now, as users.
std::vector<std::uint32_t> users_starting_again(Dispatcher& dispatcher, Duration now) {
  std::vector<std::uint32_t> users;
  while (const auto start = dispatcher.next(now)) users.push_back(start->user);
  return users;
}

TEST(RampDown, NamesAUserThatGoesOnForTooLongOnce) {
  auto dispatcher = dispatcher_for(hold(2_users, 2s).hold(1_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  users_starting_again(dispatcher, 2s);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(5s)));
  EXPECT_EQ(dispatcher.overdue(4999ms), std::nullopt);
  EXPECT_THAT(dispatcher.overdue(5s), Optional(1u));
  EXPECT_EQ(dispatcher.overdue(5s), std::nullopt);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  dispatcher.finished(1, 5s);
  EXPECT_THAT(users_starting_again(dispatcher, 5s), IsEmpty());
}

TEST(RampDown, SparesAUserThatEndsInTime) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  users_starting_again(dispatcher, 2s);
  dispatcher.finished(0, 5s);
  EXPECT_EQ(dispatcher.overdue(5s), std::nullopt);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(RampDown, SparesAUserThatIsWantedAgainBeforeItsDeadline) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 2s).hold(1_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  EXPECT_EQ(dispatcher.overdue(10s), std::nullopt);
  dispatcher.finished(0, 11s);
  EXPECT_THAT(users_starting_again(dispatcher, 11s), ElementsAre(0));
}

TEST(RampDown, CutsOffAUserThatIsWantedAgainOnlyAfterItsDeadline) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 4s).hold(1_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  EXPECT_THAT(dispatcher.overdue(10s), Optional(0u));
  dispatcher.finished(0, 10s);
  EXPECT_THAT(users_starting_again(dispatcher, 10s), ElementsAre(0));
}

TEST(RampDown, NamesAUserOnceThatHadToLeaveTwiceInOneIteration) {
  auto dispatcher =
      dispatcher_for(hold(1_users, 2s).hold(0_users, 4s).hold(1_users, 1s).hold(0_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  EXPECT_THAT(dispatcher.overdue(20s), Optional(0u));
  EXPECT_EQ(dispatcher.overdue(20s), std::nullopt);
}

TEST(RampDown, CountsFromTheLastTimeAUserHadToLeave) {
  auto dispatcher =
      dispatcher_for(hold(1_users, 1s).hold(0_users, 1s).hold(1_users, 1s).hold(0_users, 20s), 3s);
  users_starting_again(dispatcher, 0s);
  users_starting_again(dispatcher, 3s);
  EXPECT_EQ(dispatcher.overdue(5s), std::nullopt);  // the deadline of 4 s was called off
  EXPECT_THAT(dispatcher.overdue(6s), Optional(0u));
}

TEST(RampDown, OfZeroCutsOffAtOnce) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s).hold(0_users, 2s), 0s);
  users_starting_again(dispatcher, 0s);
  EXPECT_THAT(dispatcher.overdue(2s), Optional(0u));
}

TEST(RampDown, LeavesAUserAloneThatComesAndGoesAtOneInstant) {
  auto dispatcher =
      dispatcher_for(hold(1_users, 2s).ramp_to(0_users, 0s).ramp_to(1_users, 0s).hold(2s), 0s);
  users_starting_again(dispatcher, 0s);
  EXPECT_EQ(dispatcher.overdue(2s), std::nullopt);
}

TEST(RampDown, GoesOnAfterTheEndOfTheLoad) {
  auto dispatcher = dispatcher_for(hold(1_users, 1s).ramp_to(0_users, 1s), 3s);
  users_starting_again(dispatcher, 0s);
  EXPECT_THAT(users_starting_again(dispatcher, 2s), IsEmpty());
  EXPECT_TRUE(dispatcher.exhausted(2s));
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(5s)));
  EXPECT_THAT(dispatcher.overdue(5s), Optional(0u));
}

TEST(RampDown, DoesNotConcernUsersThatAreWantedToTheEnd) {
  auto dispatcher = dispatcher_for(hold(1_users, 2s), 3s);
  users_starting_again(dispatcher, 0s);
  users_starting_again(dispatcher, 2s);
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_EQ(dispatcher.overdue(1h), std::nullopt);
}

}  // namespace
}  // namespace proofload
