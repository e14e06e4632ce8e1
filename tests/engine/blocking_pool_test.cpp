// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <thread>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace testing_support;

Log events;

void work_off_the_loop() { events.add("void"); }
int seven() { return 7; }
std::unique_ptr<int> eight() { return std::make_unique<int>(8); }
void fail_off_the_loop() { throw std::runtime_error("no such host"); }

Task<> play_all(User& user) {
  co_await user.blocking(work_off_the_loop);
  const auto value = co_await user.blocking(seven);
  events.add(std::to_string(value));
  const auto only = co_await user.blocking(eight);
  events.add(std::to_string(*only));
  try {
    co_await user.blocking(fail_off_the_loop);
  } catch (const std::runtime_error& error) {
    events.add(error.what());
  }
}

TEST(Blocking, GivesBackWhatTheCodeReturnsOrThrows) {
  events.clear();
  EXPECT_EQ(play_one(play_all).facts().account.finished, 1u);
  EXPECT_THAT(events.lines(), ElementsAre("void", "7", "8", "no such host"));
}

std::atomic<bool> same_thread{false};
std::atomic<bool> came_home{false};

Task<> compare_threads(User& user) {
  const auto own = std::this_thread::get_id();
  const auto compare = [own] { same_thread = std::this_thread::get_id() == own; };
  co_await user.blocking(compare);
  came_home = std::this_thread::get_id() == own;
}

TEST(Blocking, PlaysOnAnotherThreadAndComesBackToItsOwn) {
  (void)play_one(compare_threads);
  EXPECT_FALSE(same_thread);
  EXPECT_TRUE(came_home);
}

std::atomic<bool> released{false};

void wait_for_release() {
  while (!released) std::this_thread::sleep_for(1ms);
}

Task<> wait_or_release(User& user) {
  if (user.number() == 0) co_await user.blocking(wait_for_release);
  co_await user.pause(1ms);
  released = true;
}

TEST(Blocking, DoesNotHoldUpTheOtherUsersOfItsWorker) {
  released = false;
  const auto report =
      play(plan_of(wait_or_release, iterations(1).by_each_of(2_users)), settings_for());
  EXPECT_EQ(report.facts().account.finished, 2u);
}

std::atomic<int> went_on{0};

Task<> block_beyond_the_end(User& user) {
  const Life life;
  if (user.number() == 1) {
    try {
      co_await user.pause(1h);
    } catch (...) {
      released = true;
      throw;
    }
  }
  co_await user.blocking(wait_for_release);
  ++went_on;
  co_await user.pause(1ms);
  ++went_on;
}

TEST(Blocking, IsWaitedForWhenTheRunEndsAndThenCutOff) {
  released = false;
  went_on = 0;
  auto plan = plan_of(block_beyond_the_end, hold(2_users, 500ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().account.interrupted, 2u);
  EXPECT_EQ(report.facts().ended_early, "");
  EXPECT_EQ(went_on, 1);
  EXPECT_EQ(Life::alive(), 0);
}

Task<> block_for_long_in_a_group(User& user) {
  const Life life;
  const auto group = user.group("group");
  const auto step = user.step("step");
  co_await user.blocking(wait_for_release);
}

// Takes the 2 s that journeys get to let go.
TEST(Blocking, IsLeftBehindWithItsUserWhereItGoesOnForLonger) {
  released = false;
  auto plan = plan_of(block_for_long_in_a_group, hold(1_users, 50ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for());
  EXPECT_THAT(report.facts().ended_early, HasSubstr("1 iterations were still playing"));
  EXPECT_EQ(report.facts().account.interrupted, 1u);
  expect_all_accounted_for(report);
  EXPECT_EQ(Life::alive(), 1);

  released = true;
  while (Life::alive() > 0) std::this_thread::sleep_for(1ms);
}

Task<> blocks_in_parallel(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(wait_or_release(user));
  parts.push_back(user.blocking(work_off_the_loop));
  released = true;
  co_await user.in_parallel(std::move(parts));
}

TEST(Blocking, MayBeAPartOfSeveral) {
  EXPECT_EQ(play_one(blocks_in_parallel).facts().account.finished, 1u);
}

}  // namespace
}  // namespace proofload
