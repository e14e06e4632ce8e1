// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/child_process.h>
#include <proofload/service/environment.h>
#include <proofload/service/free_port.h>
#include <proofload/service/log_file.h>
#include <proofload/service/readiness.h>

#include <gmock/gmock.h>

#include "eventually.h"
#include "listener.h"

namespace proofload {
namespace {

// A server with the given flags, already listening.
struct ReadinessOf : testing::Test {
  void serve(std::vector<std::string> flags) {
    server.reset();
    flags.insert(flags.end(), {"--port", std::to_string(port)});
    auto started = ChildProcess::start({.program = OBEDIENT_SERVER,
                                        .arguments = std::move(flags),
                                        .environment = environment_with({}),
                                        .working_directory = "",
                                        .output = log.descriptor()});
    ASSERT_TRUE(started.ok()) << started.error();
    server = std::move(started).value();
    ASSERT_TRUE(eventually([this] { return ask("").ready; }));
  }
  Readiness ask(const std::string& path, Duration within = patience) {
    return ask_readiness(port, path, within);
  }

  LogFile log = LogFile::open("").value();
  std::uint16_t port = free_port().value();
  std::unique_ptr<ChildProcess> server;
};

TEST_F(ReadinessOf, AServiceThatAnswers200IsReady) {
  serve({});
  const auto answer = ask("/health");
  EXPECT_TRUE(answer.ready);
  EXPECT_EQ(answer.outcome, "answered 200");
}

TEST_F(ReadinessOf, AServiceThatAnswers204IsReady) {
  serve({"--status", "204"});
  EXPECT_TRUE(ask("/health").ready);
}

TEST_F(ReadinessOf, AServiceThatAnswers503IsNotReady) {
  serve({"--status", "503"});
  const auto answer = ask("/health");
  EXPECT_FALSE(answer.ready);
  EXPECT_EQ(answer.outcome, "answered 503");
}

TEST_F(ReadinessOf, AServiceThatRedirectsIsNotReady) {
  serve({"--status", "302"});
  EXPECT_FALSE(ask("/health").ready);
}

TEST_F(ReadinessOf, AServiceThatSpeaksSomethingElseIsNotReadyAndNotQuoted) {
  for (const auto* text : {"220 \x1b[31mmail.example\r\n", "HTTP/1.1\n", "HTTP/1.1 2x0 OK\r\n",
                           "HTTP/2.0 200 OK\r\n", "HTTP/1.1 20\n", "\n"}) {
    serve({"--answer", text});
    const auto answer = ask("/health");
    EXPECT_FALSE(answer.ready) << text;
    EXPECT_EQ(answer.outcome, "answered with something that is not HTTP/1");
  }
}

TEST_F(ReadinessOf, AServiceThatClosesWithoutAWordIsNotReady) {
  serve({"--answer", ""});
  const auto answer = ask("/health");
  EXPECT_FALSE(answer.ready);
  EXPECT_EQ(answer.outcome, "closed the connection without an answer");
}

TEST(Readiness, OfNobodyIsARefusedConnection) {
  const auto answer = ask_readiness(free_port().value(), "/health", patience);
  EXPECT_FALSE(answer.ready);
  EXPECT_EQ(answer.outcome, "Connection refused");
}

TEST(Readiness, IsAskedWithoutCuttingALongAnswerOff) {
  const Listener listener;
  ssize_t last_read = -1;
  std::thread service([&] {
    const auto connection = listener.accept();
    const auto answer = "HTTP/1.1 200 OK\r\n\r\n" + std::string(20'000, 'x');
    ::send(connection.number(), answer.data(), answer.size(), MSG_NOSIGNAL);
    ::shutdown(connection.number(), SHUT_WR);
    char request[4096];
    do last_read = ::recv(connection.number(), request, sizeof request, 0);
    while (last_read > 0);
  });
  EXPECT_TRUE(ask_readiness(listener.port(), "/health", patience).ready);
  service.join();
  EXPECT_EQ(last_read, 0) << "the connection was reset";
}

TEST(Readiness, IsGivenUpInTimeWhenThereIsNoAnswer) {
  const Listener silent;
  const auto before = SteadyClock::now();
  const auto answer = ask_readiness(silent.port(), "/health", 30ms);
  EXPECT_FALSE(answer.ready);
  EXPECT_EQ(answer.outcome, "no answer within 30 ms");
  EXPECT_GE(SteadyClock::now() - before, 30ms);
  EXPECT_LT(SteadyClock::now() - before, 10s);
}

TEST(Readiness, NeedsOnlyAConnectionWhenThereIsNoPath) {
  const Listener silent;
  EXPECT_TRUE(ask_readiness(silent.port(), "", patience).ready);
}

}  // namespace
}  // namespace proofload
