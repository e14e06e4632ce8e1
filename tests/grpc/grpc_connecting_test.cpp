// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/grpc_client.h>

#include "engine/playing.h"
#include "grpc/grpc_test_server.h"
#include "grpc/late_gateway.h"

namespace proofload {
namespace {

using echo::CountRequest;
using echo::Echo;
using echo::EchoRequest;
using ::testing::ElementsAre;
using namespace testing_support;

constexpr char connecting_echo_step[] = "/proofload.echo.Echo/Echo";
constexpr char count_step[] = "/proofload.echo.Echo/Count";
constexpr Duration late = 300ms;

Task<> ask_while_connecting(User& user, const GrpcOptions& options, GrpcStatus& status) {
  GrpcClient<Echo> client(user, options);
  const EchoRequest request;
  status = co_await client.call(&Echo::Stub::PrepareAsyncEcho, request);
}

/// What is recorded has an error of 0.1 % at most.
void expect_duration_without_connecting(const Window& step) {
  const auto connecting = step.trend(metrics::grpc_connecting);
  ASSERT_EQ(connecting.count(), 1u);
  EXPECT_GE(connecting.max(), 0.99 * in_milliseconds(late));
  const auto service = step.trend(metrics::service).max();
  EXPECT_NEAR(service - step.trend(metrics::grpc_req_duration).max(), connecting.max(),
              service / 100);
}

TEST(GrpcConnecting, IsPartOfTheStepButNotOfTheDurationOfACall) {
  GrpcTestServer server;
  LateGateway gateway(server.port(), late);
  GrpcStatus status;
  const GrpcOptions options;
  const auto report = play_one(
      [&](User& user) { return ask_while_connecting(user, options, status); }, gateway.url());
  EXPECT_TRUE(status.ok()) << status.error_text;
  EXPECT_GE(status.connecting, late);
  EXPECT_GT(status.service, status.connecting);
  expect_duration_without_connecting(report.step(connecting_echo_step));
}

Task<> ask_twice(User& user, std::vector<GrpcStatus>& statuses) {
  statuses.resize(2);
  const GrpcOptions options;
  for (auto& status : statuses) co_await ask_while_connecting(user, options, status);
}

TEST(GrpcConnecting, IsMeasuredOnceForAConnection) {
  GrpcTestServer server;
  std::vector<GrpcStatus> statuses;
  const auto report = play_one([&](User& user) { return ask_twice(user, statuses); }, server.url());
  EXPECT_GT(statuses.at(0).connecting, 0ns);
  EXPECT_EQ(statuses.at(1).connecting, 0ns);
  EXPECT_EQ(report.trend(metrics::grpc_connecting).count(), 1u);
}

Task<> count_to_three(User& user, std::vector<std::int64_t>& numbers) {
  GrpcClient<Echo> client(user);
  CountRequest request;
  request.set_last(3);
  auto stream = client.read(&Echo::Stub::PrepareAsyncCount, request);
  while (const auto number = co_await stream.next()) numbers.push_back(number->value());
  co_await stream.finish();
}

TEST(GrpcConnecting, IsPartOfTheStepButNotOfTheDurationOfAStream) {
  GrpcTestServer server;
  LateGateway gateway(server.port(), late);
  std::vector<std::int64_t> numbers;
  const auto report =
      play_one([&](User& user) { return count_to_three(user, numbers); }, gateway.url());
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3));
  expect_duration_without_connecting(report.step(count_step));
}

TEST(GrpcConnecting, IsNotMeasuredWhereItFails) {
  GrpcStatus status;
  const GrpcOptions options;
  const auto report =
      play_one([&](User& user) { return ask_while_connecting(user, options, status); });
  EXPECT_EQ(status.status, grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(report.trend(metrics::grpc_connecting).count(), 0u);
}

TEST(GrpcConnecting, EndsWithTheTimeoutOfTheCall) {
  GrpcTestServer server;
  LateGateway gateway(server.port(), 1h);
  GrpcStatus status;
  GrpcOptions options;
  options.timeout = 50ms;
  const auto report = play_one(
      [&](User& user) { return ask_while_connecting(user, options, status); }, gateway.url());
  EXPECT_EQ(status.status, grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_LT(report.facts().played, 30s);
  EXPECT_EQ(report.counter(metrics::data_sent).sum, 0);
}

Task<> ask_and_forget(User& user) {
  GrpcStatus status;
  const GrpcOptions options;
  co_await ask_while_connecting(user, options, status);
}

TEST(GrpcConnecting, IsCutOffByTheEndOfTheRun) {
  GrpcTestServer server;
  LateGateway gateway(server.port(), 1h);
  auto plan = plan_of(ask_and_forget, hold(2_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(gateway.url()));
  EXPECT_EQ(report.step(connecting_echo_step).counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.counter(metrics::grpc_reqs).count, 0u);
  EXPECT_LT(report.facts().played, 30s);
}

Task<> listen_for_a_moment(User& user, bool& is_open) {
  GrpcClient<Echo> client(user);
  auto stream = client.read_write(&Echo::Stub::PrepareAsyncChat);
  const auto reply = co_await stream.next(20ms);
  is_open = stream.is_open() && !reply;
  stream.cancel();
  co_await stream.finish();
}

TEST(GrpcConnecting, IsWaitedForWithPatienceAndCanBeCancelled) {
  GrpcTestServer server;
  LateGateway gateway(server.port(), 1h);
  bool is_open = false;
  const auto report =
      play_one([&](User& user) { return listen_for_a_moment(user, is_open); }, gateway.url());
  EXPECT_TRUE(is_open);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_LT(report.facts().played, 30s);
}

}  // namespace
}  // namespace proofload
