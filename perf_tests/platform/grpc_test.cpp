// SPDX-License-Identifier: Apache-2.0

// The gRPC services of the platform: a kernel that answers at once, an assistant that thinks.
#include <platform/platform_grpc_fixture.h>

using namespace proofload;
using namespace proofload::platform;

namespace {

using PlatformGrpc = PlatformGrpcFixture;

Scenario kernel_mix() {
  return mix({{40_percent, submit}, {40_percent, inspect}, {20_percent, list}});
}

Scenario assistant_mix() { return mix({{70_percent, ask}, {30_percent, ask_streamed}}); }

LOAD_TEST(PlatformGrpc, AnswersBothServices, smoke, grpc, budget(1min)) {
  const Report report =
      run({{.name = "kernel", .scenario = kernel_mix(), .load = hold(50_per_s, 5s)},
           {.name = "assistant", .scenario = assistant_mix(), .load = hold(10_per_s, 5s)}});
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent))));
  EXPECT_THAT(report.scenario("kernel"), P95(Lt(100ms)));
  EXPECT_THAT(report.scenario("assistant"), P50(Lt(2s)));
}

LOAD_TEST(PlatformGrpc, KernelTakesFiveHundredCallsASecond, load, grpc, budget(3min)) {
  const Report report = run({.scenario = kernel_mix(), .load = hold(500_per_s, 1min)});
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), CheckRate(Eq(100_percent)), P99(Lt(100ms)),
                            Throughput(Ge(495_per_s))));
  EXPECT_THAT(report, Lowest(metrics::active_connections, Eq(kernel_connections)));
}

LOAD_TEST(PlatformGrpc, AssistantTakesTwentyQuestionsASecond, load, grpc, budget(4min)) {
  const Report report = run({.scenario = assistant_mix(), .load = hold(20_per_s, 2min)});
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), CheckRate(Eq(100_percent)), P99(Lt(2s))));
  EXPECT_THAT(report.metric(time_to_first_token), P95(Lt(1s)));
}

}  // namespace
