// SPDX-License-Identifier: Apache-2.0

// Load tests whose results are looked at by the tests of this folder, one at a time: in files, on
// the console, in what they send to others.

#include <proofload/proofload.h>

#include <cstdlib>

using namespace proofload;

namespace {

class Results : public LoadTest {
 protected:
  void SetUp() override {
    start_service({.program = ECHO_SERVICE, .arguments = {"{port}"}, .ready_path = "/"});
  }
};

Task<> greet(User& user) { co_await user.get("/"); }

Task<> greet_and_rest(User& user) {
  co_await user.get("/");
  co_await user.pause(20ms);
}

// Two seconds, and the same number of requests on every machine.
LOAD_TEST(Results, Count, load, budget(1min)) {
  const Report report =
      run({.scenario = greet_and_rest, .load = iterations(500).shared_by(5_users)});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
}

LOAD_TEST(Results, Last, load, budget(3min)) {
  const Report report = run({.scenario = greet, .load = hold(100_per_s, 1min)});
  EXPECT_THAT(report.step("GET /"), AllOf(P50(Lt(1min)), ErrorRate(Lt(1_percent))));
}

// Marked, but for the last four: those are secret by the header that carries them. Each holds what
// some format escapes, and the name of an animal, which none does.
const std::string token = secret("Tapir&\"token\"<1>/=+ü");
const std::string in_query = secret("wombat in/a=query&");
const std::string in_body = secret("ocelot\\of\tthe body");
constexpr auto cookie = "session=quokka-of-the-cookie";
constexpr auto api_key = "caracal-of-the-key";
constexpr auto password = "Basic axolotl-of-the-user";
constexpr auto later_password = "Basic pangolin-of-the-user";

std::string from_environment() {
  const char* value = std::getenv("RESULTS_PASSWORD");
  return value == nullptr ? "" : value;
}

inline constexpr Metric attempts = counter("attempts");

Task<> tell_all_secrets(User& user) {
  const Body body(in_body + "\n" + from_environment());
  const Request marked{.method = "POST",
                       .route = "/mirror/{place}",
                       .arguments = {in_query},
                       .query = {{"key", in_query}},
                       .headers = {bearer(token), {"Cookie", cookie}, {"X-API-Key", api_key}},
                       .body = body};
  co_await user.send(marked);
  const Request unmarked{.route = "/mirror", .headers = {{"Authorization", password}}};
  const Response answer = co_await user.send(unmarked);
  user.set_header("Authorization", later_password);
  co_await user.get("/mirror");
  user.record(attempts, 1, {{"by", token}});
  user.check("lets " + token + " in", answer, HasStatus(200));
  {
    auto step = user.step("ask for " + in_query);
    step.fail("no such user: " + token);
  }
  answer.at("/" + token);
}

LOAD_TEST(Results, HoldSecrets, load, budget(1min)) {
  const Report report =
      run({.scenario = tell_all_secrets, .load = iterations(20).shared_by(2_users)});
  EXPECT_THAT(report.tagged("by", token), Total(attempts, Gt(1000)));
  EXPECT_EQ(token, from_environment()) << in_query;
}

}  // namespace
