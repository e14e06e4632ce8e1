// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

struct Shop : LoadTest {
  void SetUp() override { start_service({.program = "shop", .arguments = {"{port}"}}); }
};

const Feeder customers = Feeder::csv("customers.csv");
inline constexpr Metric orders = counter("orders");

// Every user logs in once, before the run begins, with a row that is its own.
Task<> log_in(User& user) {
  const Row customer = user.take(customers);
  const Body form = Body::form({{"email", customer["email"]}, {"password", customer["password"]}});
  const Response login = co_await user.post("/login", form);
  user.set_header(bearer(login.at("/token").text()));
}

Task<> buy(User& user) {
  const Response page = co_await user.get("/books");
  const std::string seal = page.capture(R"re(name="seal" value="([^"]+)")re");
  co_await user.pause(PauseTime::exponential(2s));

  const auto checkout = user.group("checkout");
  const Request order{.method = "POST",
                      .route = "/orders",
                      .headers = {{"X-Seal", seal}},
                      .body = R"({"book": "Proof by load"})",
                      .timeout = 5s,
                      .expected = statuses(201, 409)};
  const Response placed = co_await user.send(order);
  if (placed.status == 201) user.record(orders, 1, {{"kind", "book"}});
}

LOAD_TEST(Shop, SellsAllMondayMorning, load, budget(20min)) {
  const Report report = run({
      .scenario = buy,
      .load = ramp_to(20_per_s, 1min)
                  .warm_up()
                  .hold(5min)
                  .spike_to(200_per_s, {.rise = 5s, .hold = 30s, .fall = 5s})
                  .hold(5min)
                  .poisson(),
      .max_users = 500_users,
      .user_set_up = log_in,
      .abort = {abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 10s})},
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), NeverBrokenFor(P95(Lt(500ms)), 30s, 10s)));
  EXPECT_THAT(report.after_stage("spike"), RecoversWithin(20s, P90(Lt(200ms)), 5s));
  EXPECT_THAT(report.group("checkout").metric(metrics::group_duration), P95(Lt(1s)));
  EXPECT_THAT(report.tagged("kind", "book").last(5min), Total(orders, Gt(1000)));
}
