// SPDX-License-Identifier: Apache-2.0
#include <nginx/nginx_fixture.h>

using namespace proofload;

namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Property;
using ::testing::SizeIs;

using NginxHttp2 = NginxHttp2Fixture;

Request get_named(std::string name, std::string url) {
  Request request;
  request.route = std::move(url);
  request.name = std::move(name);
  return request;
}

/// What a user did at once, and how many connections the service has accepted by then.
struct Burst {
  std::vector<Response> answers{};
  std::int64_t connections = 0;
};

Task<> send_ten_at_once(User& user, std::string root, Burst& burst) {
  std::vector<Request> requests(10, get_named("GET /hello", root + "/hello"));
  burst.answers = co_await user.send_all(std::move(requests));
  const auto status = get_named("GET /status", root + "/status");
  const Response figures = co_await user.send(status);
  burst.connections = connections_accepted(figures);
}

Task<> look(User& user, std::string root, std::int64_t& connections) {
  const auto status = get_named("GET /status", root + "/status");
  const Response figures = co_await user.send(status);
  connections = connections_accepted(figures);
}

Plan once(Journey journey, const HttpOptions& http) {
  Plan plan;
  plan.scenario = std::move(journey);
  plan.load = iterations(1).shared_by(1_users);
  plan.http = http;
  return plan;
}

Task<> upload(User& user, std::string root) {
  Request request = get_named("POST /discard", root + "/discard");
  request.method = "POST";
  request.body = Body::text(std::string(1'000'000, 'x'));
  co_await user.send(std::move(request));
}

class NginxTls : public NginxTlsFixture {
 protected:
  HttpOptions options(HttpVersion version) const {
    return {.version = version, .ca_file = ca_file()};
  }

  Journey hello() const {
    const auto request = get_named("GET /hello", url("/hello"));
    return [request](User& user) { return ask(user, request); };
  }

  Report play_hello(HttpVersion version) {
    return run({.scenario = hello(), .load = hold(500_per_s, 2s), .http = options(version)});
  }

 private:
  static Task<> ask(User& user, Request request) { co_await user.send(std::move(request)); }
};

LOAD_TEST(NginxTls, SpeaksHttp2WhereItIsForced, smoke, http, budget(1min)) {
  const Report report = play_hello(HttpVersion::http2);
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.values_of("proto"), ElementsAre("HTTP/2.0"));
}

LOAD_TEST(NginxTls, AgreesOnHttp2, smoke, http, budget(1min)) {
  const Report report = play_hello(HttpVersion::negotiated);
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.values_of("proto"), ElementsAre("HTTP/2.0"));
}

LOAD_TEST(NginxTls, SpeaksHttp1WhereNothingElseIsWanted, smoke, http, budget(1min)) {
  const Report report = play_hello(HttpVersion::http1);
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.values_of("proto"), ElementsAre("HTTP/1.1"));
}

// No request has gone before: all but one wait for the handshake of the first.
LOAD_TEST(NginxTls, CarriesTenRequestsOfAUserAtOnceOverOneConnection, smoke, http, budget(1min)) {
  std::int64_t before = 0;
  Burst burst;
  const auto looking = [&](User& user) { return look(user, url(""), before); };
  const auto sending = [&](User& user) { return send_ten_at_once(user, url(""), burst); };
  play_once(looking, options(HttpVersion::http2));
  run(once(sending, options(HttpVersion::http2)));
  EXPECT_THAT(burst.answers, AllOf(SizeIs(10), Each(Property(&Response::ok, true))));
  EXPECT_EQ(burst.connections, before + 1);
}

LOAD_TEST(NginxTls, CarriesTenRequestsOfAUserAtOnceOverTenConnectionsInHttp1, smoke, http,
          budget(1min)) {
  std::int64_t before = 0;
  Burst burst;
  const auto looking = [&](User& user) { return look(user, url(""), before); };
  const auto sending = [&](User& user) { return send_ten_at_once(user, url(""), burst); };
  play_once(looking, options(HttpVersion::http1));
  run(once(sending, options(HttpVersion::http1)));
  EXPECT_THAT(burst.answers, AllOf(SizeIs(10), Each(Property(&Response::ok, true))));
  EXPECT_EQ(burst.connections, before + 10);
}

LOAD_TEST(NginxTls, TakesLargeBodiesOverHttp2, smoke, http, budget(1min)) {
  const auto uploading = [root = url("")](User& user) { return upload(user, root); };
  const Report report =
      run({.scenario = uploading, .load = hold(20_per_s, 2s), .http = options(HttpVersion::http2)});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.values_of("proto"), ElementsAre("HTTP/2.0"));
}

Task<> hello_over_http2(User& user) { co_await user.get("/hello"); }

LOAD_TEST(NginxHttp2, SpeaksHttp2WithoutTls, smoke, http, budget(1min)) {
  const Report report = run({.scenario = hello_over_http2,
                             .load = hold(500_per_s, 2s),
                             .http = {.version = HttpVersion::http2}});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.values_of("proto"), ElementsAre("HTTP/2.0"));
}

LOAD_TEST(NginxHttp2, CarriesTenRequestsOfAUserAtOnceOverOneConnection, smoke, http, budget(1min)) {
  std::int64_t before = 0;
  Burst burst;
  const auto looking = [&](User& user) { return look(user, "", before); };
  const auto sending = [&](User& user) { return send_ten_at_once(user, "", burst); };
  play_once(looking, {.version = HttpVersion::http2});
  run(once(sending, {.version = HttpVersion::http2}));
  EXPECT_THAT(burst.answers, AllOf(SizeIs(10), Each(Property(&Response::ok, true))));
  EXPECT_EQ(burst.connections, before + 1);
}

}  // namespace
