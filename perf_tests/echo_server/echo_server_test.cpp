// SPDX-License-Identifier: Apache-2.0

// WebSockets and server-sent events against a server that keeps its own count of messages and sends
// its events at known instants.
#include <echo_server/echo_server_fixture.h>
#include <proofload/engine/event_stream.h>
#include <proofload/engine/web_socket.h>

#include <cmath>

using namespace proofload;

namespace {

using EchoServer = EchoServerFixture;

constexpr std::size_t message_size = 100;

std::string numbered(std::uint64_t number) {
  std::string text = std::to_string(number);
  text.resize(message_size, '.');
  return text;
}

Task<> converse(User& user, MessagePlan messages) {
  WebSocket socket(user);
  const bool opened = co_await socket.connect("/ws");
  if (!opened) co_return;
  co_await socket.exchange(std::move(messages));
  co_await socket.close();
}

Journey conversation(RateProfile load) {
  const MessagePlan messages{.load = std::move(load), .message = numbered, .name = "echo"};
  return [messages](User& user) { return converse(user, messages); };
}

Task<> say_hello(User& user) {
  WebSocketOptions options;
  options.subprotocols = {"echo.v1"};
  WebSocket socket(user, options);
  const bool opened = co_await socket.connect("/ws");
  if (!opened) co_return;
  user.check("the subprotocol is agreed on", socket.subprotocol(), "echo.v1");
  co_await socket.send("hello");
  const auto answer = co_await socket.receive(2s);
  user.check("what is sent comes back", answer ? answer->text : socket.error_text(), "hello");
  const auto round_trip = co_await socket.ping(2s);
  user.check("a ping has its pong", round_trip.has_value(), true);
  co_await socket.close();
  user.check("the server closes as we do", socket.close_code(), 1000);
}

Task<> listen(User& user) {
  EventStream stream(user);
  const Request request{.route = "/events?first=200ms&gap=20ms&count=50"};
  const bool opened = co_await stream.open(request);
  if (!opened) co_return;
  std::string last;
  while (const auto event = co_await stream.next(5s)) last = event->event;
  user.check("the last event says so", last, "done");
}

Task<> come_back(User& user) {
  EventStreamOptions options;
  options.reconnects = 1;
  EventStream stream(user, options);
  const Request request{.route = "/events?gap=10ms&count=20&cut=10&retry=100ms"};
  const bool opened = co_await stream.open(request);
  if (!opened) co_return;
  std::size_t events = 0;
  while (const auto event = co_await stream.next(5s)) ++events;
  user.check("no event is lost", events, std::size_t{20});
}

/// Nothing is lost, and both ends have counted the same.
void expect_all_exchanged(const Report& report, const EchoStatistics& before,
                          const EchoStatistics& after, std::int64_t connections) {
  const auto sent = std::int64_t(report.counter(metrics::ws_msgs_sent).sum);
  const auto received = std::int64_t(report.counter(metrics::ws_msgs_received).sum);
  const double share = report.facts().scale.load.share();
  EXPECT_EQ(after.web_sockets_opened - before.web_sockets_opened,
            std::llround(double(connections) * share));
  EXPECT_EQ(after.web_sockets_open, 0);
  EXPECT_EQ(after.messages_received - before.messages_received, sent);
  EXPECT_EQ(after.messages_sent - before.messages_sent, received);
  EXPECT_EQ(sent, received);
  EXPECT_THAT(report, Total(metrics::ws_msgs_lost, Eq(0)));
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
}

class ThousandConnections : public EchoServerFixture {
 protected:
  static constexpr int connections = 1000;
  static constexpr Duration length = 60s;

  Report exchange(Rate rate) {
    const EchoStatistics before = statistics();
    const Report report = run({.scenario = conversation(hold(rate, length)),
                               .load = iterations(1).by_each_of(1000_users).within(2min)});
    expect_all_exchanged(report, before, statistics(), connections);
    const double planned = rate * length * connections;
    EXPECT_THAT(report, Total(metrics::ws_msgs_sent, Ge(0.999 * planned)));
    const Histogram round_trip = report.trend(metrics::ws_round_trip);
    std::printf("  round trip: p50 %.2f ms, p99 %.2f ms; as planned: p99 %.2f ms\n",
                round_trip.quantile(0.5), round_trip.quantile(0.99),
                report.step("echo").trend().quantile(0.99));
    return report;
  }
};

LOAD_TEST(EchoServer, EchoesOverWebSocket, smoke, websocket, budget(1min)) {
  const Report report = run({.scenario = say_hello, .load = hold(50_per_s, 3s)});
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent))));
}

LOAD_TEST(EchoServer, LosesNoMessageOfFiftyConnections, smoke, websocket, budget(1min)) {
  const EchoStatistics before = statistics();
  const Report report = run({.scenario = conversation(hold(20_per_s, 3s)),
                             .load = iterations(1).by_each_of(50_users).within(20s)});
  expect_all_exchanged(report, before, statistics(), 50);
}

LOAD_TEST(EchoServer, StreamsEvents, smoke, sse, budget(1min)) {
  const Report report = run({.scenario = listen, .load = iterations(2).by_each_of(5_users)});
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent)),
                            Total(metrics::sse_events, Eq(500))));
}

LOAD_TEST(EchoServer, GoesOnWithAStreamThatWasCut, smoke, sse, budget(1min)) {
  const Report report = run({.scenario = come_back, .load = iterations(1).by_each_of(5_users)});
  EXPECT_THAT(report, AllOf(CheckRate(Eq(100_percent)), Total(metrics::sse_reconnects, Eq(5))));
}

LOAD_TEST(ThousandConnections, ExchangeFiftyMessagesASecondEach, load, websocket, budget(3min)) {
  const Report report = exchange(50_per_s);
  EXPECT_THAT(report.metric(metrics::ws_round_trip), P99(Lt(50ms)));
}

LOAD_TEST(ThousandConnections, ExchangeAHundredMessagesASecondEach, load, websocket, budget(3min)) {
  exchange(100_per_s);
}

// The truth: 200 ms to the first event, 20 ms from each to the next. A p99 needs a thousand
// streams. They begin one by one: users in step would send their requests at the same instant, and
// the last one's first event is as much later as the generator needs to send them all.
LOAD_TEST(EchoServer, IsMeasuredWithinAMillisecond, load, sse, budget(3min)) {
  const Report report = run({.scenario = listen, .load = hold(17_per_s, 75s)});
  EXPECT_THAT(report, ErrorRate(Eq(0_percent)));
  EXPECT_THAT(report.metric(metrics::sse_time_to_first_event),
              AllOf(P50(Gt(199ms)), P50(Lt(201ms)), P99(Lt(201ms))));
  EXPECT_THAT(report.metric(metrics::sse_event_gap),
              AllOf(P50(Gt(19ms)), P50(Lt(21ms)), P99(Lt(21ms))));
}

}  // namespace
