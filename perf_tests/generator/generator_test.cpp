// SPDX-License-Identifier: Apache-2.0

// The instrument against a server whose latency is known.
#include <latency_server/latency_server_fixture.h>

using namespace proofload;

namespace {

/// What we measured beyond what the server itself measured: the network and our own share.
inline constexpr Metric beyond_the_server = trend("beyond_the_server");

using KnownLatency = LatencyServerFixture;

void compare(User& user, const Response& answer) {
  if (answer.ok()) user.record(beyond_the_server, answer.service - server_time(answer));
}

Task<> ask_fixed(User& user) { compare(user, co_await user.get("/fixed?ms=5")); }
Task<> ask_exponential(User& user) { compare(user, co_await user.get("/exponential?mean_ms=5")); }
Task<> ask_bimodal(User& user) {
  const Response answer = co_await user.get("/bimodal?fast_ms=1&slow_ms=100&slow_percent=1");
  compare(user, answer);
}
Task<> ask_at_once(User& user) { co_await user.get("/fixed?ms=0"); }

// Request by request, so that what was drawn makes no difference.
LOAD_TEST(KnownLatency, IsMeasuredRequestByRequest, load, http, budget(3min)) {
  const Report report = run({
      .scenario =
          mix({{40_percent, ask_fixed}, {30_percent, ask_exponential}, {30_percent, ask_bimodal}}),
      .load = hold(500_per_s, 2s).warm_up().hold(20s),
  });
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.metric(beyond_the_server), AllOf(P50(Lt(1ms)), P95(Lt(5ms))));
  const Window fixed = report.step("GET /fixed");
  EXPECT_THAT(fixed, AllOf(P50(Ge(5ms)), P50(Lt(6ms))));
  const Window bimodal = report.step("GET /bimodal");
  EXPECT_THAT(bimodal, AllOf(P90(Lt(5ms)), Max(Ge(100ms))));
}

class FreezingServer : public LatencyServerFixture {
 protected:
  FreezingServer() : LatencyServerFixture({"--freeze-at=8s", "--freeze-for=1400ms"}) {}
};

// A freeze of F in a time of T at an even rate touches the share F / T of the planned starts, with
// a response spread evenly over F: its quantile q is F (1 - (1 - q) T / F) above the usual one.
// Who measures from the actual start, on four connections, sees four slow requests.
LOAD_TEST(FreezingServer, ShowsItsFreezeToEveryPlannedStart, load, http, budget(2min)) {
  constexpr double freeze = 1400;
  constexpr double length = 20'000;
  const Report report =
      run({.scenario = ask_at_once, .load = hold(400_per_s, 20s), .max_users = 4_users});
  const auto usual = report.trend(metrics::response).quantile(0.5);
  const auto expected = usual + freeze * (1 - 0.01 * length / freeze);
  const auto p99 = report.trend(metrics::response).quantile(0.99);
  const auto p99_of_service = report.trend(metrics::service).quantile(0.99);
  std::printf("  p99 of the response %.1f ms, by the formula %.1f ms; p99 of service %.2f ms\n",
              p99, expected, p99_of_service);
  EXPECT_THAT(report, P99(Gt(from_milliseconds(expected * 0.97))));
  EXPECT_THAT(report, P99(Lt(from_milliseconds(expected * 1.03))));
  EXPECT_GE(p99, 20 * p99_of_service);
}

}  // namespace
