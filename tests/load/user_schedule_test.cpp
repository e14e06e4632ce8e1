// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/load/user_schedule.h>

#include <gmock/gmock.h>

#include <cstdlib>

namespace proofload {

void PrintTo(const UserSchedule::Change& change, std::ostream* out) {
  *out << change.users << " at " << to_text(change.at);
}

namespace {

using ::testing::ElementsAre;
using Change = UserSchedule::Change;

std::vector<Change> changes_of(const UserProfile& profile) {
  return UserSchedule(profile).changes();
}

std::int64_t scheduled_users_at(const UserSchedule& schedule, Duration instant) {
  std::int64_t users = 0;
  for (const auto& change : schedule.changes())
    if (change.at <= instant) users = change.users;
  return users;
}

TEST(UserSchedule, HoldsFromTheFirstInstant) {
  const UserSchedule schedule(hold(50_users, 12min));
  EXPECT_THAT(schedule.changes(), ElementsAre(Change{0s, 50}));
  EXPECT_EQ(schedule.length(), 12min);
  EXPECT_EQ(schedule.peak(), 50);
}

TEST(UserSchedule, LetsTheKthUserJoinAfterTheKthPartOfARamp) {
  EXPECT_THAT(changes_of(ramp_to(4_users, 2s)),
              ElementsAre(Change{500ms, 1}, Change{1s, 2}, Change{1500ms, 3}, Change{2s, 4}));
}

TEST(UserSchedule, LetsTheKthUserLeaveAfterTheKthPartOfARamp) {
  EXPECT_THAT(changes_of(hold(3_users, 1s).ramp_to(0_users, 3s)),
              ElementsAre(Change{0s, 3}, Change{2s, 2}, Change{3s, 1}, Change{4s, 0}));
}

// k6's ramping-vus: 4 at the start, one more or less every second, a jump, and no change in a hold.
TEST(UserSchedule, RampsAsK6Does) {
  const auto profile = ramp_to(4_users, 0s)
                           .ramp_to(6_users, 2s)
                           .ramp_to(3_users, 3s)
                           .ramp_to(5_users, 2s)
                           .ramp_to(5_users, 2s)
                           .ramp_to(1_users, 0s)
                           .hold(3s);
  EXPECT_THAT(changes_of(profile),
              ElementsAre(Change{0s, 4}, Change{1s, 5}, Change{2s, 6}, Change{3s, 5}, Change{4s, 4},
                          Change{5s, 3}, Change{6s, 4}, Change{7s, 5}, Change{9s, 1}));
}

TEST(UserSchedule, CountsTheLastOfTheChangesAtOneInstant) {
  const UserSchedule schedule(ramp_to(9_users, 0s).ramp_to(2_users, 0s).hold(1s));
  EXPECT_EQ(scheduled_users_at(schedule, 0s), 2);
  EXPECT_EQ(schedule.length(), 1s);
}

TEST(UserSchedule, JumpsEvenAtTheVeryEnd) {
  EXPECT_THAT(changes_of(hold(5_users, 1s).ramp_to(0_users, 0s)),
              ElementsAre(Change{0s, 5}, Change{1s, 0}));
}

TEST(UserSchedule, ChangesNothingWhereTheNumberStays) {
  EXPECT_THAT(changes_of(hold(5_users, 1s).hold(2s).ramp_to(5_users, 1s)),
              ElementsAre(Change{0s, 5}));
}

TEST(UserSchedule, JumpsToWhereAShapeBegins) {
  EXPECT_THAT(changes_of(hold(1_users, 1s).follow([](Duration) { return 4_users; }, 1s)),
              ElementsAre(Change{0s, 1}, Change{1s, 4}));
}

// At most one piece, here 10 ms, late: a user more every second.
TEST(UserSchedule, FollowsAShapeToWithinAPiece) {
  const auto changes = changes_of(follow([](Duration t) { return Users(1 + t / 1s); }, 3500ms));
  ASSERT_EQ(changes.size(), 4u);
  for (int user = 0; user < 4; ++user) {
    EXPECT_EQ(changes[std::size_t(user)].users, user + 1);
    EXPECT_GE(changes[std::size_t(user)].at, 1s * user);
    EXPECT_LE(changes[std::size_t(user)].at, 1s * user + 10ms);
  }
}

TEST(UserSchedule, ReturnsWithASineToWhereItWas) {
  const UserSchedule schedule(
      sine({.mean = 10_users, .amplitude = 5_users, .period = 10s, .length = 20s}));
  EXPECT_EQ(schedule.peak(), 15);
  EXPECT_EQ(scheduled_users_at(schedule, 0s), 10);
  EXPECT_EQ(scheduled_users_at(schedule, 2500ms), 15);
  EXPECT_EQ(scheduled_users_at(schedule, 7500ms), 5);
  EXPECT_EQ(scheduled_users_at(schedule, 20s), 10);
}

TEST(UserSchedule, HasThePacingOfItsProfile) {
  EXPECT_EQ(UserSchedule(hold(5_users, 1s).pacing(3s)).pacing(), 3s);
}

TEST(UserSchedule, SpreadsALengthThatDoesNotDivide) {
  EXPECT_THAT(changes_of(ramp_to(3_users, 10ns)),
              ElementsAre(Change{3ns, 1}, Change{7ns, 2}, Change{10ns, 3}));
}

TEST(UserSchedule, EndsARampExactlyAtItsEndHoweverLong) {
  const UserSchedule schedule(ramp_to(9973_users, 8h));
  EXPECT_EQ(schedule.changes().size(), 9973u);
  EXPECT_EQ(schedule.changes().back(), (Change{8h, 9973}));
}

TEST(UserSchedule, ChangesByOneAtATimeAndInOrderInEveryRandomRamp) {
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    UserProfile profile;
    for (int stage = 0; stage < 5; ++stage)
      profile.ramp_to(Users(std::int64_t(random.below(50))),
                      1ms + Duration(1us) * std::int64_t(random.below(1'000'000)));
    const UserSchedule schedule(profile);
    Change last{};
    for (const auto& change : schedule.changes()) {
      ASSERT_GE(change.at, last.at);
      ASSERT_LE(std::abs(change.users - last.users), 1);
      last = change;
    }
    EXPECT_EQ(last.users, std::int64_t(profile.stages().back().to));
    EXPECT_EQ(schedule.peak(), std::int64_t(peak_of(profile.stages())));
  }
}

}  // namespace
}  // namespace proofload
