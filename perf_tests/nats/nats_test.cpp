// SPDX-License-Identifier: Apache-2.0
#include <nats/nats_fixture.h>

#include <proofload/engine/web_socket.h>

using namespace proofload;
using testing::HasSubstr;

namespace {

using Nats = NatsFixture;

// Subscribes to a subject of its own and sends itself messages.
Task<> talk_to_itself(User& user) {
  WebSocket socket(user);
  const bool opened = co_await socket.connect("/");
  if (!opened) co_return;
  const auto greeting = co_await socket.receive_until(HasSubstr("INFO {"), 2s);
  if (!user.check("is greeted", greeting.has_value(), testing::IsTrue())) co_return;
  const auto subject = "self." + std::to_string(user.number());
  co_await socket.send_binary("CONNECT {\"verbose\":false}\r\nSUB " + subject + " 1\r\nPING\r\n");
  const auto pong = co_await socket.receive_until(HasSubstr("PONG"), 2s);
  if (!user.check("is subscribed", pong.has_value(), testing::IsTrue())) co_return;

  // "MSG self.0 1 2\r\n17\r\n": the number stands in the second line.
  const auto number_of = [](std::string_view answer) -> std::optional<std::uint64_t> {
    const auto line = answer.find("\r\n");
    if (!answer.starts_with("MSG ") || line == answer.npos) return {};
    return std::stoull(std::string(answer.substr(line + 2)));
  };
  const auto message = [subject](std::uint64_t number) {
    const auto text = std::to_string(number);
    return "PUB " + subject + " " + std::to_string(text.size()) + "\r\n" + text + "\r\n";
  };
  MessagePlan messages{.load = hold(50_per_s, 2s),
                       .message = message,
                       .is_binary = true,
                       .number_of = number_of,
                       .name = "to myself"};
  const auto count = co_await socket.exchange(std::move(messages));
  user.check("nothing is lost", count.answered, testing::Eq(count.planned));
  co_await socket.close();
}

LOAD_TEST(Nats, DeliversWhatUsersSendThemselves, smoke, websocket, budget(1min)) {
  const Report report =
      run({.scenario = talk_to_itself, .load = iterations(10).shared_by(5_users)});
  EXPECT_THAT(report, AllOf(CheckRate(Eq(100_percent)), ErrorRate(Eq(0_percent))));
  EXPECT_THAT(report, Total(metrics::ws_msgs_lost, Eq(0)));
  EXPECT_THAT(report, Total(metrics::ws_msgs_sent, Ge(1000)));
  EXPECT_THAT(report.step("to myself"), P95(Lt(50ms)));
}

}  // namespace
