// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

struct Bookshop : LoadTest {
  void SetUp() override { start_service({.program = "bookshop", .arguments = {"{port}"}}); }
};

inline constexpr Metric search_duration = trend("search_duration");

Task<> visit(User& user) {
  const Response page = co_await user.get("/books/{id}", 7);
  user.check(page, HasStatus(200));
  user.record(search_duration, page.at("/search_ms").number());
  const Body order = R"({"book": 7})";
  co_await user.post("/orders", order);
  co_await user.pause(1s);
}

LOAD_TEST(Bookshop, ServesFiftyVisitors, load, budget(10min)) {
  const Report report = run({
      .scenario = visit,
      .load = ramp_to(50_users, 1min).hold(5min).ramp_to(0_users, 30s),
      .abort = {abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 10s})},
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), CheckRate(Gt(99_percent))));
  EXPECT_THAT(report.service(), P95(Lt(400ms)));
  EXPECT_THAT(report.metric(search_duration), P99(Lt(1s)));
}
