// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/targets.h>

#include <proofload/base/usage_error.h>

#include "engine/playing.h"
#include "support/http_test_server.h"

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::plan_of;
using testing_support::Reply;
using testing_support::settings_for;

std::vector<Request> three() {
  std::vector<Request> requests(3);
  requests[0] = {.route = "/a"};
  requests[1] = {.method = "PUT", .route = "/b", .headers = {{"X-Key", "7"}}, .body = "{}"};
  requests[2] = {.route = "/c?d=e", .name = "third"};
  return requests;
}

std::vector<std::string> targets_of(const HttpTestServer& server) {
  std::vector<std::string> targets;
  for (const auto& request : server.requests())
    targets.push_back(request.method + " " + request.target);
  return targets;
}

TEST(RoundRobin, SendsRequestsInTurn) {
  HttpTestServer server([](const auto&) { return Reply{}; });
  const auto plan = plan_of(round_robin(three()), iterations(5).shared_by(1_users));
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_THAT(targets_of(server),
              ElementsAre("GET /a", "PUT /b", "GET /c?d=e", "GET /a", "PUT /b"));
  EXPECT_EQ(server.requests().at(1).header("X-Key"), "7");
  EXPECT_EQ(server.requests().at(1).body, "{}");
  EXPECT_EQ(report.step("GET /a").counter(metrics::http_reqs).sum, 2);
  EXPECT_EQ(report.step("third").counter(metrics::http_reqs).sum, 1);
}

TEST(RoundRobin, SendsEachRequestAsOftenFromSeveralWorkers) {
  HttpTestServer server([](const auto&) { return Reply{}; });
  const auto plan = plan_of(round_robin(three()), iterations(30).shared_by(4_users));
  const auto report = play(plan, settings_for(server.url(), 2));
  EXPECT_THAT(server.requests(), SizeIs(30));
  for (const char* step : {"GET /a", "PUT /b", "third"})
    EXPECT_EQ(report.step(step).counter(metrics::http_reqs).sum, 10) << step;
}

TEST(RoundRobin, NeedsARequest) {
  try {
    round_robin({});
    FAIL() << "nothing was thrown";
  } catch (const UsageError& wrong) {
    EXPECT_THAT(wrong.what(), HasSubstr("no request"));
  }
}

}  // namespace
}  // namespace proofload
