// SPDX-License-Identifier: Apache-2.0
//
// Which version is spoken, and what a service that does not speak it is told. HTTP/2 as a whole is
// played against nginx, in perf_tests/nginx.
#include <proofload/protocol/http/http_version.h>

#include <proofload/base/usage_error.h>
#include <proofload/protocol/http/http_client.h>

#include "support/http_test_server.h"
#include "support/single_exchanges.h"
#include "support/tls_test_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>

#include <curl/curl.h>

#include <thread>

namespace proofload {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::HttpTestServer;
using testing_support::make_certificate;
using testing_support::Reply;
using testing_support::ServedRequest;
using testing_support::TlsTestServer;

class HttpVersionTest : public testing_support::SingleExchangesTest {};

TEST_F(HttpVersionTest, IsOnePointOneWithoutTlsUnlessForced) {
  const HttpTestServer server([](const ServedRequest&) { return Reply{}; });
  EXPECT_EQ(get(server.url(), {}).http_version, 11);
  EXPECT_EQ(get(server.url(), {.version = HttpVersion::http1}).http_version, 11);
  EXPECT_EQ(server.requests().at(0).count("Upgrade"), 0u);
}

TEST_F(HttpVersionTest, IsOnePointOneOverTlsWhereTheServiceAgreesToNothingElse) {
  const auto own = make_certificate(folder_, "server");
  TlsTestServer server(own);
  EXPECT_EQ(get(server.url(), {.ca_file = own.file}).http_version, 11);
}

TEST_F(HttpVersionTest, IsRefusedOverTlsByAServiceThatDoesNotAgree) {
  const auto own = make_certificate(folder_, "server");
  TlsTestServer server(own);
  const auto refused = get(server.url(), {.version = HttpVersion::http2, .ca_file = own.file});
  EXPECT_EQ(refused.error, ErrorKind::version_refused);
  EXPECT_EQ(refused.status, 0);
}

constexpr std::string_view refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

/// Answers one client with these bytes, whatever it says, and closes its side of the connection.
class StubbornServer {
 public:
  explicit StubbornServer(std::string_view answer = refusal) : answer_(answer) {}

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }

  ~StubbornServer() { thread_.join(); }

 private:
  void serve() {
    asio::ip::tcp::socket client(loop_);
    acceptor_.accept(client);
    std::array<char, 1000> heard{};
    client.read_some(asio::buffer(heard));
    boost::system::error_code ignored;
    asio::write(client, asio::buffer(answer_), ignored);
    client.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    while (!ignored) client.read_some(asio::buffer(heard), ignored);
  }

  std::string_view answer_;
  asio::io_context loop_;
  asio::ip::tcp::acceptor acceptor_{loop_, {asio::ip::address_v4::loopback(), 0}};
  std::thread thread_{[this] { serve(); }};
};

TEST_F(HttpVersionTest, IsRefusedWithoutTlsByAServiceThatDoesNotSpeakIt) {
  const StubbornServer server;
  const auto refused = get(server.url(), {.version = HttpVersion::http2});
  EXPECT_EQ(refused.error, ErrorKind::version_refused) << refused.error_text;
}

// Frames of HTTP/2 (RFC 9113): an empty SETTINGS, and a GOAWAY that asks for calm.
constexpr std::string_view settings("\0\0\0\4\0\0\0\0\0", 9);
constexpr std::string_view settings_and_goaway(
    "\0\0\0\4\0\0\0\0\0"
    "\0\0\x08\7\0\0\0\0\0\0\0\0\0\0\0\0\x0b",
    26);

// Then HEADERS of stream 1, whose only field is entry 8 of HPACK's static table (RFC 7541), and
// DATA.
constexpr std::string_view answer_in_http2(
    "\0\0\0\4\0\0\0\0\0"
    "\0\0\1\1\4\0\0\0\1\x88"
    "\0\0\5\0\1\0\0\0\1hello",
    33);

TEST_F(HttpVersionTest, IsTwoWithoutTlsWhereItIsForced) {
  const StubbornServer server(answer_in_http2);
  const auto answer = get(server.url(), {.version = HttpVersion::http2});
  EXPECT_EQ(answer.status, 200) << answer.error_text;
  EXPECT_EQ(answer.http_version, 20);
  EXPECT_EQ(answer.body, "hello");
}

TEST_F(HttpVersionTest, IsNotRefusedByAServiceThatClosesWithoutAnAnswer) {
  for (const auto& before : {std::string_view(), settings}) {
    const StubbornServer server(before);
    const auto closed = get(server.url(), {.version = HttpVersion::http2});
    EXPECT_EQ(closed.error, ErrorKind::empty_answer) << closed.error_text;
  }
}

TEST_F(HttpVersionTest, IsNotRefusedByAServiceThatSendsUsAwayInIt) {
  const StubbornServer server(settings_and_goaway);
  const auto sent_away = get(server.url(), {.version = HttpVersion::http2});
  EXPECT_EQ(sent_away.error, ErrorKind::bad_answer) << sent_away.error_text;
}

// None of them goes by what an earlier request has set on the same handle.
TEST_F(HttpVersionTest, IsThatOfThePlanFromOneUserToTheNext) {
  const HttpTestServer server([](const ServedRequest&) { return Reply{}; });
  {
    const StubbornServer stubborn;
    get(stubborn.url(), {.version = HttpVersion::http2});
  }
  EXPECT_EQ(get(server.url(), {}).http_version, 11);
}

TEST_F(HttpVersionTest, IsAMistakeWhereTheInstalledLibcurlDoesNotSpeakIt) {
  EXPECT_THAT(problems({.version = HttpVersion::http2}), IsEmpty());
  if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP3) != 0)
    GTEST_SKIP() << "this libcurl speaks HTTP/3";
  const HttpOptions options{.version = HttpVersion::http3};
  EXPECT_THAT(problems(options), ElementsAre(HasSubstr("choose another version")));
  EXPECT_THROW(HttpClient(multi_, options), UsageError);
}

}  // namespace
}  // namespace proofload
