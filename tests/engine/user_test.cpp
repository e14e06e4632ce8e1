// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/run.h>
#include <proofload/engine/user.h>
#include <proofload/testing/check.h>

#include "support/http_test_server.h"

#include <gmock/gmock.h>

#include <array>
#include <atomic>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Lt;
using ::testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

Report play_with(Journey journey, Load load, const std::string& target = "http://127.0.0.1:1",
                 Duration graceful_stop = 30s) {
  Plan plan;
  plan.scenario = std::move(journey);
  plan.load = std::move(load);
  plan.graceful_stop = graceful_stop;
  RunSettings settings;
  settings.target = target;
  return play(plan, settings);
}

Report play_one(Journey journey, const std::string& target = "http://127.0.0.1:1") {
  return play_with(std::move(journey), hold(1_per_s, 100ms), target);
}

Task<> wait_for_the_answer(User& user) {
  const auto answer = co_await user.get("/slow");
  user.check("ok", answer.status, Eq(200));
}

TEST(UserRequest, IsNoSampleOfTheServiceWhenTheRunCutsItOff) {
  HttpTestServer server([](const auto&) { return Reply{.mute = true}; });
  const auto report = play_with(wait_for_the_answer, hold(2_users, 500ms), server.url(), 0s);
  EXPECT_EQ(report.step("GET /slow").counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.counter(metrics::http_reqs).count, 0u);
  EXPECT_EQ(report.rate(metrics::http_req_failed).count, 0u);
  EXPECT_EQ(report.trend(metrics::response).count(), 0u);
  EXPECT_EQ(report.rate(metrics::checks).count, 0u);
  EXPECT_EQ(report.facts().account.interrupted, 2u);
  EXPECT_TRUE(metrics::is_built_in(metrics::interrupted_requests));
}

Task<> fail_with_a_number(User& user) {
  co_await user.pause(0s);
  throw std::runtime_error("no item " + std::to_string(user.iteration()));
}

TEST(UserIteration, FailsForFiftyReasonsAndThenForOthers) {
  const auto report = play_with(fail_with_a_number, hold(1000_per_s, 100ms));
  EXPECT_EQ(report.facts().account.failed, 100u);
  EXPECT_EQ(report.counter(metrics::failed_iterations).sum, 100);
  EXPECT_THAT(report.values_of("reason"), AllOf(SizeIs(51), Contains("other reasons")));
  EXPECT_EQ(report.tagged("reason", "other reasons").counter(metrics::failed_iterations).sum, 50);
}

Task<> check_a_few(User& user) {
  user.check("token is valid", 1, Eq(1));
  user.check("token is valid", 2, Eq(1));
  for (int number = 0; number < 199; ++number) user.check(std::to_string(number), 1, Eq(1));
  co_return;
}

TEST(UserChecks, AreCountedByName) {
  const auto report = play_one(check_a_few);
  EXPECT_EQ(report.facts().author_error, "");
  const auto named = report.tagged("check", "token is valid").rate(metrics::checks);
  EXPECT_EQ(named.count, 2u);
  EXPECT_EQ(named.passes, 1u);
  EXPECT_EQ(report.rate(metrics::checks).count, 201u);
}

Task<> check_without_a_name(User& user) {
  for (int bound = 0; bound < 201; ++bound) user.check(-1, Lt(bound));
  co_return;
}

TEST(UserChecks, AreNoMoreThanTwoHundred) {
  const auto report = play_one(check_without_a_name);
  EXPECT_EQ(report.rate(metrics::checks).count, 200u);
  EXPECT_THAT(report.facts().author_error,
              AllOf(HasSubstr("more than 200 different checks"), HasSubstr("is < 200"),
                    HasSubstr("check(\"token is valid\", value, matcher)")));
}

constexpr Metric basket = counter("basket");

Task<> record_a_few(User& user) {
  for (int id = 0; id < 1000; ++id) user.record(basket, 2, {{"id", std::to_string(id % 500)}});
  co_return;
}

Task<> record_each_id(User& user) {
  for (int id = 0; id < 501; ++id) user.record(basket, 2, {{"id", std::to_string(id)}});
  co_return;
}

TEST(UserRecord, TakesFiveHundredSetsOfTags) {
  const auto report = play_one(record_a_few);
  EXPECT_EQ(report.facts().author_error, "");
  EXPECT_EQ(report.tagged("id", "7").counter(basket).sum, 4);
  EXPECT_THAT(play_one(record_each_id).facts().author_error,
              AllOf(HasSubstr("more than 500 different sets of tags"), HasSubstr("id=500"),
                    HasSubstr("basket")));
}

Task<> give_two_methods_one_name(User& user) {
  Request request;
  request.route = "/both";
  request.name = "both";
  co_await user.send(request);
  request.method = "POST";
  co_await user.send(request);
  co_await user.send(request);
}

TEST(UserStep, KeepsApartTheMethodsOfOneName) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto both = play_one(give_two_methods_one_name, server.url()).step("both");
  EXPECT_EQ(both.tagged("method", "GET").counter(metrics::http_reqs).sum, 1);
  EXPECT_EQ(both.tagged("method", "POST").counter(metrics::http_reqs).sum, 2);
}

Task<> send_bodies_or_none(User& user) {
  co_await user.post("/logout");
  co_await user.post("/agents/{id}/start", 7);
  co_await user.post("/rooms/{id}", "a b", std::string("{}"));
  co_await user.put("/ratios/{ratio}/{id}", 0.25, std::uint64_t{3}, Body::text("hello"));
  const auto json = Json::parse(R"({"id": "x", "tags": [1]})");
  co_await user.patch("/items/{id}", json.at("/id"), json);
  co_await user.post("/sum", 42);
}

TEST(UserPost, TakesTheValueAfterThePlacesForTheBodyIfThereIsOne) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto report = play_one(send_bodies_or_none, server.url());
  EXPECT_EQ(report.facts().author_error, "");
  std::vector<std::string> seen;
  for (const auto& request : server.requests())
    seen.push_back(request.method + " " + request.target + " " + request.body);
  EXPECT_THAT(seen, ElementsAre("POST /logout ", "POST /agents/7/start ", "POST /rooms/a%20b {}",
                                "PUT /ratios/0.25/3 hello",
                                "PATCH /items/x {\"id\":\"x\",\"tags\":[1]}", "POST /sum 42"));
  ASSERT_THAT(server.requests(), SizeIs(6));
  EXPECT_EQ(server.requests()[2].header("Content-Type"), "application/json");
  EXPECT_THAT(server.requests()[3].header("Content-Type"), HasSubstr("text/plain"));
  EXPECT_THAT(report.values_of("step"), Contains("POST /agents/{id}/start"));
}

Task<> forget_the_place(User& user) { co_await user.post("/rooms/{id}/of/{house}", 1); }
Task<> give_too_much(User& user) { co_await user.put("/rooms/{id}", 1, 2, 3); }
Task<> put_a_body_in_a_place(User& user) { co_await user.post("/rooms/{id}", Body("{}")); }

TEST(UserPost, NamesBothNumbersWhereValuesAndPlacesDoNotFit) {
  EXPECT_THAT(play_one(forget_the_place).facts().author_error,
              AllOf(HasSubstr("\"/rooms/{id}/of/{house}\""), HasSubstr("2 place(s)"),
                    HasSubstr("1 value(s)")));
  EXPECT_THAT(play_one(give_too_much).facts().author_error,
              AllOf(HasSubstr("1 place(s)"), HasSubstr("3 value(s)")));
  EXPECT_THAT(play_one(put_a_body_in_a_place).facts().author_error, HasSubstr("a Body comes last"));
}

Task<> tag_and_send(User& user) {
  user.set_tag("tenant", "blue");
  Request request;
  request.route = "/";
  request.tags = {{"kind", "search"}};
  co_await user.send(request);
  user.set_tag("tenant", "");
  request.tags = {};
  co_await user.send(std::move(request));
}

TEST(UserTags, AreOnWhatIsMeasuredFromThenOn) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto report = play_one(tag_and_send, server.url());
  EXPECT_EQ(report.counter(metrics::http_reqs).sum, 2);
  EXPECT_EQ(report.tagged("tenant", "blue").counter(metrics::http_reqs).sum, 1);
  EXPECT_EQ(report.tagged("kind", "search").tagged("tenant", "blue").trend().count(), 1u);
}

Task<> ask_for_what_is_gone(User& user) {
  Request request;
  request.route = "/gone";
  request.expected = statuses(404);
  co_await user.send(request);
  request.name = "unexpected";
  request.expected.reset();
  co_await user.send(std::move(request));
}

TEST(UserRequest, FailsOnlyWithAStatusThatItDoesNotExpect) {
  HttpTestServer server([](const auto&) { return Reply{.status = 404}; });
  const auto report = play_one(ask_for_what_is_gone, server.url());
  EXPECT_EQ(report.step("GET /gone").rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(report.step("GET /gone").rate(metrics::http_req_failed).passes, 0u);
  EXPECT_EQ(report.step("unexpected").rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.step("unexpected").counter(metrics::step_successes).sum, 0);
}

Task<> trust_the_answer(User& user) {
  const auto answer = co_await user.get("/");
  (void)answer.required_header("Location");
}

TEST(UserRequest, ThatFailsExplainsWhatTheIterationMissesAfterIt) {
  HttpTestServer server([](const auto&) { return Reply{.status = 500}; });
  const auto report = play_one(trust_the_answer, server.url());
  EXPECT_THAT(report.values_of("kind"), ElementsAre("after_failed_step"));
}

Task<> set_headers(User& user) {
  user.set_header("X-Token", "old");
  user.set_header("x-token", "new");
  co_await user.get("/");
  Request request;
  request.route = "/own";
  request.headers = {{"X-Token", "own"}};
  co_await user.send(std::move(request));
}

TEST(UserHeaders, AreSentUnlessTheRequestSetsThemItself) {
  HttpTestServer server([](const auto&) { return Reply(); });
  (void)play_one(set_headers, server.url());
  ASSERT_THAT(server.requests(), SizeIs(2));
  EXPECT_EQ(server.requests()[0].header("X-Token"), "new");
  EXPECT_EQ(server.requests()[0].count("X-Token"), 1u);
  EXPECT_EQ(server.requests()[1].header("X-Token"), "own");
  EXPECT_EQ(server.requests()[1].count("X-Token"), 1u);
}

Task<> take_a_row(User& user, Feeder rows) {
  const auto row = user.take(rows);
  user.check(row["name"], HasSubstr(""));
  co_return;
}

TEST(UserTake, EndsTheRunWhenNoRowIsLeft) {
  const auto rows = Feeder::rows({{{"name", "ann"}}, {{"name", "bob"}}});
  const auto taking = [rows](User& user) { return take_a_row(user, rows); };
  const auto report = play_with(taking, iterations(5).shared_by(1_users));
  EXPECT_EQ(report.facts().account.finished, 2u);
  EXPECT_EQ(report.facts().account.failed, 1u);
  EXPECT_THAT(report.facts().author_error, HasSubstr("2 rows"));
}

TEST(UserTake, EndsOnlyTheIterationWhereTheFeederSaysSo) {
  const auto rows = Feeder::rows({{{"name", "ann"}}}).when_exhausted(WhenExhausted::end_iteration);
  const auto taking = [rows](User& user) { return take_a_row(user, rows); };
  const auto report = play_with(taking, iterations(5).shared_by(1_users));
  EXPECT_EQ(report.facts().author_error, "");
  EXPECT_EQ(report.facts().account.finished, 1u);
  EXPECT_EQ(report.tagged("kind", "missing_value").counter(metrics::failed_iterations).sum, 4);
}

struct Visits {
  int number = 0;
};

Task<> count_visits(User& user) {
  user.record(counter("visits"), ++user.data<Visits>().number,
              {{"user", std::to_string(user.number())}});
  co_return;
}

TEST(UserData, IsKeptFromOneIterationToTheNextForEachUser) {
  const auto report = play_with(count_visits, iterations(3).by_each_of(2_users));
  EXPECT_EQ(report.tagged("user", "0").counter(counter("visits")).sum, 1 + 2 + 3);
  EXPECT_EQ(report.tagged("user", "1").counter(counter("visits")).sum, 1 + 2 + 3);
}

std::array<double, 400> first_draws{};
std::array<bool, 400> browses{};
std::atomic<int> drawn{0};

Task<> draw(User& user, bool browse_and_count) {
  first_draws.at(user.number()) = user.random().uniform();
  browses.at(user.number()) = browse_and_count;
  ++drawn;
  co_await user.pause(1h);
}
Task<> browse_and_count(User& user) { co_await draw(user, true); }
Task<> search_and_count(User& user) { co_await draw(user, false); }

// In this load user n plays iteration n.
TEST(UserRandom, DrawsNothingOfWhatPickedItsJourney) {
  drawn = 0;
  Plan plan;
  plan.scenario = mix({{50_percent, browse_and_count}, {50_percent, search_and_count}});
  plan.load = hold(400_users, 30s);
  RunSettings settings;
  settings.seed = 11;
  settings.stop_when = []() -> std::optional<std::string> {
    return drawn == 400 ? std::optional<std::string>("all have drawn") : std::nullopt;
  };
  (void)play(plan, settings);
  std::array<int, 10> bins{};
  int browsers = 0;
  for (std::size_t number = 0; number < 400; ++number) {
    if (!browses.at(number)) continue;
    ++browsers;
    ++bins.at(std::size_t(first_draws.at(number) * 10));
  }
  EXPECT_NEAR(browsers, 200, 40);
  double chi_square = 0;
  for (const int count : bins) {
    const double expected = browsers / 10.0;
    chi_square += (count - expected) * (count - expected) / expected;
  }
  EXPECT_LT(chi_square, 27.9);  // nine degrees of freedom: one seed in a thousand exceeds it
}

}  // namespace
}  // namespace proofload
