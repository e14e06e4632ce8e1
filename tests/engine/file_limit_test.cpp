// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/file_limit.h>
#include <proofload/engine/run.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::nothing;

Plan plan_with(Users users) {
  Plan plan;
  plan.scenario = nothing;
  plan.load = hold(10_per_s, 100ms);
  plan.max_users = users;
  return plan;
}

TEST(FileLimit, IsRaisedAsFarAsItGoesWhenAPlanIsPlayed) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit lower = before;
  lower.rlim_cur = std::min<rlim_t>(200, before.rlim_max);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &lower), 0);
  (void)play(plan_with(1_users), RunSettings());
  rlimit after{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_EQ(after.rlim_cur, before.rlim_max);
  EXPECT_EQ(after.rlim_max, before.rlim_max);
  setrlimit(RLIMIT_NOFILE, &before);
}

TEST(FileLimit, IsAProblemOfAPlanWithMoreUsersThanItLeaves) {
  const auto limit = greatest_file_limit();
  if (limit > 1'000'000'000) GTEST_SKIP() << "this machine sets no limit";
  const auto users = static_cast<std::int64_t>(limit) - 64;
  EXPECT_THAT(problems(plan_with(Users(users)), RunSettings()), IsEmpty());
  EXPECT_THAT(problems(plan_with(Users(users + 1)), RunSettings()),
              ElementsAre(AllOf(HasSubstr("a plan with " + to_text(Users(users + 1)) + " needs "),
                                HasSubstr("raise ulimit -n"))));
}

TEST(FileLimit, CountsTheUsersOfTheScaledLoad) {
  const auto limit = greatest_file_limit();
  if (limit > 5'000'000) GTEST_SKIP() << "this machine sets no limit that a load can exceed";
  auto plan = plan_with({});
  plan.load = hold(Users(static_cast<std::int64_t>(limit)), 1s);
  RunSettings settings;
  EXPECT_THAT(problems(plan, settings), ElementsAre(HasSubstr("raise ulimit -n")));
  settings.scale.load = 10_percent;
  EXPECT_THAT(problems(plan, settings), IsEmpty());
}

}  // namespace
}  // namespace proofload
