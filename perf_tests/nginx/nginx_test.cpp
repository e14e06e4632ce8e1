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

Journey count_into(std::int64_t& place) {
  struct Counting {
    static Task<> count(User& user, std::int64_t& into) {
      const Response status = co_await user.get("/status");
      into = requests_answered(status);
    }
  };
  return [&place](User& user) { return Counting::count(user, place); };
}

// Two visits a minute, and one user who counts them all.
Task<> look_and_think(User& user) {
  co_await hold_a_connection(user);
  if (user.number() != 0) co_await user.pause(PauseTime::exponential(30s));
}

LOAD_TEST(Nginx, TakesTenThousandRequestsASecond, load, http, budget(2min)) {
  const Report report = run({.scenario = hello, .load = hold(10'000_per_s, 30s)});
  EXPECT_THAT(report, AllOf(P95(Lt(2ms)), ErrorRate(Eq(0_percent)), Throughput(Ge(9'990_per_s))));
}

// Exactly what was planned: in our count, and in the server's own.
LOAD_TEST(Nginx, TakesFifteenThousandRequestsASecondOnTime, load, http, budget(2min)) {
  std::int64_t before = 0;
  std::int64_t after = 0;
  play_once(count_into(before));
  const Report report = run({.scenario = hello, .load = hold(15'000_per_s, 30s)});
  play_once(count_into(after));
  const auto& account = report.facts().account;
  EXPECT_EQ(account.started, account.planned);
  EXPECT_EQ(account.finished, account.planned);
  EXPECT_EQ(std::uint64_t(after - before - 1), account.started);
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.metric(metrics::pacing), P99(Lt(1ms)));
}

LOAD_TEST(Nginx, HoldsTenThousandUsersWhoMostlyThink, load, http, budget(3min)) {
  const Report report = run({.scenario = look_and_think, .load = hold(10'000_users, 30s)});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.between(0s, 5s), Total(metrics::starts, Ge(10'000)));
  EXPECT_THAT(report, Highest(connections_at_nginx, Ge(10'000_users)));
  const double bytes = report.gauge(metrics::generator_memory).max / 10'000;
  RecordProperty("bytes_per_user", std::to_string(int(bytes)));
  std::printf("  %.0f bytes of memory for each of 10,000 users, everything included\n", bytes);
}

// The generator that fills up memory by itself would find leaks in every service. All its users and
// room for latencies of many sizes it needs from the spike on. A test of the generator, not of the
// service: so it has no label that makes a service prove its limits.
LOAD_TEST(Nginx, LeavesTheMemoryOfTheGeneratorFlatForTenMinutes, load, http, budget(15min)) {
  const Report report = run({.scenario = hello,
                             .load = hold(5'000_per_s, 5s)
                                         .warm_up()
                                         .hold(5s)
                                         .spike_to(15'000_per_s, {.hold = 2s})
                                         .hold(10min),
                             .max_users = 20_users});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  const Window early = report.between(30s, 31s);
  EXPECT_THAT(report.last(10s), Increase(highest(metrics::generator_memory), early, Lt(1_MiB)));
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
