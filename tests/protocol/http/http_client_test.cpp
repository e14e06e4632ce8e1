// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include <proofload/base/usage_error.h>
#include <proofload/protocol/http/authorization.h>
#include <proofload/protocol/http/detail/curl_multi.h>

#include "support/http_test_server.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>

#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>

namespace proofload {
namespace {

namespace asio = boost::asio;
using testing::AnyOf;
using testing::HasSubstr;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

Task<> ask(HttpClient& client, Request request, std::string url, Response& answer) {
  answer = co_await client.perform(request, url);
}

/// Asks for what fails at once, over and over, until somebody else has got an answer.
Task<> ask_in_vain(HttpClient& client, const Response& other, int& asked) {
  const Request request;
  for (; other.status == 0 && asked < 200'000; ++asked) {
    const Response answer = co_await client.perform(request, "http://127.0.0.1:1:2/");
    if (answer.ok()) co_return;
  }
}

Reply echo(const ServedRequest& request) { return {.body = request.body}; }

std::string long_text(std::size_t size) {
  std::string text(size, ' ');
  for (std::size_t i = 0; i < size; ++i) text[i] = char('a' + i % 23);
  return text;
}

/// Zeros as gzip packs them at best: a first one, and then 258 more for every 13 bits.
std::string packed_zeros(std::size_t runs) {
  std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  int used = 8;
  const auto add = [&](unsigned bits, int count) {  // the highest one first
    for (; count > 0; --count, ++used) {
      if (used % 8 == 0) packed.push_back(0);
      if (((bits >> (count - 1)) & 1) != 0) packed.back() = char(packed.back() | 1 << used % 8);
    }
  };
  add(0b110, 3);        // the last block, with the code that the format fixes
  add(0b0011'0000, 8);  // a zero
  for (; runs > 0; --runs) add(0b1100'0101'0000'0, 13);  // 258 bytes, from one byte back
  add(0, 7);
  return packed;
}

class HttpClientTest : public testing::Test {
 protected:
  /// Lets the loop turn until so many of the tasks have ended.
  void play(int count = 1) {
    loop_.restart();  // it stops when it has nothing to do, as after a request that never was
    while (ended_ < count) loop_.run_one();
    ended_ = 0;
  }

  void start(HttpClient& client, const Request& request, const std::string& url, Response& answer) {
    spawn(ask(client, request, url, answer));
  }

  void spawn(Task<> task) {
    asio::co_spawn(loop_, std::move(task), [this](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
      ++ended_;
    });
  }

  Response send(HttpClient& client, const Request& request, const std::string& url) {
    Response answer;
    start(client, request, url, answer);
    play();
    return answer;
  }
  Response send(const Request& request, const HttpTestServer& server) {
    return send(client_, request, server.url() + (request.route.empty() ? "/" : request.route));
  }
  Response get(const HttpTestServer& server, const std::string& path = "/") {
    return send(client_, {}, server.url() + path);
  }

  asio::io_context loop_{1};
  detail::CurlMulti multi_{loop_};
  HttpOptions options_;
  HttpClient client_{multi_, options_};
  int ended_ = 0;
};

// One handle serves all of these; none may show in the next one.
TEST_F(HttpClientTest, LeavesNothingOfARequestBehindForTheNext) {
  HttpTestServer server(echo);
  send({.method = "POST",
        .headers = {{"X-Once", "1"}, {"Authorization", "Bearer secret"}},
        .body = R"({"a": 1})"},
       server);
  send({}, server);
  send({.method = "PUT", .body = Body::text("put")}, server);
  send({.method = "DELETE", .body = "{}"}, server);
  send({.method = "DELETE"}, server);
  send({.method = "HEAD"}, server);
  send({.method = "PATCH", .body = "[]"}, server);
  send({.method = "GET", .body = "{}"}, server);
  send({.method = "POST"}, server);
  send({}, server);
  const auto requests = server.requests();

  const std::vector<std::pair<std::string, std::string>> wanted{{"POST", R"({"a": 1})"},
                                                                {"GET", ""},
                                                                {"PUT", "put"},
                                                                {"DELETE", "{}"},
                                                                {"DELETE", ""},
                                                                {"HEAD", ""},
                                                                {"PATCH", "[]"},
                                                                {"GET", "{}"},
                                                                {"POST", ""},
                                                                {"GET", ""}};
  ASSERT_EQ(requests.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(requests[i].method, wanted[i].first) << i;
    EXPECT_EQ(requests[i].body, wanted[i].second) << i;
    EXPECT_EQ(requests[i].count("X-Once"), i == 0 ? 1 : 0) << i;
    EXPECT_EQ(requests[i].count("Authorization"), i == 0 ? 1 : 0) << i;
    EXPECT_EQ(requests[i].count("Content-Length"), wanted[i].second.empty() && i != 8 ? 0 : 1) << i;
    EXPECT_EQ(requests[i].count("Expect"), 0) << i;
  }
  EXPECT_EQ(requests[0].header("Content-Type"), "application/json");
  EXPECT_EQ(requests[2].header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(requests[9].count("Content-Type"), 0);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, AsksTheUrlItWasGivenEachTime) {
  HttpTestServer server(
      [](const ServedRequest& request) -> Reply { return {.body = request.target}; });
  for (const std::string path : {"/a?x=1&y=%20", "/b", "/b", "/a?x=1&y=%20", "/", "/c#part"})
    EXPECT_EQ(get(server, path).body, path.substr(0, path.find('#')));
}

TEST_F(HttpClientTest, SendsTheUsualHeadersOnceAndLetsThemBeReplaced) {
  options_.headers = {{"X-Plan", "all"}, {"Accept", "text/html"}};
  HttpTestServer server(echo);
  send({}, server);
  send({.headers = {{"user-agent", "mine"}, {"X-Plan", "own"}, {"Accept-Encoding", "gzip"}}},
       server);
  send({.headers = {{"X-Empty", ""}}}, server);
  const auto requests = server.requests();

  EXPECT_EQ(requests[0].header("User-Agent"), "proofload");
  EXPECT_EQ(requests[0].header("X-Plan"), "all");
  EXPECT_EQ(requests[0].header("Accept"), "text/html");
  EXPECT_THAT(requests[0].header("Accept-Encoding"), HasSubstr("gzip"));
  EXPECT_EQ(requests[1].header("User-Agent"), "mine");
  EXPECT_EQ(requests[1].header("X-Plan"), "own");
  EXPECT_EQ(requests[1].header("Accept-Encoding"), "gzip");
  EXPECT_EQ(requests[2].count("X-Empty"), 1);
  for (const auto& request : requests)
    for (const auto* name : {"User-Agent", "X-Plan", "Accept", "Accept-Encoding", "Host"})
      EXPECT_EQ(request.count(name), 1) << name;
}

TEST_F(HttpClientTest, GivesBackWhatCame) {
  HttpTestServer server([](const ServedRequest&) -> Reply {
    return {.status = 404, .body = R"({"error": "none"})", .headers = {{"X-Kind", "test"}}};
  });
  const auto answer = get(server);
  EXPECT_EQ(answer.status, 404);
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(answer.error, ErrorKind::none);
  EXPECT_EQ(answer.header("x-kind"), "test");
  EXPECT_EQ(answer.at("/error").text(), "none");
  EXPECT_EQ(answer.http_version, 11);
  EXPECT_GT(answer.bytes_sent, 20);
  EXPECT_GT(answer.bytes_received, 17);
  EXPECT_GT(answer.timings.connecting, Duration{});
  EXPECT_GE(answer.service, answer.timings.duration());
  EXPECT_EQ(get(server).timings.connecting, Duration{}) << "on a connection that is open";
}

TEST_F(HttpClientTest, TakesAStatusForOkWhereItIsExpected) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.status = std::stoi(request.target.substr(1))};
  });
  for (const auto& [status, ok] :
       {std::pair("200", true), {"304", true}, {"399", true}, {"400", false}, {"500", false}})
    EXPECT_EQ(get(server, std::string("/") + status).ok(), ok) << status;
  options_.expected = statuses(404);
  EXPECT_TRUE(get(server, "/404").ok());
  EXPECT_FALSE(get(server, "/200").ok());
  EXPECT_TRUE(send({.route = "/201", .expected = status_range(200, 299)}, server).ok());
  EXPECT_FALSE(send({.route = "/404", .expected = status_range(200, 299)}, server).ok())
      << "what the request says counts, not what the plan says";
}

TEST_F(HttpClientTest, ExpectsAStatusOnlyOfTheLastAnswerInAChainOfRedirects) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {};
    return {.status = 302, .headers = {{"Location", "/end"}}};
  });
  EXPECT_TRUE(send({.route = "/", .expected = statuses(200)}, server).ok());
  EXPECT_FALSE(send({.route = "/", .expected = statuses(302)}, server).ok());
  EXPECT_TRUE(
      send({.route = "/", .follow_redirects = false, .expected = statuses(302)}, server).ok());
}

TEST_F(HttpClientTest, ExpectsNothingWhereNoAnswerCame) {
  HttpTestServer server(
      [](const ServedRequest&) -> Reply { return {.close = true, .mute = true}; });
  const auto answer = send({.expected = status_range(100, 599)}, server);
  EXPECT_FALSE(answer.ok());
  EXPECT_FALSE(answer.expected);
}

TEST_F(HttpClientTest, SendsNoHeaderThatItsValueBegan) {
  HttpTestServer server(echo);
  const std::string broken = "secret\r\nX-Admin: 1";
  EXPECT_THROW(send({.headers = {{"X-Token", broken}}}, server), UsageError);
  EXPECT_THROW(send({.headers = {{"X-Token\r\nX-Admin", "1"}}}, server), UsageError);
  EXPECT_THROW(send({.method = "POST", .body = Body("{}", broken)}, server), UsageError);
  options_.headers = {{"X-Token", broken}};
  EXPECT_THROW(send({}, server), UsageError);
  options_.headers.clear();
  EXPECT_EQ(get(server).status, 200) << "and the next one is as good as ever";
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST_F(HttpClientTest, SendsFormsFilesAndAuthorization) {
  HttpTestServer server(echo);
  const auto form = send({.method = "POST",
                          .headers = {basic_authorization("Aladdin", "open sesame")},
                          .body = Body::form({{"user", "ann b"}})},
                         server);
  EXPECT_EQ(form.body, "user=ann+b");
  const auto upload = Body::multipart({{"title", "Cat"}, FormPart::file("f", "x", "cat.png")});
  EXPECT_EQ(send({.method = "POST", .headers = {bearer("t")}, .body = upload}, server).body,
            upload.bytes);
  const auto requests = server.requests();
  EXPECT_EQ(requests[0].header("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(requests[0].header("Authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(requests[1].header("Content-Type"), upload.content_type);
  EXPECT_EQ(requests[1].header("Authorization"), "Bearer t");
}

TEST_F(HttpClientTest, FollowsRedirectsOnlyWhereAsked) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {.body = request.method + " " + request.body};
    return {.status = 302, .headers = {{"Location", request.target == "/loop" ? "/loop" : "/end"}}};
  });
  const auto followed = get(server, "/start");
  EXPECT_EQ(followed.body, "GET ");
  EXPECT_EQ(followed.redirects, 1);
  const auto posted = send({.method = "POST", .route = "/start", .body = "{}"}, server);
  EXPECT_EQ(posted.body, "GET ") << "as browsers have it";
  const auto stayed = send({.route = "/start", .follow_redirects = false}, server);
  EXPECT_EQ(stayed.status, 302);
  EXPECT_EQ(stayed.redirects, 0);
  EXPECT_EQ(get(server, "/loop").error, ErrorKind::too_many_redirects);
  EXPECT_EQ(get(server, "/end").body, "GET ") << "not where the last redirect led";
}

TEST_F(HttpClientTest, RewritesRedirectedRequestsAsBrowsersDo) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {.body = request.method + " " + request.body};
    return {.status = std::stoi(request.target.substr(1)), .headers = {{"Location", "/end"}}};
  });
  const auto redirected = [&](const std::string& method, const std::string& status) {
    return send({.method = method, .route = "/" + status, .body = "{}"}, server).body;
  };
  for (const auto* status : {"301", "302", "303"}) EXPECT_EQ(redirected("POST", status), "GET ");
  for (const auto* status : {"307", "308"}) EXPECT_EQ(redirected("POST", status), "POST {}");
  for (const auto* status : {"301", "302", "307"}) EXPECT_EQ(redirected("PUT", status), "PUT {}");
  EXPECT_EQ(redirected("PUT", "303"), "GET ");
  EXPECT_EQ(redirected("GET", "303"), "GET {}");
  EXPECT_EQ(get(server, "/304").status, 304) << "which leads nowhere";
  redirected("HEAD", "303");
  EXPECT_EQ(server.requests().back().method, "HEAD");
}

TEST_F(HttpClientTest, SendsNoHeaderOfABodyThatARedirectTookAway) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {};
    return {.status = 303, .headers = {{"Location", "/end"}}};
  });
  send({.method = "POST",
        .route = "/start",
        .headers = {{"content-type", "text/csv"}, {"X-API-Key", "secret"}},
        .body = "a,b"},
       server);
  const auto end = server.requests().at(1);
  EXPECT_EQ(end.count("Content-Type"), 0);
  EXPECT_EQ(end.count("Content-Length"), 0);
  EXPECT_EQ(end.header("X-API-Key"), "secret");
}

TEST_F(HttpClientTest, SendsALargeBodyAgainWhereARedirectAsksForIt) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {.body = request.body};
    return {.status = 307, .body = "moved", .headers = {{"Location", "/end"}}};
  });
  const auto text = long_text(200'000);
  const auto answer = send({.method = "POST", .route = "/", .body = Body::text(text)}, server);
  EXPECT_TRUE(answer.body == text);
  EXPECT_GT(answer.bytes_sent, 400'000);
}

TEST_F(HttpClientTest, TakesRedirectsToAnotherOriginForTheAnswer) {
  HttpTestServer other(echo);
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.status = 307,
            .body = "elsewhere",
            .headers = {{"Location", request.header("X-Elsewhere")}}};
  });
  const auto port = server.url().substr(server.url().rfind(':'));
  const std::vector<std::string> places{other.url() + "/",          other.url().substr(5),
                                        "https://127.0.0.1" + port, "http://localhost" + port,
                                        "http://127.0.0.1:1/",      "http://ho st/",
                                        "ftp://127.0.0.1" + port};
  for (const auto& elsewhere : places) {
    const auto answer = send({.headers = {{"X-Elsewhere", elsewhere}}}, server);
    EXPECT_EQ(answer.error, ErrorKind::none) << elsewhere;
    EXPECT_EQ(answer.status, 307) << elsewhere;
    EXPECT_EQ(answer.body, "elsewhere") << elsewhere;
    EXPECT_EQ(answer.header("Location"), elsewhere);
    EXPECT_EQ(answer.redirects, 0) << elsewhere;
  }
  EXPECT_EQ(other.accepted(), 0);
  EXPECT_EQ(server.requests().size(), places.size());
}

TEST_F(HttpClientTest, FollowsAWholeUrlOfTheSameOriginWithCookiesAndHeaders) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end")
      return {.body = request.header("Cookie") + " " + request.header("X-API-Key")};
    const auto whole = "HTTP://" + request.header("Host") + "/end#top";
    return {.status = 302,
            .headers = {{"Set-Cookie", "session=1; Path=/"},
                        {"Location", request.target == "/a/start" ? "../on" : whole}}};
  });
  const auto answer = send({.route = "/a/start", .headers = {{"X-API-Key", "secret"}}}, server);
  EXPECT_EQ(answer.body, "session=1 secret");
  EXPECT_EQ(answer.redirects, 2);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, SumsUpWhatAChainOfRedirectsTook) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/end") return {.body = "end", .delay = 30ms};
    return {
        .status = 302, .body = long_text(5000), .headers = {{"Location", "/end"}}, .delay = 30ms};
  });
  const auto answer = get(server, "/start");
  EXPECT_EQ(answer.body, "end");
  EXPECT_GE(answer.timings.waiting, 60ms);
  EXPECT_GT(answer.timings.connecting, Duration{});
  EXPECT_GE(answer.service, answer.timings.blocked + answer.timings.duration());
  EXPECT_GT(answer.bytes_received, 5000);
}

TEST_F(HttpClientTest, TimesOutAfterTheWholeChainOfRedirects) {
  HttpTestServer server([](const ServedRequest&) -> Reply {
    return {.status = 302, .headers = {{"Location", "/"}}, .delay = 40ms};
  });
  const auto answer = send({.timeout = 100ms}, server);
  EXPECT_EQ(answer.error, ErrorKind::timeout);
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.redirects, 2);
  EXPECT_GE(answer.service, 100ms);
  EXPECT_LT(answer.service, 300ms);
}

TEST_F(HttpClientTest, GivesUpAtTheEleventhRedirect) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    const int left = std::stoi(request.target.substr(1));
    if (left == 0) return {.body = "end"};
    return {
        .status = 302, .body = "moved", .headers = {{"Location", "/" + std::to_string(left - 1)}}};
  });
  EXPECT_EQ(get(server, "/10").body, "end");
  const auto answer = get(server, "/11");
  EXPECT_EQ(answer.error, ErrorKind::too_many_redirects);
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.redirects, 10);
  EXPECT_THAT(answer.error_text, HasSubstr("eleventh"));
  EXPECT_EQ(server.requests().size(), 11 + 11);
}

TEST_F(HttpClientTest, UsesNoProxyOfTheEnvironment) {
  HttpTestServer proxy(echo);
  HttpTestServer server([](const ServedRequest&) -> Reply { return {.body = "direct"}; });
  const std::vector<const char*> names{"http_proxy", "all_proxy", "ALL_PROXY"};
  for (const auto* name : names) setenv(name, proxy.url().c_str(), 1);
  HttpClient client(multi_, options_);
  EXPECT_EQ(send(client, {}, server.url() + "/").body, "direct");
  for (const auto* name : names) unsetenv(name);
  EXPECT_EQ(proxy.accepted(), 0);
}

TEST_F(HttpClientTest, UsesTheProxyOfThePlanForEveryHostWhateverTheEnvironmentSays) {
  HttpTestServer proxy(
      [](const ServedRequest& request) -> Reply { return {.body = "proxied " + request.target}; });
  HttpTestServer server([](const ServedRequest&) -> Reply { return {.body = "direct"}; });
  setenv("no_proxy", "*", 1);
  options_.proxy = proxy.url();
  EXPECT_EQ(get(server, "/a").body, "proxied " + server.url() + "/a");
  options_.proxy.clear();
  EXPECT_EQ(get(server, "/a").body, "direct") << "with the same handle";
  unsetenv("no_proxy");
}

TEST_F(HttpClientTest, UnpacksCompressedContent) {
  const std::string packed(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x2b\xcd\x2b\x48\x4c\xce\x4e\x4d\x51\x28\x1d\x3a\x0c"
      "\x00\xc8\xe9\xa8\x16\xb4\x00\x00\x00",
      32);
  HttpTestServer server([&](const ServedRequest& request) -> Reply {
    return {.body = request.target == "/torn" ? "no gzip" : packed,
            .headers = {{"Content-Encoding", "gzip"}}};
  });
  EXPECT_THAT(get(server).body, testing::StartsWith("unpacked unpacked "));
  EXPECT_EQ(get(server).body.size(), 180);
  EXPECT_EQ(get(server, "/torn").error, ErrorKind::bad_encoding);
}

TEST_F(HttpClientTest, KeepsCookiesOfUsersApart) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target != "/login") return {.body = request.header("Cookie")};
    return {.headers = {{"Set-Cookie", "session=" + request.header("X-User")}}};
  });
  HttpClient other(multi_, options_);
  send({.route = "/login", .headers = {{"X-User", "one"}}}, server);
  EXPECT_EQ(send(other, {}, server.url() + "/").body, "");
  send(other, {.headers = {{"X-User", "two"}}}, server.url() + "/login");
  EXPECT_EQ(get(server).body, "session=one");
  EXPECT_EQ(send(other, {}, server.url() + "/").body, "session=two");
}

TEST_F(HttpClientTest, ShowsTheCookiesThatItKeeps) {
  HttpTestServer server([](const ServedRequest&) -> Reply {
    return {
        .headers = {{"Set-Cookie", "session=a b=c; Path=/; HttpOnly"}, {"Set-Cookie", "empty="}}};
  });
  HttpClient client(multi_, options_);
  EXPECT_THAT(client.cookies(), testing::IsEmpty());
  send(client, {}, server.url() + "/");
  EXPECT_THAT(client.cookies(),
              testing::UnorderedElementsAre(Field("session", "a b=c"), Field("empty", "")));
}

TEST_F(HttpClientTest, GivesUpAfterTheTimeoutOfTheRequest) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.delay = request.target == "/slow" ? Duration(5s) : Duration(50ms)};
  });
  const auto slow = send({.route = "/slow", .timeout = 30ms}, server);
  EXPECT_EQ(slow.error, ErrorKind::timeout);
  EXPECT_EQ(slow.status, 0);
  EXPECT_NE(slow.error_text, "");
  EXPECT_GE(slow.service, 30ms);
  EXPECT_LT(slow.service, 2s);
  EXPECT_EQ(get(server).status, 200) << "the next one has the plan's timeout";
}

TEST_F(HttpClientTest, EndsATransferThatIsCancelled) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.delay = request.target == "/slow" ? Duration(20s) : Duration{}};
  });
  HttpClient other(multi_, options_);
  Response slow;
  asio::cancellation_signal signal;
  asio::co_spawn(
      loop_, ask(client_, {}, server.url() + "/slow", slow),
      asio::bind_cancellation_slot(signal.slot(), [this](std::exception_ptr) { ++ended_; }));
  while (server.requests().empty()) loop_.run_one_for(10ms);
  signal.emit(asio::cancellation_type::terminal);
  play();
  EXPECT_EQ(slow.error, ErrorKind::interrupted);
  EXPECT_EQ(get(server).status, 200);
  EXPECT_EQ(send(other, {}, server.url() + "/").status, 200);
  EXPECT_EQ(server.accepted(), 3) << "a connection in the middle of an answer is of no more use";
  EXPECT_EQ(multi_.open_connections(), 2);
}

TEST_F(HttpClientTest, LosesNoConnectionToOneThatWasCutWhileItConnected) {
  HttpTestServer server(echo);
  asio::ip::tcp::acceptor silent(loop_, {asio::ip::address_v4::loopback(), 0});
  const auto url = "http://127.0.0.1:" + std::to_string(silent.local_endpoint().port()) + "/";
  Response cut;
  asio::cancellation_signal signal;
  asio::co_spawn(
      loop_, ask(client_, {}, url, cut),
      asio::bind_cancellation_slot(signal.slot(), [this](std::exception_ptr) { ++ended_; }));
  while (multi_.open_connections() == 0) loop_.run_one();
  signal.emit(asio::cancellation_type::terminal);
  play();
  EXPECT_EQ(cut.error, ErrorKind::interrupted);
  EXPECT_EQ(multi_.open_connections(), 0);
  EXPECT_EQ(get(server).status, 200) << "it has got the number of the socket that was closed";
  EXPECT_EQ(multi_.open_connections(), 1);
}

TEST_F(HttpClientTest, PlaysSeveralRequestsOfOneUserAtOnce) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.body = request.target + request.body, .delay = 20ms};
  });
  std::vector<Response> answers(4);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    Request request;
    if (i % 2 == 1) request = {.method = "POST", .body = "body " + std::to_string(i)};
    start(client_, request, server.url() + "/" + std::to_string(i), answers[i]);
  }
  play(4);
  EXPECT_EQ(answers[0].body, "/0");
  EXPECT_EQ(answers[1].body, "/1body 1");
  EXPECT_EQ(answers[2].body, "/2");
  EXPECT_EQ(answers[3].body, "/3body 3");
  EXPECT_EQ(server.accepted(), 4);
}

TEST_F(HttpClientTest, CarriesLargeBodies) {
  HttpTestServer server(echo);
  for (const std::size_t size : {32u * 1024 - 1, 32u * 1024, 200'000u, 3'000'000u}) {
    const auto text = long_text(size);
    const auto answer = send({.method = "POST", .body = Body::text(text)}, server);
    EXPECT_TRUE(answer.body == text) << size;
    EXPECT_GT(answer.bytes_sent, std::int64_t(size));
    EXPECT_GT(answer.bytes_received, std::int64_t(size));
  }
  EXPECT_EQ(get(server).body, "");
  EXPECT_EQ(send({.method = "PUT", .body = "{}"}, server).body, "{}") << "after a streamed one";
}

TEST_F(HttpClientTest, StopsAtAnAnswerThatIsTooLarge) {
  options_.max_body = 1000;
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.body = long_text(request.target == "/big" ? 1001 : 1000)};
  });
  EXPECT_EQ(get(server, "/big").error, ErrorKind::too_large);
  EXPECT_EQ(get(server).body.size(), 1000);
}

TEST_F(HttpClientTest, BoundsTheBodyThatACompressedAnswerUnpacksTo) {
  options_.max_body = 1 << 20;
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.body = packed_zeros(request.target == "/bomb" ? 100'000 : 4'000),
            .headers = {{"Content-Encoding", "gzip"}}};
  });
  const auto bomb = get(server, "/bomb");
  EXPECT_EQ(bomb.error, ErrorKind::too_large);
  EXPECT_THAT(bomb.error_text, HasSubstr("max_body"));
  EXPECT_LE(bomb.body.size(), 1u << 20);
  EXPECT_EQ(get(server).body.size(), 1 + 4'000 * 258);
}

TEST_F(HttpClientTest, StopsAtAHeaderThatIsTooLarge) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    Reply reply{.body = "fine"};
    const int lines = request.target == "/flood" ? 300 : 200;
    for (int i = 0; i < lines; ++i) reply.headers.emplace_back("X-Flood", std::string(1000, 'x'));
    return reply;
  });
  const auto flood = get(server, "/flood");
  EXPECT_EQ(flood.error, ErrorKind::too_large);
  EXPECT_THAT(flood.error_text, HasSubstr("256 KiB"));
  EXPECT_EQ(flood.status, 0);
  EXPECT_LE(flood.header_lines.size(), 256u * 1024);
  EXPECT_EQ(get(server).body, "fine");
}

TEST_F(HttpClientTest, StopsAtAHeaderThatEndsOnlyAfterTheBody) {
  std::string trailer;
  for (int i = 0; i < 300; ++i) trailer += "X-Flood: " + std::string(1000, 'x') + "\r\n";
  HttpTestServer server([&](const ServedRequest&) -> Reply {
    return {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + trailer + "\r\n"};
  });
  EXPECT_EQ(get(server).error, ErrorKind::too_large);
}

TEST_F(HttpClientTest, StopsAtALineOfTheHeaderThatIsTooLarge) {
  HttpTestServer server([](const ServedRequest&) -> Reply {
    return {.headers = {{"X-Flood", std::string(1'000'000, 'x')}}};
  });
  const auto answer = get(server);
  EXPECT_EQ(answer.error, ErrorKind::too_large) << answer.error_text;
}

TEST_F(HttpClientTest, SaysWhyThereIsNoAnswer) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    if (request.target == "/mute") return {.close = true, .mute = true};
    if (request.target == "/garbage")
      return {.raw = "this is not HTTP at all\r\n\r\n", .close = true};
    if (request.target == "/torn")
      return {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", .close = true};
    return {};
  });
  EXPECT_EQ(get(server, "/mute").error, ErrorKind::empty_answer);
  EXPECT_EQ(get(server, "/garbage").error, ErrorKind::bad_answer);
  EXPECT_EQ(get(server, "/torn").error, ErrorKind::truncated);
  EXPECT_EQ(send(client_, {}, "http://127.0.0.1:1:2/").error, ErrorKind::invalid_url);
  EXPECT_EQ(send(client_, {}, "ftp://127.0.0.1/").error, ErrorKind::invalid_url);
  const auto fine = get(server);
  EXPECT_EQ(fine.status, 200);
  EXPECT_EQ(fine.error_text, "");
}

TEST_F(HttpClientTest, SaysThatNobodyListens) {
  HttpTestServer server(echo);
  server.stop();
  const auto answer = get(server);
  EXPECT_EQ(answer.error, ErrorKind::connection_refused);
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(multi_.open_connections(), 0);
}

TEST_F(HttpClientTest, SurvivesAServerThatDies) {
  std::atomic<int> asked{0};
  auto server = std::make_unique<HttpTestServer>([&](const ServedRequest&) -> Reply {
    ++asked;
    return {.delay = 20s};
  });
  EXPECT_EQ(multi_.open_connections(), 0);
  std::vector<Response> answers(10);
  const auto url = server->url() + "/";
  for (auto& answer : answers) start(client_, {}, url, answer);
  while (asked < 10) loop_.run_one_for(10ms);
  server->stop();
  play(10);
  for (const auto& answer : answers)
    EXPECT_THAT(answer.error, AnyOf(ErrorKind::empty_answer, ErrorKind::connection_reset));
  EXPECT_EQ(send(client_, {}, url).error, ErrorKind::connection_refused);
  EXPECT_EQ(multi_.open_connections(), 0);
}

// The server closes an idle connection, as servers do: a client notices and opens another one.
TEST_F(HttpClientTest, OpensANewConnectionInsteadOfADeadOne) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return {.body = std::to_string(request.body.size()), .close = true};
  });
  const Request large{.method = "PUT", .body = Body::text(long_text(100'000))};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(send(large, server).body, "100000");
  EXPECT_EQ(server.accepted(), 5);
}

/// Answers a first request, and breaks the connection when a second one has begun to arrive on it;
/// answers one more on the next connection. Bodies are read up to a megabyte.
Task<> break_connection(asio::ip::tcp::acceptor& acceptor) {
  std::string arrived(1 << 20, ' ');
  for (const bool breaks : {true, false}) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    for (std::size_t left = breaks ? 1 : 3 << 20; left > 0;) {
      const auto size = co_await socket.async_read_some(asio::buffer(arrived), asio::use_awaitable);
      left -= std::min(left, size);
    }
    asio::write(socket, asio::buffer(std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    if (!breaks) continue;
    co_await socket.async_read_some(asio::buffer(arrived), asio::use_awaitable);
    socket.set_option(asio::socket_base::linger(true, 0));  // which makes closing a reset
  }
}

TEST_F(HttpClientTest, SendsALargeBodyAgainWhereTheConnectionBreaksOnTheWay) {
  asio::ip::tcp::acceptor acceptor(loop_, {asio::ip::address_v4::loopback(), 0});
  const auto url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
  asio::co_spawn(loop_, break_connection(acceptor), asio::detached);
  EXPECT_EQ(send(client_, {}, url).status, 200);
  const Request large{.method = "PUT", .body = Body::text(long_text(3 << 20))};
  const auto answer = send(client_, large, url);
  EXPECT_EQ(answer.status, 200) << answer.error_text;
  EXPECT_GT(answer.bytes_sent, 3 << 20);
}

TEST_F(HttpClientTest, DoesNotSendALargePostAgainWhereTheConnectionBreaksOnTheWay) {
  asio::ip::tcp::acceptor acceptor(loop_, {asio::ip::address_v4::loopback(), 0});
  const auto url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
  asio::co_spawn(loop_, break_connection(acceptor), asio::detached);
  EXPECT_EQ(send(client_, {}, url).status, 200);
  const Request large{.method = "POST", .body = Body::text(long_text(3 << 20))};
  EXPECT_EQ(send(client_, large, url).error, ErrorKind::connection_reset);
}

TEST_F(HttpClientTest, NeverSendsAPostTwice) {
  HttpTestServer server([](const ServedRequest& request) -> Reply {
    return request.method == "POST" ? Reply{.close = true, .mute = true} : Reply{.body = "here"};
  });
  EXPECT_EQ(get(server).body, "here");
  const auto answer = send({.method = "POST", .body = "{}"}, server);
  EXPECT_EQ(answer.error, ErrorKind::connection_reset);
  const auto requests = server.requests();
  EXPECT_EQ(std::count_if(requests.begin(), requests.end(),
                          [](const auto& request) { return request.method == "POST"; }),
            1);
}

TEST_F(HttpClientTest, GivesEveryUserAConnectionOfItsOwn) {
  constexpr std::size_t users = 200;
  HttpTestServer server([](const ServedRequest&) -> Reply { return {.delay = 1ms}; });
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (std::size_t i = 0; i < users; ++i)
    clients.push_back(std::make_unique<HttpClient>(multi_, options_));
  std::vector<Response> answers(users);
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < users; ++i) {
      const Request request{.headers = {{"X-User", std::to_string(i)}}};
      start(*clients[i], request, server.url() + "/", answers[i]);
    }
    play(users);
  }
  EXPECT_EQ(server.accepted(), users);
  EXPECT_EQ(multi_.open_connections(), users);
  std::map<std::size_t, std::set<std::string>> users_of;
  for (const auto& request : server.requests())
    users_of[request.connection].insert(request.header("X-User"));
  for (const auto& [connection, own] : users_of) EXPECT_EQ(own.size(), 1) << connection;
  clients.resize(50);
  EXPECT_EQ(multi_.open_connections(), 50) << "a user takes its connection along";
}

// What ends as soon as it begins must not keep the loop from turning.
TEST_F(HttpClientTest, LetsNoUserStarveBehindOneThatIsAnsweredAtOnce) {
  HttpTestServer server([](const ServedRequest&) -> Reply { return {.delay = 5ms}; });
  HttpClient hasty(multi_, options_);
  Response patient;
  int asked = 0;
  start(client_, {}, server.url() + "/", patient);
  spawn(ask_in_vain(hasty, patient, asked));
  play(2);
  EXPECT_EQ(patient.status, 200);
  EXPECT_GT(asked, 0);
  EXPECT_LT(asked, 200'000);
}

}  // namespace
}  // namespace proofload
