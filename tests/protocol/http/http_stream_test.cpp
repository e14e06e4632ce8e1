// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_stream.h>

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/http_client.h>

#include "support/http_test_server.h"

#include <boost/asio/io_context.hpp>

#include <gmock/gmock.h>

#include <optional>

namespace proofload {
namespace {

namespace asio = boost::asio;
using testing::Ge;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

constexpr char chunked[] =
    "HTTP/1.1 200 OK\r\nX-Kind: stream\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Writes down what it is given.
struct Notes : AnswerReader {
  bool take_header(const Response& given, SteadyClock::time_point when) override {
    ++headers;
    header = given;
    sent = when;
    return takes_body;
  }
  ErrorKind take_body(std::string_view bytes, SteadyClock::time_point when) override {
    body.append(bytes);
    arrived = when;
    return body.size() > most ? ErrorKind::too_large : ErrorKind::none;
  }
  void end(Response answer) override { ended = std::move(answer); }

  bool takes_body = true;
  std::size_t most = 1'000'000;
  int headers = 0;
  Response header;
  SteadyClock::time_point sent{};
  SteadyClock::time_point arrived{};
  std::string body;
  std::optional<Response> ended;
};

class HttpStreamTest : public testing::Test {
 protected:
  std::unique_ptr<HttpStream> begin(const std::string& url, Notes& notes, Request request = {}) {
    return client_.stream(std::move(request), url + "/", notes);
  }

  void play_to_the_end(const Notes& notes) {
    while (!notes.ended) loop_.run_one();
  }

  void play_until_body(const Notes& notes, std::string_view body) {
    while (notes.body != body) loop_.run_one();
  }

  asio::io_context loop_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{loop_.get_executor()};
  detail::CurlMulti multi_{loop_};
  HttpOptions options_;
  HttpClient client_{multi_, options_};
};

TEST_F(HttpStreamTest, GivesTheBodyToTheReaderInsteadOfTheAnswer) {
  HttpTestServer server([](const ServedRequest&) {
    return Reply{.raw = std::string(chunked) + "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"};
  });
  Notes notes;
  const auto before = SteadyClock::now();
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.headers, 1);
  EXPECT_EQ(notes.header.status, 200);
  EXPECT_EQ(notes.header.header("X-Kind"), "stream");
  EXPECT_EQ(notes.header.http_version, 11);
  EXPECT_EQ(notes.body, "onetwo");
  EXPECT_GE(notes.sent, before);
  EXPECT_GE(notes.arrived, notes.sent);
  EXPECT_EQ(notes.ended->status, 200);
  EXPECT_EQ(notes.ended->body, "");
  EXPECT_TRUE(notes.ended->ok());
}

TEST_F(HttpStreamTest, CollectsTheBodyThatTheReaderDoesNotWant) {
  HttpTestServer server([](const ServedRequest&) { return Reply{.status = 503, .body = "busy"}; });
  Notes notes;
  notes.takes_body = false;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.body, "");
  EXPECT_EQ(notes.ended->status, 503);
  EXPECT_EQ(notes.ended->body, "busy");
}

TEST_F(HttpStreamTest, ShowsTheHeaderOfEveryAnswerInAChainOfRedirects) {
  HttpTestServer server([](const ServedRequest& request) {
    if (request.target == "/") return Reply{.status = 302, .headers = {{"Location", "/there"}}};
    return Reply{.body = "there"};
  });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  notes.takes_body = false;
  play_to_the_end(notes);
  EXPECT_EQ(notes.headers, 2);
  EXPECT_EQ(notes.header.status, 200);
  EXPECT_EQ(notes.ended->body, "there");
}

TEST_F(HttpStreamTest, ShowsNoInterimAnswerAndNoTrailer) {
  HttpTestServer server([](const ServedRequest&) {
    return Reply{.raw = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + std::string(chunked) +
                        "3\r\none\r\n0\r\nX-Sum: 1\r\n\r\n"};
  });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.headers, 1);
  EXPECT_EQ(notes.header.status, 200);
  EXPECT_EQ(notes.body, "one");
}

TEST_F(HttpStreamTest, SaysThatAnAnswerWasCutInTheMiddle) {
  HttpTestServer server([](const ServedRequest&) {
    return Reply{.raw = std::string(chunked) + "3\r\none\r\n", .close = true};
  });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.body, "one");
  EXPECT_EQ(notes.ended->error, ErrorKind::truncated);
  EXPECT_FALSE(notes.ended->ok());
}

TEST_F(HttpStreamTest, EndsWithTheErrorOfTheReader) {
  HttpTestServer server([](const ServedRequest&) { return Reply{.body = std::string(100, 'x')}; });
  Notes notes;
  notes.most = 10;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.ended->error, ErrorKind::too_large);
}

// max_body is 64 MiB for what is collected; here less, to be quick.
TEST_F(HttpStreamTest, HasNoLimitOfItsSize) {
  options_.max_body = 10;
  HttpTestServer server([](const ServedRequest&) { return Reply{.body = std::string(100, 'x')}; });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.body.size(), 100u);
  EXPECT_EQ(notes.ended->error, ErrorKind::none);
}

TEST_F(HttpStreamTest, TakesLongerThanThePlanAllowsAnExchange) {
  options_.timeout = 1ms;
  HttpTestServer server([](const ServedRequest&) { return Reply{.body = "late", .delay = 50ms}; });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  play_to_the_end(notes);
  EXPECT_EQ(notes.body, "late");
}

TEST_F(HttpStreamTest, EndsAfterTheTimeoutOfTheRequestItself) {
  HttpTestServer server(
      [](const ServedRequest&) { return Reply{.raw = std::string(chunked) + "3\r\none\r\n"}; });
  Notes notes;
  const auto stream = begin(server.url(), notes, {.timeout = 2s});
  play_to_the_end(notes);
  EXPECT_EQ(notes.body, "one");
  EXPECT_EQ(notes.ended->error, ErrorKind::timeout);
  EXPECT_THAT(notes.ended->service, Ge(2s));
}

TEST_F(HttpStreamTest, GivesBackWhatCameWhereItIsCut) {
  HttpTestServer server(
      [](const ServedRequest&) { return Reply{.raw = std::string(chunked) + "3\r\none\r\n"}; });
  Notes notes;
  const auto stream = begin(server.url(), notes);
  play_until_body(notes, "one");
  const auto answer = stream->cut();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.ok());
  EXPECT_EQ(answer.error, ErrorKind::none);
  EXPECT_GT(answer.bytes_received, 0);
  loop_.poll();
  EXPECT_FALSE(notes.ended) << "nobody is told";
  EXPECT_EQ(multi_.open_connections(), 0u) << "the rest would come on it";
}

TEST_F(HttpStreamTest, LeavesNothingBehindWhereItGoesInTheMiddle) {
  HttpTestServer server([](const ServedRequest& request) {
    if (request.target == "/next") return Reply{.body = "next"};
    return Reply{.raw = std::string(chunked) + "3\r\none\r\n"};
  });
  Notes notes;
  auto stream = begin(server.url(), notes);
  play_until_body(notes, "one");
  stream.reset();
  Notes others;
  stream = client_.stream({}, server.url() + "/next", others);
  play_to_the_end(others);
  EXPECT_EQ(others.body, "next");
  EXPECT_FALSE(notes.ended);
}

/// Ends another stream when its own ends.
struct Ender : Notes {
  void end(Response answer) override {
    other->reset();
    Notes::end(std::move(answer));
  }
  std::unique_ptr<HttpStream>* other = nullptr;
};

// Both fail before the loop turns, so both are told in one go.
TEST_F(HttpStreamTest, MayEndAnotherThatHasEndedToo) {
  Ender first;
  Notes second;
  std::unique_ptr<HttpStream> one;
  std::unique_ptr<HttpStream> other;
  first.other = &other;
  one = begin("http://127.0.0.1:1:2", first);
  other = begin("http://127.0.0.1:1:2", second);
  play_to_the_end(first);
  loop_.poll();
  EXPECT_EQ(first.ended->error, ErrorKind::invalid_url);
  EXPECT_FALSE(second.ended);
}

/// Goes away with its stream when that ends.
struct Leaver : Notes {
  void end(Response answer) override {
    stream.reset();
    Notes::end(std::move(answer));
  }
  std::unique_ptr<HttpStream> stream;
};

TEST_F(HttpStreamTest, MayGoWhereItsReaderIsToldOfTheEnd) {
  HttpTestServer server([](const ServedRequest&) { return Reply{.body = "all"}; });
  Leaver leaver;
  leaver.stream = begin(server.url(), leaver);
  play_to_the_end(leaver);
  EXPECT_EQ(leaver.body, "all");
}

}  // namespace
}  // namespace proofload
