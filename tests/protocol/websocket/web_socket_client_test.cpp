// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/web_socket_client.h>

#include <proofload/base/usage_error.h>

#include "protocol/websocket/web_socket_test_server.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <future>
#include <list>
#include <thread>

namespace proofload {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using testing_support::echo;
using testing_support::make_certificate;
using testing_support::ServedSocket;
using testing_support::WebSocketServerOptions;
using testing_support::WebSocketTestServer;

template <class Value>
Task<> keep(Task<Value> task, std::optional<Value>& place) {
  place = co_await std::move(task);
}

class WebSocketClientTest : public testing::Test {
 protected:
  /// Turns the loop until all tasks have ended.
  void play(std::vector<Task<>> tasks) {
    auto left = tasks.size();
    std::exception_ptr failure;
    const auto ended = [&](std::exception_ptr one) {
      if (one) failure = one;
      --left;
    };
    cut_offs_.clear();
    for (auto& task : tasks)
      asio::co_spawn(loop_, std::move(task),
                     asio::bind_cancellation_slot(cut_offs_.emplace_back().slot(), ended));
    loop_.restart();
    while (left > 0) loop_.run_one();
    if (failure) std::rethrow_exception(failure);
  }

  void play(Task<> task) {
    std::vector<Task<>> one;
    one.push_back(std::move(task));
    play(std::move(one));
  }

  /// Cuts off what plays.
  void cut_off() {
    for (auto& signal : cut_offs_) signal.emit(asio::cancellation_type::terminal);
  }

  template <class Value>
  Value result(Task<Value> task) {
    std::optional<Value> value;
    play(keep(std::move(task), value));
    return std::move(*value);
  }

  Response open(const std::string& url, WebSocketHandshake handshake = {}) {
    client_.emplace(loop_, settings_);
    return result(client_->open(parse_web_socket_url(url).value(), std::move(handshake)));
  }

  std::optional<std::string> received(Duration patience = 10s) {
    const auto message = result(client_->receive(patience));
    if (!message) return {};
    return message->text;
  }

  Task<bool> close_in_order() {
    co_await client_->close(1000, {}, 10s);
    co_return !client_->is_open();
  }

  asio::io_context loop_;
  std::list<asio::cancellation_signal> cut_offs_;  // of each task
  WebSocketSettings settings_;
  std::optional<WebSocketClient> client_;
};

std::string long_text(std::size_t size) { return std::string(size, 'x'); }

TEST_F(WebSocketClientTest, OpensWithItsTargetAndHeaders) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write(socket.target() + " " + socket.header("Host") + " " + socket.header("X-Own") +
                 " " + socket.header("User-Agent"));
    (void)socket.read();
  });
  const auto answer =
      open(server.url() + "/rooms/7?a=b", {{{"X-Own", "yes"}, {"User-Agent", "me"}}, {}});
  EXPECT_TRUE(answer.ok());
  EXPECT_EQ(answer.status, 101);
  EXPECT_GE(answer.service, answer.timings.blocked + answer.timings.waiting);
  EXPECT_EQ(received(), "/rooms/7?a=b " + server.url().substr(7) + " yes me");
}

TEST_F(WebSocketClientTest, SendsTextsAndBytesOfAnySize) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    while (const auto message = socket.read()) socket.write(*message, message->front() == 'b');
  });
  ASSERT_TRUE(open(server.url()).ok());
  for (const std::size_t size : {1, 125, 126, 65535, 65536, 3'000'000}) {
    EXPECT_TRUE(result(client_->send(long_text(size), false)));
    EXPECT_EQ(received(), long_text(size)) << size;
  }
  EXPECT_TRUE(result(client_->send("b\xff", true)));
  const auto bytes = result(client_->receive(10s));
  EXPECT_EQ(bytes->text, "b\xff");
  EXPECT_TRUE(bytes->is_binary);
}

TEST_F(WebSocketClientTest, IsCountedAmongTheOpenConnectionsAsLongAsItIsOne) {
  const WebSocketTestServer server(echo);
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(settings_.connections.number(), 1);
  result(close_in_order());
  EXPECT_EQ(settings_.connections.number(), 0);
  const WebSocketTestServer refusing(echo, {.raw_answer = "HTTP/1.1 403 Forbidden\r\n\r\n"});
  ASSERT_FALSE(open(refusing.url()).ok());
  EXPECT_EQ(settings_.connections.number(), 0);
}

// The loop stands still until the deadline of the connect has come, and the connection with it.
TEST_F(WebSocketClientTest, IsNotCutByTheDeadlineOfAConnectThatIsOver) {
  const WebSocketTestServer server(echo);
  settings_.connect_timeout = 50ms;
  client_.emplace(loop_, settings_);
  std::optional<Response> answer;
  const auto url = parse_web_socket_url(server.url()).value();
  asio::co_spawn(loop_, keep(client_->open(url, {}), answer), asio::detached);
  loop_.restart();
  loop_.poll_one();
  std::this_thread::sleep_for(60ms);
  while (!answer) loop_.run_one();
  EXPECT_TRUE(answer->ok()) << answer->error_text;
}

// RFC 6455, 5.2: two bytes, up to eight of length, and four of the mask on the way there.
TEST_F(WebSocketClientTest, CountsMessagesWithTheirFrames) {
  const WebSocketTestServer server(echo);
  ASSERT_TRUE(open(server.url()).ok());
  for (const std::size_t size : {125, 126, 65536}) {
    EXPECT_TRUE(result(client_->send(long_text(size), false)));
    EXPECT_TRUE(received().has_value());
  }
  const auto traffic = client_->take_traffic();
  EXPECT_EQ(traffic.messages_sent, 3u);
  EXPECT_EQ(traffic.messages_received, 3u);
  EXPECT_EQ(traffic.bytes_sent, 125u + 126 + 65536 + 6 + 8 + 14);
  EXPECT_EQ(traffic.bytes_received, 125u + 126 + 65536 + 2 + 4 + 10);
  EXPECT_EQ(client_->take_traffic().messages_sent, 0u);
}

TEST_F(WebSocketClientTest, SaysThatTheHandshakeWasRefusedAndHow) {
  const WebSocketTestServer server(
      echo, {.raw_answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\nX-Why: no\r\n\r\nnope"});
  const auto answer = open(server.url());
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(answer.error, ErrorKind::handshake_refused);
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.header("X-Why"), "no");
  EXPECT_EQ(answer.body, "nope");
  EXPECT_FALSE(client_->is_open());
  EXPECT_FALSE(result(client_->send("hello", false)));
  EXPECT_FALSE(result(client_->send("again", false)));
  EXPECT_EQ(client_->end().error, ErrorKind::handshake_refused);
}

TEST_F(WebSocketClientTest, AgreesOnOneOfItsSubprotocols) {
  const WebSocketTestServer server(
      [](ServedSocket& socket) { socket.write(socket.header("Sec-WebSocket-Protocol")); },
      {.subprotocol = "mqtt"});
  const auto answer = open(server.url(), {{}, {"stomp", "mqtt"}});
  EXPECT_EQ(answer.header("Sec-WebSocket-Protocol"), "mqtt");
  EXPECT_EQ(received(), "stomp, mqtt");
}

TEST_F(WebSocketClientTest, TakesNoOtherSubprotocolAndNotNone) {
  const WebSocketTestServer other([](ServedSocket&) {}, {.subprotocol = "mqtt"});
  EXPECT_EQ(open(other.url(), {{}, {"stomp"}}).error, ErrorKind::wrong_subprotocol);
  EXPECT_EQ(open(other.url()).error, ErrorKind::wrong_subprotocol);
  const WebSocketTestServer none([](ServedSocket&) {});
  EXPECT_EQ(open(none.url(), {{}, {"stomp"}}).error, ErrorKind::wrong_subprotocol);
  EXPECT_FALSE(client_->is_open());
}

TEST_F(WebSocketClientTest, TellsWhatSpeaksAnotherProtocol) {
  const WebSocketTestServer other(echo, {.raw_answer = "220 mail.example ESMTP\r\n"});
  EXPECT_EQ(open(other.url()).error, ErrorKind::bad_answer);
  const WebSocketTestServer forged(
      echo, {.raw_answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n"});
  EXPECT_EQ(open(forged.url()).error, ErrorKind::bad_answer);
  const WebSocketTestServer unfinished(echo, {.raw_answer = "HTTP/1.1 101 Swi"});
  EXPECT_EQ(open(unfinished.url()).error, ErrorKind::truncated);
}

TEST_F(WebSocketClientTest, TellsThatNobodyListens) {
  const auto answer = open("http://127.0.0.1:1");
  EXPECT_EQ(answer.error, ErrorKind::connection_refused);
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error_text, "");
}

TEST_F(WebSocketClientTest, TellsANameWithoutAnAddress) {
  EXPECT_EQ(open("http://no-such-host.invalid").error, ErrorKind::name_lookup);
}

TEST_F(WebSocketClientTest, LooksNamesUp) {
  const WebSocketTestServer server(echo);
  const auto port = server.url().substr(server.url().rfind(':'));
  EXPECT_TRUE(open("ws://localhost" + port).ok());
}

TEST_F(WebSocketClientTest, WaitsForTheHandshakeOnlySoLong) {
  const WebSocketTestServer server(echo, {.is_mute = true});
  settings_.timeout = 50ms;
  const auto answer = open(server.url());
  EXPECT_EQ(answer.error, ErrorKind::timeout);
  EXPECT_GE(answer.timings.waiting, 50ms);
}

TEST_F(WebSocketClientTest, IsCutOffInTheHandshake) {
  const WebSocketTestServer server(echo, {.is_mute = true});
  client_.emplace(loop_, settings_);
  std::optional<Response> answer;
  const auto url = parse_web_socket_url(server.url()).value();
  asio::steady_timer timer(loop_, 20ms);
  timer.async_wait([&](auto) { cut_off(); });
  play(keep(client_->open(url, {}), answer));
  EXPECT_EQ(answer->error, ErrorKind::interrupted);
}

// Before the answer is in: that comes through the loop as well, and later.
TEST_F(WebSocketClientTest, IsCutOffWhileItLooksANameUp) {
  client_.emplace(loop_, settings_);
  std::optional<Response> answer;
  const auto url = parse_web_socket_url("ws://localhost:1").value();
  asio::post(loop_, [&] { asio::post(loop_, [&] { cut_off(); }); });
  play(keep(client_->open(url, {}), answer));
  EXPECT_EQ(answer->error, ErrorKind::interrupted);
}

TEST_F(WebSocketClientTest, BreaksAtAMessageThatIsTooLarge) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write(long_text(1000));
    socket.write(long_text(1001));
    (void)socket.read();
  });
  settings_.max_message = 1000;
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(), long_text(1000));
  EXPECT_EQ(received(), std::nullopt);
  EXPECT_EQ(client_->end().error, ErrorKind::too_large);
  EXPECT_FALSE(client_->is_open());
}

TEST_F(WebSocketClientTest, BreaksAtATextThatIsNoUtf8) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write_raw("\x81\x02\xc3\x28");
    (void)socket.read();
  });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(), std::nullopt);
  EXPECT_EQ(client_->end().error, ErrorKind::invalid_utf8);
}

TEST_F(WebSocketClientTest, BreaksAtAFrameThatIsNone) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write_raw("\x83\x01x");  // an opcode that is reserved
    (void)socket.read();
  });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(), std::nullopt);
  EXPECT_EQ(client_->end().error, ErrorKind::bad_answer);
}

TEST_F(WebSocketClientTest, TellsAConnectionThatIsCutInTheMiddle) {
  const WebSocketTestServer server([](ServedSocket& socket) { socket.write_raw("\x81\x05he"); });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(), std::nullopt);
  EXPECT_EQ(client_->end().error, ErrorKind::connection_reset);
  EXPECT_EQ(client_->end().close_code, 0);
  EXPECT_FALSE(result(client_->send("hello", false)));
  EXPECT_EQ(result(client_->ping(10s)), std::nullopt);
}

TEST_F(WebSocketClientTest, TellsWhatTheOtherSideClosedWith) {
  const WebSocketTestServer server([](ServedSocket& socket) { socket.close(4001, "go away"); });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(), std::nullopt);
  EXPECT_EQ(client_->end().error, ErrorKind::closed);
  EXPECT_EQ(client_->end().close_code, 4001);
  EXPECT_EQ(client_->end().close_reason, "go away");
}

TEST_F(WebSocketClientTest, ClosesWithACodeAndWaitsForTheOtherSide) {
  std::promise<int> code;
  const WebSocketTestServer server([&](ServedSocket& socket) {
    while (socket.read()) {
    }
    code.set_value(socket.closed_with());
  });
  ASSERT_TRUE(open(server.url()).ok());
  play(client_->close(4002, "bye", 10s));
  EXPECT_EQ(code.get_future().get(), 4002);
  EXPECT_FALSE(client_->is_open());
  EXPECT_EQ(client_->end().error, ErrorKind::closed);
  play(client_->close(1000, "again", 10s));
}

TEST_F(WebSocketClientTest, ClosesInTimeWhateverTheOtherSideDoes) {
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  ASSERT_TRUE(open(server.url()).ok());
  play(client_->close(1000, {}, 20ms));
  EXPECT_EQ(client_->end().error, ErrorKind::closed);
  done.set_value();
}

TEST_F(WebSocketClientTest, SaysGoodbyeInTheBackgroundWhenItGoes) {
  std::promise<int> code;
  auto closed = code.get_future();
  const WebSocketTestServer server([&](ServedSocket& socket) {
    while (socket.read()) {
    }
    code.set_value(socket.closed_with());
  });
  ASSERT_TRUE(open(server.url()).ok());
  client_.reset();
  loop_.restart();
  loop_.run();
  EXPECT_EQ(closed.get(), 1000);
}

TEST_F(WebSocketClientTest, KeepsTheConnectionWhereTimeRunsOut) {
  std::promise<void> go;
  const WebSocketTestServer server([&](ServedSocket& socket) {
    go.get_future().wait();
    socket.write("late");
    (void)socket.read();
  });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(received(10ms), std::nullopt);
  EXPECT_TRUE(client_->is_open());
  go.set_value();
  EXPECT_EQ(received(), "late");
}

TEST_F(WebSocketClientTest, KeepsTheConnectionWhereItIsCutOff) {
  const WebSocketTestServer server(echo);
  ASSERT_TRUE(open(server.url()).ok());
  std::optional<std::optional<WebSocketMessage>> message;
  asio::post(loop_, [&] { asio::post(loop_, [&] { cut_off(); }); });
  EXPECT_THROW(play(keep(client_->receive(1h), message)), boost::system::system_error);
  EXPECT_TRUE(result(client_->send("hello", false)));
  EXPECT_EQ(received(), "hello");
}

TEST_F(WebSocketClientTest, AwaitsThePongWhereNobodyReceives) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write("first");
    socket.write("second");
    (void)socket.read();
  });
  ASSERT_TRUE(open(server.url()).ok());
  const auto round_trip = result(client_->ping(10s));
  ASSERT_TRUE(round_trip.has_value());
  EXPECT_GT(*round_trip, 0s);
  EXPECT_EQ(received(), "first");
  EXPECT_EQ(received(), "second");
}

TEST_F(WebSocketClientTest, AwaitsThePongWhereSomebodyReceives) {
  const WebSocketTestServer server([](ServedSocket& socket) { (void)socket.read(); });
  ASSERT_TRUE(open(server.url()).ok());
  std::optional<std::optional<WebSocketMessage>> message;
  std::optional<std::optional<Duration>> round_trip;
  std::vector<Task<>> parts;
  parts.push_back(keep(client_->receive(100ms), message));
  parts.push_back(keep(client_->ping(10s), round_trip));
  play(std::move(parts));
  EXPECT_TRUE(round_trip->has_value());
  EXPECT_FALSE(message->has_value());
  EXPECT_TRUE(client_->is_open());
}

TEST_F(WebSocketClientTest, WaitsForAPongOnlySoLong) {
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_EQ(result(client_->ping(20ms)), std::nullopt);
  EXPECT_TRUE(client_->is_open());
  done.set_value();
}

TEST_F(WebSocketClientTest, EndsTheConnectionThatTakesNoMessageInTime) {
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  settings_.send_timeout = 50ms;
  ASSERT_TRUE(open(server.url()).ok());
  std::optional<bool> first;
  std::optional<bool> second;
  std::vector<Task<>> parts;
  parts.push_back(keep(client_->send(long_text(30'000'000), false), first));
  parts.push_back(keep(client_->send("behind it", false), second));
  play(std::move(parts));
  done.set_value();
  EXPECT_FALSE(*first);
  EXPECT_FALSE(*second);
  EXPECT_FALSE(client_->is_open());
  EXPECT_EQ(client_->end().error, ErrorKind::timeout);
}

Task<> ping_in_vain_and_again(WebSocketClient& client, std::promise<void>& go,
                              std::vector<bool>& pongs) {
  for (int i = 0; i < 2; ++i) pongs.push_back((co_await client.ping(20ms)).has_value());
  go.set_value();
  pongs.push_back((co_await client.ping(20s)).has_value());
}

// A ping waits for the message that is being sent.
TEST_F(WebSocketClientTest, PingsAgainWhereEarlierPingsAreNotYetSent) {
  std::promise<void> go;
  const WebSocketTestServer server([&](ServedSocket& socket) {
    go.get_future().wait();
    while (socket.read()) {
    }
  });
  ASSERT_TRUE(open(server.url()).ok());
  std::optional<bool> sent;
  std::vector<bool> pongs;
  std::vector<Task<>> parts;
  parts.push_back(keep(client_->send(long_text(15'000'000), false), sent));
  parts.push_back(ping_in_vain_and_again(*client_, go, pongs));
  play(std::move(parts));
  EXPECT_TRUE(*sent);
  EXPECT_THAT(pongs, ElementsAre(false, false, true));
  EXPECT_TRUE(client_->is_open());
}

Task<> send_then_note(WebSocketClient& client, std::string text, std::vector<std::string>& order) {
  const auto first = text.substr(0, 1);
  if (co_await client.send(std::move(text), false)) order.push_back(first);
}

TEST_F(WebSocketClientTest, SendsWholeMessagesInTheOrderOfTheCalls) {
  std::vector<std::string> served;
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket& socket) {
    for (int i = 0; i < 3; ++i) served.push_back(socket.read().value_or("").substr(0, 1));
    done.set_value();
  });
  ASSERT_TRUE(open(server.url()).ok());
  std::vector<std::string> order;
  std::vector<Task<>> parts;
  parts.push_back(send_then_note(*client_, "a" + long_text(8'000'000), order));
  parts.push_back(send_then_note(*client_, "b", order));
  parts.push_back(send_then_note(*client_, "c", order));
  play(std::move(parts));
  done.get_future().wait();
  EXPECT_THAT(order, ElementsAre("a", "b", "c"));
  EXPECT_THAT(served, ElementsAre("a", "b", "c"));
}

// Neither side could get further if one did not read while it writes.
TEST_F(WebSocketClientTest, ReceivesBesideSending) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write(long_text(12'000'000));
    (void)socket.read();
    socket.write("done");
    (void)socket.read();
  });
  ASSERT_TRUE(open(server.url()).ok());
  std::optional<bool> sent;
  std::optional<std::optional<WebSocketMessage>> message;
  std::vector<Task<>> parts;
  parts.push_back(keep(client_->send(long_text(12'000'000), false), sent));
  parts.push_back(keep(client_->receive(20s), message));
  play(std::move(parts));
  EXPECT_TRUE(*sent);
  ASSERT_TRUE(message->has_value());
  EXPECT_EQ(message->value().text.size(), 12'000'000u);
  EXPECT_EQ(received(), "done");
}

TEST_F(WebSocketClientTest, TrustsTheCaThatItIsGivenOverTls) {
  const auto own = make_certificate(testing::TempDir(), "ws-server");
  const WebSocketTestServer server(echo, {.certificate = own});
  settings_.ca_file = own.file;
  const auto answer = open(server.url());
  ASSERT_TRUE(answer.ok()) << answer.error_text;
  EXPECT_GT(answer.timings.tls_handshaking, 0s);
  EXPECT_TRUE(result(client_->send("hello", false)));
  EXPECT_EQ(received(), "hello");
  play(client_->close(1000, {}, 10s));
}

TEST_F(WebSocketClientTest, RefusesACertificateThatNobodyVouchesFor) {
  const auto own = make_certificate(testing::TempDir(), "ws-unknown");
  const WebSocketTestServer server(echo, {.certificate = own});
  EXPECT_EQ(open(server.url()).error, ErrorKind::tls_verification);
  settings_.verify_tls = false;
  EXPECT_TRUE(open(server.url()).ok());
}

TEST_F(WebSocketClientTest, RefusesACertificateForAnotherName) {
  const auto own = make_certificate(testing::TempDir(), "ws-address");  // for 127.0.0.1
  const WebSocketTestServer server(echo, {.certificate = own});
  settings_.ca_file = own.file;
  const auto port = server.url().substr(server.url().rfind(':'));
  EXPECT_EQ(open("wss://localhost" + port).error, ErrorKind::tls_verification);
}

TEST_F(WebSocketClientTest, NamesTheCertificateThatIsNotUsable) {
  settings_.ca_file = "/no/such/file.pem";
  EXPECT_THAT([this] { open("wss://127.0.0.1:1"); },
              ThrowsMessage<UsageError>(HasSubstr("\"/no/such/file.pem\" is not usable")));
  settings_.ca_file.clear();
  const auto own = make_certificate(testing::TempDir(), "ws-client");
  settings_.client_certificate = own.file;
  settings_.client_key = "/no/such/key.pem";
  EXPECT_THAT([this] { open("wss://127.0.0.1:1"); },
              ThrowsMessage<UsageError>(HasSubstr("\"/no/such/key.pem\" is not usable")));
}

// The certificate of the server does not verify either, which nobody asked for.
TEST_F(WebSocketClientTest, BlamesNoCertificateThatItDoesNotVerify) {
  const auto own = make_certificate(testing::TempDir(), "ws-wanting");
  const WebSocketTestServer server(echo, {.certificate = own, .wants_certificate = true});
  settings_.verify_tls = false;
  EXPECT_EQ(open(server.url()).error, ErrorKind::tls_handshake);
}

TEST_F(WebSocketClientTest, ShowsItsCertificateToAServerThatAsksForIt) {
  const auto own = make_certificate(testing::TempDir(), "ws-asking");
  const auto mine = make_certificate(testing::TempDir(), "ws-known");
  const auto stranger = make_certificate(testing::TempDir(), "ws-stranger");
  const WebSocketTestServer server(echo, {.certificate = own, .trusted_clients = mine.file});
  settings_.ca_file = own.file;
  settings_.client_certificate = mine.file;
  settings_.client_key = mine.key_file;
  ASSERT_TRUE(open(server.url()).ok());
  EXPECT_TRUE(result(client_->send("hello", false)));
  EXPECT_EQ(received(), "hello");
  settings_.client_certificate = stranger.file;
  settings_.client_key = stranger.key_file;
  EXPECT_EQ(open(server.url()).error, ErrorKind::tls_handshake);
}

TEST_F(WebSocketClientTest, TellsThatTheOtherSideSpeaksNoTls) {
  const WebSocketTestServer server(echo, {.raw_answer = "what?"});
  const auto port = server.url().substr(server.url().rfind(':'));
  EXPECT_EQ(open("wss://127.0.0.1" + port).error, ErrorKind::tls_handshake);
}

}  // namespace
}  // namespace proofload
