// SPDX-License-Identifier: Apache-2.0
//
// Several workers that share a plan play exactly that plan, whatever its kind.

#include <proofload/load/arrival_schedule.h>
#include <proofload/load/dispatcher.h>

#include <support/virtual_run.h>

#include <gmock/gmock.h>

#include <numeric>

namespace proofload {
namespace {

using ::testing::ContainerEq;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Iterations of different lengths, the same for an iteration whoever plays it.
VirtualService varied() {
  return [](const Start& start, Duration begin) {
    return begin + Duration(1ms) * std::int64_t(1 + start.iteration * 7919 % 400);
  };
}

std::vector<std::uint64_t> numbers_of(const VirtualRun& run) {
  std::vector<std::uint64_t> numbers;
  for (const auto& iteration : run.iterations) numbers.push_back(iteration.start.iteration);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::vector<std::uint64_t> numbers_below(std::uint64_t size) {
  std::vector<std::uint64_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0u);
  return numbers;
}

std::vector<Duration> planned_of(const VirtualRun& run) {
  std::vector<Duration> planned;
  for (const auto& iteration : run.iterations) planned.push_back(iteration.start.planned);
  std::sort(planned.begin(), planned.end());
  return planned;
}

std::size_t users_of(const VirtualRun& run) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> users;
  for (const auto& iteration : run.iterations)
    users.emplace(iteration.worker, iteration.start.user);
  return users.size();
}

class SharedPlan : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  VirtualRun play_shared(const Load& load, const DispatchOptions& options = {}) {
    return play(load, options, varied(), GetParam());
  }
};

INSTANTIATE_TEST_SUITE_P(Workers, SharedPlan, ::testing::Values(1, 2, 3, 7),
                         ::testing::PrintToStringParamName());

TEST_P(SharedPlan, OfARateStartsEveryPlannedInstantOnce) {
  const auto profile = ramp_to(100_per_s, 3s).hold(2s).ramp_to(0_per_s, 1s);
  const auto run = play_shared(profile, {.max_users = 20_users});
  const ArrivalSchedule schedule(profile);
  EXPECT_THAT(numbers_of(run), ContainerEq(numbers_below(schedule.size())));
  for (const auto& iteration : run.iterations)
    EXPECT_EQ(iteration.start.planned, schedule.at(iteration.start.iteration));
  EXPECT_EQ(users_of(run), 20u);
}

TEST_P(SharedPlan, OfARateIsPlayedByUsersInTurn) {
  const DispatchOptions options{.max_users = 60_users, .min_users = 42_users};
  const auto at_once = [](const Start&, Duration begin) { return begin + 1us; };
  const auto run = play(hold(1000_per_s, 1s), options, at_once, GetParam());
  EXPECT_EQ(users_of(run), 42u);
  std::map<std::pair<std::uint32_t, std::uint32_t>, Duration> last;
  for (const auto& [worker, start, begin, end, cut_off] : run.iterations) {
    const auto before = last.find({worker, start.user});
    if (before != last.end()) {
      EXPECT_EQ(begin - before->second, 42ms);
    }
    last[{worker, start.user}] = begin;
  }
}

TEST_P(SharedPlan, OfARateTakesMoreUsersWhileAllPlay) {
  const DispatchOptions options{.max_users = 60_users, .min_users = 42_users};
  const auto slow = [](const Start&, Duration begin) { return begin + 50ms; };
  const auto run = play(hold(1000_per_s, 1s), options, slow, GetParam());
  const auto of_a_worker = (50 + GetParam() - 1) / GetParam();
  EXPECT_EQ(users_of(run), of_a_worker * GetParam());
  EXPECT_THAT(begins_of(run), ContainerEq(planned_of(run)));
}

TEST_P(SharedPlan, OfPoissonArrivalsIsTheSameForEveryNumberOfWorkers) {
  const auto profile = hold(300_per_s, 10s).poisson();
  const DispatchOptions options{.max_users = 400_users, .seed = 5, .stream = 2};
  const auto run = play_shared(profile, options);
  std::vector<Duration> planned;
  const ArrivalSchedule schedule(profile, 5, 2);
  for (std::uint64_t n = 0; n < schedule.size(); ++n) planned.push_back(schedule.at(n));
  EXPECT_THAT(planned_of(run), ContainerEq(planned));
  EXPECT_THAT(begins_of(run), ContainerEq(planned_of(run)));  // users enough
}

TEST_P(SharedPlan, StartsOrDropsEveryPlannedInstantOnce) {
  const auto run =
      play_shared(hold(100_per_s, 5s), {.max_users = 7_users, .when_busy = WhenBusy::drop});
  auto all = planned_of(run);
  EXPECT_THAT(run.dropped, ::testing::Not(IsEmpty()));
  all.insert(all.end(), run.dropped.begin(), run.dropped.end());
  std::sort(all.begin(), all.end());
  std::vector<Duration> planned;
  for (int n = 0; n < 500; ++n) planned.push_back(Duration(10ms) * n);
  EXPECT_THAT(all, ContainerEq(planned));
}

TEST_P(SharedPlan, OfARateNeverUsesMoreUsersThanAllowed) {
  const auto run = play_shared(hold(100_per_s, 2s), {.max_users = 3_users});
  EXPECT_THAT(numbers_of(run), ContainerEq(numbers_below(200)));
  EXPECT_EQ(users_of(run), 3u);
}

TEST_P(SharedPlan, OfUsersStartsEveryUserAtItsInstants) {
  const auto profile = ramp_to(9_users, 3s).hold(1s).ramp_to(2_users, 2s).hold(5_users, 1s);
  const auto run = play(profile, {}, takes(130ms), GetParam());
  EXPECT_THAT(begins_of(run), ContainerEq(begins_of(play(profile, {}, takes(130ms)))));
  EXPECT_EQ(users_of(run), 9u);
  const auto numbers = numbers_of(run);
  EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
}

TEST_P(SharedPlan, OfUsersWithPacingStartsEveryUserAtItsInstants) {
  const auto profile = ramp_to(8_users, 4s).hold(5s).pacing(700ms);
  const auto run = play(profile, {}, takes(130ms), GetParam());
  std::vector<Duration> expected;
  for (int user = 1; user <= 8; ++user)
    for (auto at = Duration(500ms) * user; at < 9s; at += 700ms) expected.push_back(at);
  std::sort(expected.begin(), expected.end());
  EXPECT_THAT(begins_of(run), ContainerEq(expected));
}

TEST_P(SharedPlan, OfUsersCutsOffTheSameUsersAtTheSameInstants) {
  const auto run =
      play(hold(9_users, 2s).ramp_to(0_users, 9s), {.ramp_down = 4s}, takes(8s), GetParam());
  std::vector<Duration> ends;
  for (const auto& iteration : run.iterations)
    if (iteration.cut_off) ends.push_back(iteration.end);
  EXPECT_THAT(ends, ::testing::UnorderedElementsAre(7s, 13s, 14s, 15s))
      << "users left at 3 to 11 s; their first iteration ended at 8 s, their second at 16 s";
}

TEST_P(SharedPlan, OfSharedIterationsPlaysEachOnce) {
  const auto run = play_shared(iterations(101).shared_by(10_users));
  EXPECT_THAT(numbers_of(run), ContainerEq(numbers_below(101)));
  EXPECT_EQ(users_of(run), 10u);
  EXPECT_THAT(run.dropped, IsEmpty());
}

TEST_P(SharedPlan, OfIterationsByEachUserPlaysEachOnce) {
  const auto run = play_shared(iterations(13).by_each_of(10_users));
  EXPECT_THAT(numbers_of(run), ContainerEq(numbers_below(130)));
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> played;
  for (const auto& iteration : run.iterations) ++played[{iteration.worker, iteration.start.user}];
  EXPECT_THAT(played, SizeIs(10));
  for (const auto& [user, count] : played) EXPECT_EQ(count, 13);
}

TEST_P(SharedPlan, OfIterationsLosesNoneWhereThereAreMoreWorkersThanUsers) {
  EXPECT_THAT(numbers_of(play_shared(iterations(50).shared_by(2_users))),
              ContainerEq(numbers_below(50)));
  EXPECT_THAT(numbers_of(play_shared(iterations(50).by_each_of(2_users))),
              ContainerEq(numbers_below(100)));
}

TEST_P(SharedPlan, OfIterationsStartsOrDropsEachOnce) {
  const auto run = play_shared(iterations(500).shared_by(10_users).within(2s));
  EXPECT_EQ(run.iterations.size() + run.dropped.size(), 500u);
  EXPECT_THAT(run.dropped, ::testing::Not(IsEmpty()));
  EXPECT_THAT(run.dropped, ::testing::Each(Duration(2s)));
}

}  // namespace
}  // namespace proofload
