// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"
#include "support/http_test_server.h"

#include <proofload/engine/detail/user_state.h>

namespace proofload {
namespace {

using namespace testing_support;

// Beside it, a user has what libcurl keeps for its connection.
TEST(UserState, IsSmall) { EXPECT_LE(sizeof(UserState), 512u); }

Task<> visit_with_luggage(User& user) {
  user.data<Life>();
  const Life life;
  const auto group = user.group("group");
  co_await user.get("/");
  std::vector<Task<>> parts;
  parts.push_back(user.pause(1ms));
  parts.push_back(user.pause(1ms));
  co_await user.in_parallel(std::move(parts));
}

TEST(Users, LeaveNothingBehindWhenTheRunIsOver) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto load = iterations(1).by_each_of(1000_users);
  const auto report = play(plan_of(visit_with_luggage, load), settings_for(server.url(), 2));
  EXPECT_EQ(report.facts().account.finished, 1000u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(server.accepted(), 1000u);
  EXPECT_EQ(Life::alive(), 0);
}

}  // namespace
}  // namespace proofload
