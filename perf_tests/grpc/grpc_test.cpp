// SPDX-License-Identifier: Apache-2.0
#include <grpc_server/grpc_server_fixture.h>

#include <proofload/grpc/grpc_client.h>

#include <grpc_server/echo.grpc.pb.h>

using namespace proofload;

namespace {

using echo::Echo;
using echo::EchoReply;
using echo::EchoRequest;
using echo::Number;
using testing::StrEq;

using Grpc = GrpcServerFixture;

Task<> say(User& user, std::string text, GrpcOptions options) {
  GrpcClient<Echo> client(user, options);
  EchoRequest request;
  request.set_text(text);
  const auto answer = co_await client.call(&Echo::Stub::PrepareAsyncEcho, request);
  if (answer.ok()) user.check("says it back", answer.reply.text(), StrEq(text));
}

Task<> greet(User& user) { return say(user, "hello", {}); }

// All users through so many connections, in turn.
Journey greet_through(std::uint32_t connections) {
  GrpcOptions options;
  options.connections = connections;
  return [options](User& user) { return say(user, "hello", options); };
}

Task<> count(User& user) {
  GrpcClient<Echo> client(user);
  echo::CountRequest request;
  request.set_last(100);
  std::int64_t last = 0;
  auto stream = client.read(&Echo::Stub::PrepareAsyncCount, request);
  while (const auto number = co_await stream.next()) last = number->value();
  co_await stream.finish();
  user.check("the last number", last, Eq(100));
}

Task<> sum(User& user) {
  GrpcClient<Echo> client(user);
  auto stream = client.write(&Echo::Stub::PrepareAsyncSum);
  for (int number = 1; number <= 10; ++number) {
    Number message;
    message.set_value(number);
    co_await stream.write(message);
  }
  const auto answer = co_await stream.finish();
  user.check("the sum", answer.reply.value(), Eq(55));
}

Task<> chat(User& user) {
  GrpcClient<Echo> client(user);
  auto stream = client.read_write(&Echo::Stub::PrepareAsyncChat);
  for (const auto* text : {"hello", "how are you", "bye"}) {
    EchoRequest message;
    message.set_text(text);
    co_await stream.write(message);
    const auto reply = co_await stream.next();
    user.check("answers", reply ? reply->text() : "", StrEq(text));
  }
  co_await stream.finish();
}

// A subscription that would not end by itself.
Task<> subscribe(User& user) {
  GrpcClient<Echo> client(user);
  echo::CountRequest request;
  request.set_last(1'000'000'000);
  auto stream = client.read(&Echo::Stub::PrepareAsyncCount, request);
  std::int64_t last = 0;
  while (const auto number = co_await stream.next(5s)) {
    last = number->value();
    if (last == 100) break;
  }
  user.check("a hundred numbers came", last, Eq(100));
  stream.cancel();
}

LOAD_TEST(Grpc, AnswersCallsOfAllKinds, smoke, grpc, budget(1min)) {
  const Report report = run({
      .scenario =
          mix({{40_percent, greet}, {20_percent, count}, {20_percent, sum}, {20_percent, chat}}),
      .load = hold(200_per_s, 3s),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent)), P95(Lt(50ms))));
  EXPECT_THAT(report, Total(metrics::grpc_streams, Ge(250)));
  EXPECT_THAT(report.step("/proofload.echo.Echo/Echo"), P95(Lt(50ms)));
}

LOAD_TEST(Grpc, ServesSubscribersUntilTheyCancel, smoke, grpc, budget(1min)) {
  const Report report = run({.scenario = subscribe, .load = hold(4_per_s, 3s)});
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent))));
  EXPECT_THAT(report, Total(metrics::grpc_streams_msgs_received, Ge(1'100)));
}

LOAD_TEST(Grpc, TakesFiveThousandCallsASecondOnOneConnection, load, grpc, budget(2min)) {
  const Report report = run({.scenario = greet_through(1), .load = hold(5'000_per_s, 30s)});
  EXPECT_THAT(report, AllOf(P95(Lt(5ms)), ErrorRate(Eq(0_percent)), Throughput(Ge(4'995_per_s))));
  EXPECT_THAT(report, Highest(metrics::active_connections, Eq(1)));
}

LOAD_TEST(Grpc, TakesFiveThousandCallsASecondOnTenConnections, load, grpc, budget(2min)) {
  const Report report = run({.scenario = greet_through(10), .load = hold(5'000_per_s, 30s)});
  EXPECT_THAT(report, AllOf(P95(Lt(5ms)), ErrorRate(Eq(0_percent)), Throughput(Ge(4'995_per_s))));
  EXPECT_THAT(report, Lowest(metrics::active_connections, Eq(10)));
}

// A latency that is known is measured as such.
struct SlowGrpc : GrpcServerFixture {
  SlowGrpc() : GrpcServerFixture({"--latency=20ms", "--errors=10%"}) {}
};

LOAD_TEST(SlowGrpc, IsSeenAsSlowAndFaulty, smoke, grpc, budget(1min)) {
  const Report report = run({.scenario = greet, .load = hold(200_per_s, 3s)});
  EXPECT_THAT(report, AllOf(P50(Ge(20ms)), P50(Lt(40ms))));
  EXPECT_THAT(report, AllOf(ErrorRate(Ge(5_percent)), ErrorRate(Lt(15_percent))));
  EXPECT_THAT(report.values_of("error"), testing::ElementsAre("internal"));
}

// Connections that are cut are made again, and that is measured apart.
struct UnreliableGrpc : GrpcServerFixture {
  UnreliableGrpc() : GrpcServerFixture({"--disconnects=2%"}) {}
};

LOAD_TEST(UnreliableGrpc, IsConnectedAgain, smoke, grpc, budget(1min)) {
  const Report report = run(
      {.scenario = mix({{50_percent, greet}, {50_percent, count}}), .load = hold(200_per_s, 3s)});
  EXPECT_THAT(report, AllOf(ErrorRate(Gt(0_percent)), ErrorRate(Lt(10_percent))));
  EXPECT_THAT(report.values_of("error"), testing::ElementsAre("unavailable"));
  EXPECT_GT(report.trend(metrics::grpc_connecting).count(), 5u);
}

}  // namespace
