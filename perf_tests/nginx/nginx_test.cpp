// SPDX-License-Identifier: Apache-2.0
#include <nginx/nginx_fixture.h>

using namespace proofload;

namespace {

inline constexpr Metric connections_at_nginx = gauge("connections_at_nginx");

using Nginx = NginxFixture;

Task<> hello(User& user) { co_await user.get("/hello"); }

// User 0 looks at the server's own count of connections; all others only hold one.
Task<> hold_a_connection(User& user) {
  if (user.number() == 0) {
    const Response status = co_await user.get("/status");
    user.record(connections_at_nginx, double(active_connections(status)));
  } else {
    co_await user.get("/hello");
  }
  co_await user.pause(1s);
}

LOAD_TEST(Nginx, TakesTenThousandRequestsASecond, load, http, budget(2min)) {
  const Report report = run({.scenario = hello, .load = hold(10'000_per_s, 30s)});
  EXPECT_THAT(report, AllOf(P95(Lt(2ms)), ErrorRate(Eq(0_percent)), Throughput(Ge(9'990_per_s))));
}

LOAD_TEST(Nginx, SeesAConnectionForEveryUser, load, http, budget(2min)) {
  const Report report = run({.scenario = hold_a_connection, .load = hold(200_users, 10s)});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report, Highest(connections_at_nginx, Eq(200_users)));
}

// Means something only in a process of its own, as under CTest: what an earlier test has allocated
// hides what the users cost.
LOAD_TEST(Nginx, ServesAThousandUsersOfUnderFortyKilobytesEach, load, http, budget(2min)) {
  const auto memory_with = [&](Users users) {
    const Report report = run({.scenario = hold_a_connection, .load = hold(users, 5s)});
    EXPECT_THAT(report, Highest(connections_at_nginx, Eq(users)));
    return report.gauge(metrics::generator_memory).max;
  };
  const double few = memory_with(10_users);
  const double many = memory_with(1010_users);
  EXPECT_LT((many - few) / 1000, 40'000) << "bytes for each user";
  RecordProperty("bytes_per_user", std::to_string(int((many - few) / 1000)));
}

}  // namespace
