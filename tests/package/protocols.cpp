// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/event_stream.h>
#include <proofload/engine/web_socket.h>
#include <proofload/proofload.h>

using namespace proofload;
using testing::HasSubstr;

struct Assistant : LoadTest {
  void SetUp() override { start_service({.program = "assistant", .arguments = {"{port}"}}); }
};

// Fifty messages a second, each answered by its own text, in the order in which they were sent.
Task<> talk(User& user) {
  WebSocket room(user, {.subprotocols = {"chat.v2"}});
  const bool connected = co_await room.connect("/rooms/{room}", user.number() % 10);
  if (!connected) co_return;
  co_await room.receive_until(HasSubstr("welcome"), 2s);
  const auto text = [](std::uint64_t number) { return std::to_string(number); };
  MessagePlan messages{.load = hold(50_per_s, 1min), .message = text, .name = "say"};
  co_await room.exchange(std::move(messages));
  co_await room.close();
}

// A question to a language model, whose answer comes word by word.
Task<> ask(User& user) {
  const auto words = [](const ServerSentEvent& event) {
    return event.data == "[DONE]" ? 0.0 : 1.0;
  };
  EventStream answer(user, {.tokens = words});
  const Request question{.method = "POST", .route = "/ask", .body = R"({"prompt": "Why?"})"};
  const bool opened = co_await answer.open(question);
  if (!opened) co_return;
  while (const auto event = co_await answer.next(5s))
    if (event->data == "[DONE]") break;
}

LOAD_TEST(Assistant, TalksWithAThousandPeople, load, websocket, budget(3min)) {
  const Report report = run({.scenario = talk, .load = iterations(1).by_each_of(1000_users)});
  EXPECT_THAT(report, Total(metrics::ws_msgs_lost, Eq(0)));
  EXPECT_THAT(report.step("say"), P99(Lt(50ms)));
}

LOAD_TEST(Assistant, AnswersWithoutDelay, load, sse, budget(5min)) {
  const Report report = run({.scenario = ask,
                             .load = hold(20_users, 3min),
                             .http = {.version = HttpVersion::http2, .ca_file = "ca.pem"}});
  EXPECT_THAT(report.metric(metrics::sse_time_to_first_token), P95(Lt(400ms)));
  EXPECT_THAT(report.metric(metrics::sse_event_gap), P99(Lt(60ms)));
}
