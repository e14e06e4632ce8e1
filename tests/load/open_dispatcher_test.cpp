// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/load/open_dispatcher.h>

#include <gmock/gmock.h>

#include <algorithm>

namespace proofload {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;

OpenDispatcher dispatcher_for(const RateProfile& profile, std::uint32_t users, Stripe share = {}) {
  return OpenDispatcher(ArrivalSchedule(profile), users, share);
}

OpenDispatcher dropping_dispatcher_for(const RateProfile& profile, std::uint32_t users,
                                       Stripe share = {}) {
  return OpenDispatcher(ArrivalSchedule(profile), users, share, WhenBusy::drop);
}

std::vector<Duration> open_drops_of(Dispatcher& dispatcher) {
  std::vector<Duration> drops;
  while (const auto planned = dispatcher.take_drop()) drops.push_back(*planned);
  return drops;
}

void expect_start(const std::optional<Start>& start, std::uint64_t iteration, Duration planned,
                  Duration ready) {
  ASSERT_TRUE(start);
  EXPECT_EQ(start->iteration, iteration);
  EXPECT_EQ(start->planned, planned);
  EXPECT_EQ(start->ready, ready);
}

TEST(OpenDispatcher, StartsOnScheduleAndNotBefore) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 5);
  expect_start(dispatcher.next(0s), 0, 0s, 0s);
  EXPECT_FALSE(dispatcher.next(99ms));
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(100ms)));
  expect_start(dispatcher.next(100ms), 1, 100ms, 100ms);
}

TEST(OpenDispatcher, GivesEveryStartAUserOfItsOwnWhileAllPlay) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 3);
  std::vector<std::uint32_t> users;
  while (const auto start = dispatcher.next(1s)) users.push_back(start->user);
  EXPECT_THAT(users, ::testing::UnorderedElementsAre(0, 1, 2));
}

TEST(OpenDispatcher, AStartThatFindsNoFreeUserWaitsAndKeepsItsPlannedInstant) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 1);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.next(150ms));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  dispatcher.finished(0, 350ms);
  expect_start(dispatcher.next(350ms), 1, 100ms, 350ms);
}

TEST(OpenDispatcher, StartsTheBacklogInOrderAsUsersBecomeFree) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 1);
  dispatcher.next(0s);
  for (std::uint64_t n = 1; n < 10; ++n) {
    const auto now = Duration(1s) * std::int64_t(n);
    dispatcher.finished(0, now);
    expect_start(dispatcher.next(now), n, Duration(100ms) * std::int64_t(n), now);
  }
  EXPECT_TRUE(dispatcher.exhausted(10s));
}

TEST(OpenDispatcher, CatchesUpAfterAStallWithoutChargingItToTheUsers) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 10);
  for (std::uint64_t n = 0; n < 10; ++n) {
    const auto planned = Duration(100ms) * std::int64_t(n);
    expect_start(dispatcher.next(5s), n, planned, planned);
  }
}

// The generator was late, not the service: while one user played, the other one was free.
TEST(OpenDispatcher, IsReadyFromThePlanOnIfAnyUserWasFreeThen) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 10s), 2);
  const auto first = dispatcher.next(0s);
  const auto second = dispatcher.next(1s);
  dispatcher.finished(first->user, 1500ms);
  dispatcher.finished(second->user, 6s);
  expect_start(dispatcher.next(6s), 2, 2s, 2s);
  expect_start(dispatcher.next(6s), 3, 3s, 6s);
}

TEST(OpenDispatcher, IsReadyFromThePlanOnIfAUserHasNeverPlayed) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 10s), 2);
  const auto first = dispatcher.next(0s);
  dispatcher.finished(first->user, 6s);
  expect_start(dispatcher.next(6s), 1, 1s, 1s);
  expect_start(dispatcher.next(6s), 2, 2s, 6s);
}

TEST(OpenDispatcher, PrefersTheUserThatBecameFreeLast) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 10s), 9);
  const auto a = dispatcher.next(2s)->user;
  const auto b = dispatcher.next(2s)->user;
  const auto c = dispatcher.next(2s)->user;
  for (const auto user : {b, a, c}) dispatcher.finished(user, 2500ms);
  EXPECT_EQ(dispatcher.next(3s)->user, c);
  EXPECT_EQ(dispatcher.next(4s)->user, a);
}

TEST(OpenDispatcher, HoldsABacklogOfAMillionStartsAndLosesNone) {
  auto dispatcher = dispatcher_for(hold(1'000'000_per_s, 1s), 1);
  ASSERT_TRUE(dispatcher.next(0s));
  std::uint64_t started = 1;
  for (Duration now = 1s; !dispatcher.exhausted(now); now += 1us) {
    dispatcher.finished(0, now);
    const auto start = dispatcher.next(now);
    ASSERT_EQ(start->iteration, started);
    ASSERT_EQ(start->planned, Duration(1us) * std::int64_t(started++));
  }
  EXPECT_EQ(started, 1'000'000u);
}

TEST(OpenDispatcher, IsExhaustedAfterTheLastStart) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 2s), 5);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.exhausted(10s));
  dispatcher.next(1s);
  EXPECT_TRUE(dispatcher.exhausted(1s));
  EXPECT_FALSE(dispatcher.next(10s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
}

TEST(OpenDispatcher, StartsNothingOnceClosed) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 10s), 5);
  const auto start = dispatcher.next(0s);
  dispatcher.close();
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(5s));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  dispatcher.finished(start->user, 6s);
  EXPECT_FALSE(dispatcher.next(7s));
}

TEST(OpenDispatcher, KnowsThePlannedStartsOfItsShareEvenWhenClosed) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 1, {1, 3});  // starts 1, 4 and 7
  dispatcher.close();
  EXPECT_THAT(dispatcher.planned_before(100ms), Optional(0u));
  EXPECT_THAT(dispatcher.planned_before(101ms), Optional(1u));
  EXPECT_THAT(dispatcher.planned_before(401ms), Optional(2u));
  EXPECT_THAT(dispatcher.planned_before(1h), Optional(3u));
}

TEST(OpenDispatcher, PlaysNothingWhereItsShareHasNoStart) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 2s), 1, {2, 3});
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(1h));
  EXPECT_THAT(dispatcher.planned_before(1h), Optional(0u));
}

// Plays a share in virtual time; every iteration takes a random while.
void play(Dispatcher& dispatcher, Random& random, std::vector<int>& times_played) {
  std::vector<std::pair<Duration, std::uint32_t>> playing;
  for (Duration now{}; !dispatcher.exhausted(now); now += 10ms) {
    const auto done = std::partition(playing.begin(), playing.end(),
                                     [now](const auto& busy) { return busy.first > now; });
    std::for_each(done, playing.end(), [&](const auto& b) { dispatcher.finished(b.second, now); });
    playing.erase(done, playing.end());
    while (const auto start = dispatcher.next(now)) {
      ++times_played.at(start->iteration);
      ASSERT_LE(start->planned, start->ready);
      ASSERT_LE(start->ready, now);
      playing.emplace_back(now + Duration(1ms) * std::int64_t(random.below(500)), start->user);
    }
  }
}

TEST(OpenDispatcher, PlaysNothingWithoutUsers) {
  auto dispatcher = dispatcher_for(hold(1_per_s, 2s), 0);
  EXPECT_TRUE(dispatcher.exhausted(0s));
  EXPECT_FALSE(dispatcher.next(1h));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(dispatcher.planned_before(1h), Optional(0u));
}

TEST(OpenDispatcher, ThatWaitsDropsNothing) {
  auto dispatcher = dispatcher_for(hold(10_per_s, 1s), 1);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.next(500ms));
  EXPECT_THAT(open_drops_of(dispatcher), IsEmpty());
}

TEST(OpenDispatcherThatDrops, DropsAStartThatFoundNoFreeUser) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 1);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.next(1s + 1ns));
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(1s));
  EXPECT_THAT(open_drops_of(dispatcher), IsEmpty());
  dispatcher.finished(0, 1500ms);
  EXPECT_FALSE(dispatcher.next(1500ms));
  expect_start(dispatcher.next(2s), 2, 2s, 2s);
}

TEST(OpenDispatcherThatDrops, GivesAStartToAUserThatBecomesFreeAtThatInstant) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 1);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.next(1s));
  EXPECT_THAT(open_drops_of(dispatcher), IsEmpty());  // not yet
  dispatcher.finished(0, 1s);
  expect_start(dispatcher.next(1s), 1, 1s, 1s);
}

TEST(OpenDispatcherThatDrops, WakesInTimeToNoticeADrop) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 3s), 1);
  dispatcher.next(0s);
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(1s + 1ns)));
  EXPECT_FALSE(dispatcher.next(1s + 1ns));
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(2s + 1ns)));
  EXPECT_FALSE(dispatcher.exhausted(2s));
  EXPECT_FALSE(dispatcher.next(2s + 1ns));
  EXPECT_TRUE(dispatcher.exhausted(2s + 1ns));
  EXPECT_EQ(dispatcher.next_due(), std::nullopt);
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(1s, 2s));
}

// The user was there; it was the generator that was late.
TEST(OpenDispatcherThatDrops, StartsLateWhatFoundAFreeUserAndWasNotAskedForInTime) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 2);
  dispatcher.next(0s);
  expect_start(dispatcher.next(3500ms), 1, 1s, 1s);
  EXPECT_FALSE(dispatcher.next(3500ms));  // that user is now the one of the start at 1 s
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(2s, 3s));
}

TEST(OpenDispatcherThatDrops, DropsWhatWasPlannedBeforeTheOnlyFreeUserBecameFree) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 1);
  dispatcher.next(0s);
  dispatcher.finished(0, 4500ms);
  expect_start(dispatcher.next(7s), 5, 5s, 5s);
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(1s, 2s, 3s, 4s));
}

TEST(OpenDispatcherThatDrops, HoldsAMillionDropsAndTellsEachOnce) {
  auto dispatcher = dropping_dispatcher_for(hold(1'000'000_per_s, 1s), 1);
  dispatcher.next(0s);
  dispatcher.finished(0, 2s);
  EXPECT_FALSE(dispatcher.next(2s));
  EXPECT_TRUE(dispatcher.exhausted(2s));
  const auto drops = open_drops_of(dispatcher);
  ASSERT_EQ(drops.size(), 999'999u);
  for (std::size_t n = 0; n < drops.size(); ++n)
    ASSERT_EQ(drops[n], Duration(1us) * std::int64_t(n + 1));
}

TEST(OpenDispatcherThatDrops, DropsOnlyStartsOfItsShare) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 1, {1, 3});  // 1, 4 and 7 s
  dispatcher.next(1s);
  EXPECT_FALSE(dispatcher.next(5s));
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(4s));
  EXPECT_THAT(dispatcher.next_due(), Optional(Duration(7s + 1ns)));
  auto late = dropping_dispatcher_for(hold(1_per_s, 10s), 1, {1, 3});
  late.next(1s);
  EXPECT_FALSE(late.next(9s));
  EXPECT_THAT(open_drops_of(late), ElementsAre(4s, 7s));
}

TEST(OpenDispatcherThatDrops, DropsNothingMoreOnceClosed) {
  auto dispatcher = dropping_dispatcher_for(hold(1_per_s, 10s), 1);
  dispatcher.next(0s);
  EXPECT_FALSE(dispatcher.next(1500ms));
  dispatcher.close();
  EXPECT_FALSE(dispatcher.next(9s));
  EXPECT_THAT(open_drops_of(dispatcher), ElementsAre(1s));
}

TEST(OpenDispatcher, StripedOverWorkersPlaysEveryStartExactlyOnce) {
  const Load load = ramp_to(100_per_s, 3s).hold(2s).ramp_to(0_per_s, 1s);
  const auto size = ArrivalSchedule(std::get<RateProfile>(load)).size();
  Random random(1);
  for (std::uint32_t workers = 1; workers <= 7; ++workers) {
    std::vector<int> times_played(size);
    std::uint64_t planned = 0;
    for (std::uint32_t index = 0; index < workers; ++index) {
      const auto dispatcher = make_dispatcher(load, 20_users, {index, workers});
      play(*dispatcher, random, times_played);
      planned += *dispatcher->planned_before(1h);
    }
    EXPECT_THAT(times_played, Each(Eq(1))) << workers << " workers";
    EXPECT_EQ(planned, size);
  }
}

TEST(MakeDispatcher, DividesTheUsersOfAnOpenLoadAmongTheWorkers) {
  for (std::uint32_t workers = 1; workers <= 7; ++workers) {
    std::uint32_t users = 0;
    for (std::uint32_t index = 0; index < workers; ++index) {
      const auto dispatcher = make_dispatcher(hold(100_per_s, 10s), 23_users, {index, workers});
      while (dispatcher->next(10s)) ++users;
    }
    EXPECT_EQ(users, 23u) << workers << " workers";
  }
}

}  // namespace
}  // namespace proofload
