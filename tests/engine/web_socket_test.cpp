// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/web_socket.h>

#include <proofload/testing/check.h>

#include "engine/playing.h"
#include "protocol/websocket/web_socket_test_server.h"
#include "support/http_test_server.h"

#include <future>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace testing_support;

Log socket_events;

Task<> say_hello(User& user) {
  WebSocket socket(user);
  if (!co_await socket.connect("/rooms/{room}?a=b", "the first")) co_return;
  co_await socket.send("hello");
  const auto answer = co_await socket.receive(10s);
  socket_events.add(answer ? answer->text : "nothing");
  co_await socket.close();
  socket_events.add(std::to_string(int(socket.error())) + std::to_string(int(socket.is_open())));
}

TEST(WebSocket, MeasuresItsHandshakeAsAStepAndItsSession) {
  socket_events.clear();
  const WebSocketTestServer server([](ServedSocket& socket) {
    (void)socket.read();
    socket.write(socket.target());
    (void)socket.read();
  });
  const auto report = play_one(say_hello, server.url());
  EXPECT_EQ(report.facts().author_error, "");
  EXPECT_THAT(socket_events.lines(), ElementsAre("/rooms/the%20first?a=b", "00"));
  const auto step = report.step("WS /rooms/{room}");
  EXPECT_EQ(step.trend().count(), 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
  EXPECT_THAT(step.values_of("status"), ElementsAre("101"));
  EXPECT_EQ(step.counter(metrics::ws_sessions).sum, 1);
  EXPECT_EQ(step.trend(metrics::ws_connecting).count(), 1u);
  EXPECT_EQ(step.trend(metrics::ws_session_duration).count(), 1u);
  EXPECT_GE(step.trend(metrics::ws_session_duration).max(),
            step.trend(metrics::ws_connecting).max());
  EXPECT_EQ(step.counter(metrics::ws_msgs_sent).sum, 1);
  EXPECT_EQ(step.counter(metrics::ws_msgs_received).sum, 1);
  EXPECT_EQ(step.counter(metrics::data_sent).sum, 2 + 4 + 5);
  EXPECT_EQ(step.counter(metrics::data_received).sum, 2 + 22);
}

Task<> connect_only(User& user) {
  WebSocketOptions options;
  options.subprotocols = {"chat"};
  options.name = "chat";
  WebSocket socket(user, std::move(options));
  const bool opened = co_await socket.connect("/");
  socket_events.add(opened ? socket.subprotocol() : socket.error_text());
}

TEST(WebSocket, FailsItsStepWhereTheHandshakeIsRefused) {
  socket_events.clear();
  const WebSocketTestServer server(echo, {.raw_answer = "HTTP/1.1 403 Forbidden\r\n\r\n"});
  const auto report = play_one(connect_only, server.url());
  const auto step = report.step("chat");
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 1u);
  EXPECT_THAT(step.values_of("status"), ElementsAre("403"));
  EXPECT_THAT(step.values_of("error"), ElementsAre("handshake_refused"));
  EXPECT_EQ(step.counter(metrics::ws_sessions).sum, 1);
  EXPECT_EQ(step.trend(metrics::ws_connecting).count(), 0u);
  EXPECT_EQ(step.trend(metrics::ws_session_duration).count(), 0u);
}

Task<> rest_with_an_open_socket(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await user.pause(1h);
}

TEST(WebSocket, IsCountedAmongTheActiveConnections) {
  const WebSocketTestServer server(echo);
  auto plan = plan_of(rest_with_an_open_socket, hold(2_users, 2500ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.gauge(metrics::active_connections).max, 2);
}

// The session ends with its object, which nobody closed.
TEST(WebSocket, MeasuresASessionThatItsOwnerLeftOpen) {
  socket_events.clear();
  std::promise<int> code;
  const WebSocketTestServer server(
      [&](ServedSocket& socket) {
        (void)socket.read();
        code.set_value(socket.closed_with());
      },
      {.subprotocol = "chat"});
  const auto report = play_one(connect_only, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("chat"));
  EXPECT_EQ(report.step("chat").trend(metrics::ws_session_duration).count(), 1u);
  (void)code.get_future().get();  // the connection is gone
}

Task<> connect_with_headers(User& user) {
  co_await user.get("/login");
  user.set_header("X-User", "of the user");
  user.set_header("X-Both", "of the user");
  WebSocketOptions options;
  options.headers = {{"X-Both", "of the socket"}};
  WebSocket socket(user, std::move(options));
  co_await socket.connect("/");
  const auto headers = co_await socket.receive(10s);
  socket_events.add(headers ? headers->text : socket.error_text());
}

TEST(WebSocket, SendsTheHeadersOfUserPlanAndSocket) {
  socket_events.clear();
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write(socket.header("X-User") + "|" + socket.header("X-Both") + "|" +
                 socket.header("X-Plan") + "|" + socket.header("User-Agent"));
    (void)socket.read();
  });
  auto plan = plan_of(connect_with_headers, iterations(1).shared_by(1_users));
  plan.http.headers = {{"X-Plan", "of the plan"}};
  (void)play(plan, settings_for(server.url()));
  EXPECT_THAT(socket_events.lines(),
              ElementsAre("of the user|of the socket|of the plan|proofload"));
}

Task<> receive_until_done(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  const auto done = co_await socket.receive_until(HasSubstr("done"), 10s);
  socket_events.add(done ? done->text : "nothing");
  const auto is_long = [](const WebSocketMessage& message) { return message.text.size() > 5; };
  const auto longer = co_await socket.receive_until(is_long, 10s);
  socket_events.add(longer ? longer->text : "nothing");
  const auto never = co_await socket.receive_until(HasSubstr("done"), 10ms);
  socket_events.add(never ? never->text : std::string(to_text(socket.error())));
  socket_events.add(socket.is_open() ? "open" : "closed");
}

TEST(WebSocket, ReceivesUntilAMatcherOrAPredicateLikesTheMessage) {
  socket_events.clear();
  const WebSocketTestServer server([](ServedSocket& socket) {
    for (const char* text : {"a", "b", "done!", "c", "long enough", "d"}) socket.write(text);
    (void)socket.read();
  });
  const auto report = play_one(receive_until_done, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("done!", "long enough", "timeout", "open"));
  const auto step = report.step("WS / receive");
  EXPECT_THAT(step.values_of("error"), ElementsAre("timeout"));
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 1u);
  EXPECT_GE(step.trend(metrics::response).max(), 10);
}

Task<> look_whether_something_came(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await socket.receive(10ms);
  socket_events.add(std::string(to_text(socket.error())));
}

TEST(WebSocket, FailsNothingWhereItMerelyLooksWhetherSomethingCame) {
  socket_events.clear();
  const WebSocketTestServer server(echo);
  const auto report = play_one(look_whether_something_came, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("timeout"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

Task<> ping_twice(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  for (int i = 0; i < 2; ++i) {
    const auto round_trip = co_await socket.ping(10s);
    socket_events.add(round_trip ? "pong" : "nothing");
  }
}

TEST(WebSocket, MeasuresPings) {
  socket_events.clear();
  const WebSocketTestServer server(echo);
  const auto report = play_one(ping_twice, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("pong", "pong"));
  EXPECT_EQ(report.trend(metrics::ws_ping).count(), 2u);
  EXPECT_GT(report.trend(metrics::ws_ping).min(), 0);
}

Task<> ping_in_vain(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await socket.ping(10ms);
  socket_events.add(std::string(to_text(socket.error())));
}

TEST(WebSocket, FailsAStepWhereAPingHasNoPong) {
  socket_events.clear();
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  const auto report = play_one(ping_in_vain, server.url());
  done.set_value();
  EXPECT_THAT(socket_events.lines(), ElementsAre("timeout"));
  EXPECT_THAT(report.step("WS / ping").values_of("error"), ElementsAre("timeout"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.trend(metrics::ws_ping).count(), 0u);
}

Task<> use_a_broken_session(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  for (int i = 0; i < 2; ++i) co_await socket.receive(10s);
  co_await socket.send("hello");
  co_await socket.ping(10s);
  co_await socket.close();
}

TEST(WebSocket, FailsAStepOnceWhereItsSessionBreaks) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write_raw("\x81\x02\xc3\x28");
    (void)socket.read();
  });
  const auto report = play_one(use_a_broken_session, server.url());
  const auto step = report.step("WS / session");
  EXPECT_THAT(step.values_of("error"), ElementsAre("invalid_utf8"));
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.counter(metrics::failed_iterations).sum, 0) << "it went on";
}

Task<> overlook_the_end(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await socket.receive(1ms);
  co_await socket.send("go");
  while (socket.is_open()) co_await user.pause(1ms);
}

TEST(WebSocket, FailsAStepWhereItsSessionBrokeUnseen) {
  const WebSocketTestServer server([](ServedSocket& socket) { (void)socket.read(); });
  const auto report = play_one(overlook_the_end, server.url());
  EXPECT_THAT(report.step("WS / session").values_of("error"), ElementsAre("connection_reset"));
}

Task<> receive_the_end(User& user) {
  for (const char* code : {"0", "1000", "1001"}) {
    WebSocket socket(user);
    co_await socket.connect("/{code}", code);
    co_await socket.receive(10s);
    socket_events.add(std::string(to_text(socket.error())) + " " +
                      std::to_string(socket.close_code()));
  }
}

TEST(WebSocket, FailsNothingWhereTheServiceClosesInOrder) {
  socket_events.clear();
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.close(std::uint16_t(std::stoi(socket.target().substr(1))), "");
  });
  const auto report = play_one(receive_the_end, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("closed 0", "closed 1000", "closed 1001"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

Task<> send_to_the_deaf(User& user) {
  WebSocketOptions options;
  options.timeout = 10s;
  WebSocket socket(user, std::move(options));
  co_await socket.connect("/");
  const bool sent = co_await socket.send(std::string(30'000'000, ' '));
  socket_events.add(sent ? "sent" : std::string(to_text(socket.error())));
}

TEST(WebSocket, SendsForNoLongerThanARequestMayTake) {
  socket_events.clear();
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  auto plan = plan_of(send_to_the_deaf, iterations(1).shared_by(1_users));
  plan.http.timeout = 50ms;
  const auto report = play(plan, settings_for(server.url()));
  done.set_value();
  EXPECT_THAT(socket_events.lines(), ElementsAre("timeout"));
  EXPECT_THAT(report.step("WS / session").values_of("error"), ElementsAre("timeout"));
}

Task<> outlive_the_service(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  const auto message = co_await socket.receive(10s);
  socket_events.add(message ? "message" : std::string(to_text(socket.error())));
  socket_events.add(std::to_string(socket.close_code()) + " " + socket.close_reason());
  const bool sent = co_await socket.send("hello");
  socket_events.add(sent ? "sent" : std::string(to_text(socket.error())));
  const bool again = co_await socket.connect("/");
  socket_events.add(again ? "again" : socket.error_text());
}

TEST(WebSocket, TellsThatTheServiceClosedAndConnectsAgain) {
  socket_events.clear();
  const WebSocketTestServer server([](ServedSocket& socket) { socket.close(4000, "full"); });
  const auto report = play_one(outlive_the_service, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("closed", "4000 full", "closed", "again"));
  EXPECT_EQ(report.counter(metrics::ws_sessions).sum, 2);
  EXPECT_EQ(report.trend(metrics::ws_session_duration).count(), 2u);
  EXPECT_THAT(report.step("WS / session").values_of("error"), ElementsAre("closed"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u) << "the second one we left ourselves";
}

Task<> send_beside_receiving(User& user, WebSocket& socket) {
  co_await user.pause(10ms);
  co_await socket.send("hello");
}

Task<> receive_and_note(WebSocket& socket) {
  const auto message = co_await socket.receive(10s);
  socket_events.add(message ? message->text : "nothing");
}

Task<> receive_beside_sending(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  std::vector<Task<>> parts;
  parts.push_back(receive_and_note(socket));
  parts.push_back(send_beside_receiving(user, socket));
  co_await user.in_parallel(std::move(parts));
}

TEST(WebSocket, ReceivesInOnePartWhileAnotherSends) {
  socket_events.clear();
  const WebSocketTestServer server(echo);
  (void)play_one(receive_beside_sending, server.url());
  EXPECT_THAT(socket_events.lines(), ElementsAre("hello"));
}

Task<> wait_for_a_message(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await socket.receive(1h);
  socket_events.add("went on");
}

TEST(WebSocket, IsCutOffByTheEndOfTheRunAndMeasuredOnce) {
  socket_events.clear();
  const WebSocketTestServer server(echo);
  auto plan = plan_of(wait_for_a_message, hold(1_users, 100ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_THAT(socket_events.lines(), IsEmpty());
  EXPECT_EQ(report.facts().account.interrupted, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(report.trend(metrics::ws_session_duration).count(), 1u);
}

Task<> connect_to_mute(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/mute");
  socket_events.add("went on");
}

TEST(WebSocket, IsNoSampleWhereTheRunCutsItsHandshakeOff) {
  socket_events.clear();
  const WebSocketTestServer server(echo, {.is_mute = true});
  auto plan = plan_of(connect_to_mute, hold(1_users, 100ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_THAT(socket_events.lines(), IsEmpty());
  EXPECT_EQ(report.step("WS /mute").counter(metrics::interrupted_requests).sum, 1);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

template <class Misuse>
std::string author_error(Misuse misuse) {
  const WebSocketTestServer server(echo);
  return play_one(misuse, server.url()).facts().author_error;
}

Task<> send_unopened(User& user) {
  WebSocket socket(user);
  co_await socket.send("hello");
}

Task<> close_with_reserved_code(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  co_await socket.close(1006);
}

Task<> receive_twice_at_once(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  std::vector<Task<>> parts;
  parts.push_back(receive_and_note(socket));
  parts.push_back(receive_and_note(socket));
  parts.push_back(send_beside_receiving(user, socket));
  co_await user.in_parallel(std::move(parts));
}

Task<> connect_anew(WebSocket& socket) { co_await socket.connect("/"); }

Task<> connect_beside_receiving(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/");
  std::vector<Task<>> parts;
  parts.push_back(receive_and_note(socket));
  parts.push_back(connect_anew(socket));
  parts.push_back(send_beside_receiving(user, socket));
  co_await user.in_parallel(std::move(parts));
}

std::string error_of_exchanging(const MessagePlan& messages) {
  return author_error([messages](User& user) -> Task<> {
    return [](User& own, MessagePlan plan) -> Task<> {
      WebSocket socket(own);
      co_await socket.connect("/");
      co_await socket.exchange(std::move(plan));
    }(user, messages);
  });
}

MessagePlan hello_once() {
  MessagePlan messages;
  messages.load = hold(1_per_s, 1s);
  messages.message = [](std::uint64_t) { return "hello"; };
  return messages;
}

TEST(WebSocket, TellsItsAuthorWhatCannotBe) {
  EXPECT_THAT(author_error(send_unopened), HasSubstr("call connect() first"));
  EXPECT_THAT(author_error(close_with_reserved_code), HasSubstr("1006"));
  EXPECT_THAT(author_error(receive_twice_at_once), HasSubstr("let one part receive"));
  EXPECT_THAT(author_error(connect_beside_receiving), HasSubstr("let that part end first"));
}

TEST(WebSocket, TellsItsAuthorWhichMessagesCannotBe) {
  auto messages = hello_once();
  messages.message = nullptr;
  EXPECT_THAT(error_of_exchanging(messages), HasSubstr("say what is sent"));
  messages = hello_once();
  messages.load = {};
  EXPECT_THAT(error_of_exchanging(messages),
              HasSubstr("the load of a MessagePlan cannot be played: the plan has no load"));
  messages = hello_once();
  messages.load = hold(1_per_s, 1s).warm_up().hold(1_per_s, 1s);
  EXPECT_THAT(error_of_exchanging(messages), HasSubstr("has a warm-up"));
  messages = hello_once();
  messages.patience = -1s;
  EXPECT_THAT(error_of_exchanging(messages), HasSubstr("the patience of a MessagePlan is -1"));
}

}  // namespace
}  // namespace proofload
