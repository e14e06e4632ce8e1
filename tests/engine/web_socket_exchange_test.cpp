// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/web_socket.h>

#include "engine/playing.h"
#include "protocol/websocket/web_socket_test_server.h"

#include <atomic>
#include <charconv>
#include <cmath>
#include <future>
#include <vector>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace testing_support;

MessagePlan messages;  // what the next test sends
MessageCount counted;

std::string numbered(std::uint64_t number) { return std::to_string(number); }

std::optional<std::uint64_t> number_in(std::string_view answer) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (read.ec != std::errc()) return {};
  return number;
}

Task<> exchange(User& user) {
  WebSocket socket(user);
  if (!co_await socket.connect("/chat")) co_return;
  counted = co_await socket.exchange(messages);
}

class Exchange : public testing::Test {
 protected:
  Exchange() {
    counted = {};
    messages = {};
    messages.load = hold(200_per_s, 250ms);
    messages.message = numbered;
  }

  Report play_against(const WebSocketTestServer& server) {
    auto report = play_one(exchange, server.url());
    EXPECT_EQ(report.facts().author_error, "");
    return report;
  }
};

constexpr char step_name[] = "WS /chat message";

TEST_F(Exchange, MakesAStepOfEachAnsweredMessage) {
  const WebSocketTestServer server(echo);
  const auto report = play_against(server);
  EXPECT_EQ(counted.planned, 50u);
  EXPECT_EQ(counted.answered, 50u);
  EXPECT_EQ(counted.lost, 0u);
  const auto step = report.step(step_name);
  EXPECT_EQ(step.trend().count(), 50u);
  EXPECT_EQ(step.trend(metrics::ws_round_trip).count(), 50u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(report.step("WS /chat").counter(metrics::ws_msgs_sent).sum, 50);
  EXPECT_EQ(report.step("WS /chat").counter(metrics::ws_msgs_received).sum, 50);
  EXPECT_EQ(report.counter(metrics::ws_msgs_lost).sum, 0);
  EXPECT_GT(report.counter(metrics::ws_msgs_lost).count, 0u)
      << "that none was lost is a figure, too";
  EXPECT_GE(report.trend(metrics::ws_session_duration).max(), 250);
}

// Twenty messages, a pause in which none is due, and thirty more.
TEST_F(Exchange, FollowsTheStagesOfItsLoad) {
  const WebSocketTestServer server(echo);
  messages.load = hold(200_per_s, 100ms).hold(0_per_s, 1s).hold(300_per_s, 100ms);
  std::vector<SteadyClock::time_point> sent;
  messages.message = [&](std::uint64_t number) {
    sent.push_back(SteadyClock::now());
    return numbered(number);
  };
  const auto begin = SteadyClock::now();
  const auto report = play_against(server);
  EXPECT_EQ(counted.answered, 50u);
  ASSERT_EQ(sent.size(), 50u);
  EXPECT_GE(sent[20] - begin, 1100ms);
  EXPECT_GE(report.trend(metrics::iteration_duration).max(), 1200);
}

TEST_F(Exchange, DrawsPoissonArrivalsForEachConnection) {
  const WebSocketTestServer server(echo);
  messages.load = hold(200_per_s, 250ms).poisson();
  const auto report =
      play(plan_of(exchange, iterations(1).by_each_of(10_users)), settings_for(server.url()));
  const auto sent = report.counter(metrics::ws_msgs_sent).sum;
  EXPECT_NE(sent, 500) << "ten connections that keep an even rate would send so many";
  EXPECT_NEAR(sent, 500, 5 * std::sqrt(500));
}

TEST_F(Exchange, IsAsMuchShorterAsTheRunAndNotLessLively) {
  const WebSocketTestServer server(echo);
  messages.load = hold(200_per_s, 25s);
  auto settings = settings_for(server.url());
  settings.scale = {.load = 10_percent, .time = 1_percent};
  (void)play(plan_of(exchange, iterations(1).shared_by(1_users)), settings);
  EXPECT_EQ(counted.planned, 50u);
}

TEST_F(Exchange, TellsHowLateTheGeneratorSentEachMessage) {
  const WebSocketTestServer server(echo);
  const auto report = play_against(server);
  EXPECT_EQ(report.trend(metrics::pacing).count(), 50u + 1) << "and that of the iteration";
}

TEST_F(Exchange, SendsAtItsRateWhateverTheServiceDoes) {
  std::atomic<int> served{0};
  const WebSocketTestServer server([&](ServedSocket& socket) {
    while (socket.read()) ++served;
  });
  messages.patience = 50ms;
  const auto report = play_against(server);
  EXPECT_EQ(served, 50);
  EXPECT_EQ(counted.lost, 50u);
  const auto step = report.step(step_name);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 50u);
  EXPECT_THAT(step.values_of("error"), ElementsAre("lost"));
  EXPECT_GE(step.trend(metrics::service).min(), 50);
  EXPECT_EQ(step.counter(metrics::ws_msgs_lost).sum, 50);
  EXPECT_EQ(step.trend(metrics::ws_round_trip).count(), 0u);
}

TEST_F(Exchange, LosesTheMessagesWhoseNumbersAreNotAnswered) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    socket.write("welcome");
    while (const auto message = socket.read())
      if (number_in(*message).value_or(0) % 5 != 0) socket.write(*message);
  });
  messages.patience = 100ms;
  messages.number_of = number_in;
  messages.name = "echo";
  const auto report = play_against(server);
  EXPECT_EQ(counted.answered, 40u);
  EXPECT_EQ(counted.lost, 10u);
  EXPECT_EQ(report.step("echo").counter(metrics::ws_msgs_lost).sum, 10);
  EXPECT_EQ(report.step("echo").counter(metrics::step_successes).sum, 40);
}

TEST_F(Exchange, FailsWithTheConnectionWhatWasSentAndWhatWouldHaveBeen) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    for (int i = 0; i < 10; ++i) socket.write(socket.read().value_or(""));
    (void)socket.read();  // the eleventh, and then no more
  });
  const auto report = play_against(server);
  EXPECT_EQ(counted.answered, 10u);
  EXPECT_EQ(counted.lost, 40u);
  const auto step = report.step(step_name);
  EXPECT_EQ(step.trend().count(), 50u);
  EXPECT_THAT(step.values_of("error"), ElementsAre("connection_reset"));
  EXPECT_GE(report.trend(metrics::iteration_duration).max(), 250) << "until the length is over";
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 40u) << "the messages tell it already";
}

Task<> receive_after_an_exchange(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/chat");
  counted = co_await socket.exchange(messages);
  co_await socket.receive(10s);
}

TEST_F(Exchange, LeavesItToTheSessionToFailWhereItsMessagesWereAnswered) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    for (int i = 0; i < 50; ++i) socket.write(socket.read().value_or(""));
  });
  const auto report = play_one(receive_after_an_exchange, server.url());
  EXPECT_EQ(counted.answered, 50u);
  EXPECT_THAT(report.step("WS /chat session").values_of("error"), ElementsAre("connection_reset"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
}

TEST_F(Exchange, CountsAnswersThatNobodyAskedFor) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    while (const auto message = socket.read()) {
      socket.write("1000000");
      socket.write("no answer");
      socket.write(*message);
    }
  });
  messages.number_of = number_in;
  (void)play_against(server);
  EXPECT_EQ(counted.answered, 50u);
  EXPECT_EQ(counted.unexpected, 50u);
}

TEST_F(Exchange, ShowsAStallInTheResponseOfWhatWasPlannedInIt) {
  const WebSocketTestServer server([](ServedSocket& socket) {
    (void)socket.read();
    socket.stand_still(150ms);
    socket.write("0");
    while (const auto message = socket.read()) socket.write(message->substr(0, 10));
  });
  // Beyond what the system takes of a service that does not read.
  messages.load = hold(50_per_s, 200ms);
  messages.message = [](std::uint64_t number) {
    return number == 0 ? "0" : std::to_string(number) + std::string(15'000'000, ' ');
  };
  messages.patience = 20s;
  const auto report = play_against(server);
  EXPECT_EQ(counted.answered, 10u);
  const auto step = report.step(step_name);
  EXPECT_GT(step.trend(metrics::response).max(), step.trend(metrics::service).max());
  EXPECT_EQ(step.trend(metrics::service).max(), step.trend(metrics::ws_round_trip).max());
  EXPECT_LT(report.trend(metrics::pacing).max(), step.trend(metrics::response).max() / 2)
      << "the service made them late, not the generator";
}

TEST_F(Exchange, LosesWhatTheServiceDoesNotTake) {
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  messages.load = hold(100_per_s, 200ms);
  messages.message = [](std::uint64_t) { return std::string(30'000'000, ' '); };
  messages.patience = 100ms;
  const auto report = play_against(server);
  done.set_value();
  EXPECT_EQ(counted.lost, 20u);
  EXPECT_THAT(report.step(step_name).values_of("error"), ElementsAre("lost"));
}

TEST_F(Exchange, IsNoSampleWhereTheEndOfTheRunCutsItOff) {
  std::atomic<int> served{0};
  const WebSocketTestServer server([&](ServedSocket& socket) {
    while (socket.read()) ++served;
  });
  messages.load = hold(200_per_s, 1h);
  auto plan = plan_of(exchange, hold(1_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  const auto cut_off = report.step(step_name).counter(metrics::interrupted_requests).sum;
  // What was due in the last instant may not have been sent any more.
  EXPECT_GT(report.counter(metrics::ws_msgs_sent).sum, 0);
  EXPECT_LE(report.counter(metrics::ws_msgs_sent).sum, cut_off);
  EXPECT_EQ(report.step(step_name).trend().count(), 0u);
  EXPECT_EQ(report.counter(metrics::ws_msgs_lost).sum, 0);
  EXPECT_EQ(report.trend(metrics::ws_session_duration).count(), 1u);
}

TEST_F(Exchange, IsCutOffWithTheMessagesThatTheServiceHeldUp) {
  std::promise<void> done;
  const WebSocketTestServer server([&](ServedSocket&) { done.get_future().wait(); });
  messages.load = hold(100_per_s, 1h);
  messages.message = [](std::uint64_t) { return std::string(30'000'000, ' '); };
  messages.patience = 1h;
  auto plan = plan_of(exchange, hold(1_users, 600ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  done.set_value();
  EXPECT_EQ(report.counter(metrics::ws_msgs_sent).sum, 0) << "the first one was only begun";
  EXPECT_GT(report.step(step_name).counter(metrics::interrupted_requests).sum, 1);
  EXPECT_EQ(report.step(step_name).trend().count(), 0u);
}

Task<> exchange_beside_closing(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/chat");
  std::vector<Task<>> parts;
  const auto send = [](WebSocket& own) -> Task<> { co_await own.exchange(messages); };
  const auto close = [](WebSocket& own) -> Task<> { co_await own.close(); };
  parts.push_back(send(socket));
  parts.push_back(close(socket));
  co_await user.in_parallel(std::move(parts));
}

TEST_F(Exchange, LetsNobodyCloseTheConnection) {
  const WebSocketTestServer server(echo);
  EXPECT_THAT(play_one(exchange_beside_closing, server.url()).facts().author_error,
              HasSubstr("let the exchange end first"));
}

Task<> exchange_beside_receiving(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/chat");
  std::vector<Task<>> parts;
  const auto send = [](WebSocket& own) -> Task<> { co_await own.exchange(messages); };
  const auto receive = [](WebSocket& own) -> Task<> { co_await own.receive(1s); };
  parts.push_back(send(socket));
  parts.push_back(receive(socket));
  co_await user.in_parallel(std::move(parts));
}

TEST_F(Exchange, LetsNobodyElseReceive) {
  const WebSocketTestServer server(echo);
  EXPECT_THAT(play_one(exchange_beside_receiving, server.url()).facts().author_error,
              HasSubstr("let one part receive"));
}

// The first message of a user falls into the first half of its time, or into the second.
TEST_F(Exchange, SpreadsTheMessagesOfManyUsers) {
  const WebSocketTestServer server(echo);
  messages.load = hold(10_per_s, 50ms);
  const auto report =
      play(plan_of(exchange, iterations(20).shared_by(20_users)), settings_for(server.url()));
  const auto sent = report.counter(metrics::ws_msgs_sent).sum;
  EXPECT_GT(sent, 0);
  EXPECT_LT(sent, 20);
}

TEST_F(Exchange, EndsWithWhatItsAuthorThrows) {
  const WebSocketTestServer server(echo);
  messages.message = [](std::uint64_t number) -> std::string {
    if (number == 3) throw std::runtime_error("no fourth message");
    return "hello";
  };
  const auto report = play_one(exchange, server.url());
  EXPECT_THAT(report.values_of("reason"), ElementsAre("no fourth message"));
  EXPECT_EQ(report.counter(metrics::ws_msgs_sent).sum, 3);
}

Task<> send_after_an_exchange(User& user) {
  WebSocket socket(user);
  co_await socket.connect("/chat");
  counted = co_await socket.exchange(messages);
  const bool sent = co_await socket.send("over");
  counted.answered = sent ? 1 : 0;
}

// The exchange gave up a message that is still being sent when it returns.
TEST_F(Exchange, LetsOthersSendWhenItsLastMessageIsWithTheSystem) {
  std::string last;
  std::promise<void> lost;
  const WebSocketTestServer server([&](ServedSocket& socket) {
    socket.stand_still(200ms);
    while (const auto message = socket.read()) last = message->substr(0, 10);
    lost.set_value();
  });
  messages.load = hold(10_per_s, 100ms);
  messages.message = [](std::uint64_t) { return std::string(15'000'000, ' '); };
  messages.patience = 20ms;
  (void)play_one(send_after_an_exchange, server.url());
  lost.get_future().wait();
  EXPECT_EQ(counted.lost, 1u);
  EXPECT_EQ(counted.answered, 1u);
  EXPECT_EQ(last, "over");
}

}  // namespace
}  // namespace proofload
