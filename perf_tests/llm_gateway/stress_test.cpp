// SPDX-License-Identifier: Apache-2.0

// A gateway with too few places for its users. It is to break, or nothing is known about it, and to
// do so gracefully: whom it serves it serves in time, whom it refuses it tells when to come back,
// it serves no fewer than before, and it is well again once most have gone. A deployed one may be
// good enough not to break. Where it breaks and how fast it recovers is printed with the result,
// and how each step went stands in its JSON.
#include <llm_gateway/llm_gateway_fixture.h>

#include <proofload/report/analysis/breaking_point.h>

using namespace proofload;
using namespace proofload::llm_gateway;

namespace {

constexpr int step_of_users = 50;
constexpr int most_users = 300;

class SmallLlmGateway : public LlmGatewayFixture {
 protected:
  SmallLlmGateway() : LlmGatewayFixture({"--running=40", "--waiting=40"}) {}
};

UserProfile ever_more_users() {
  UserProfile load;
  for (int users = step_of_users; users < most_users; users += step_of_users) {
    load.ramp_to(Users(users), 20s).hold(100s).named(std::to_string(users) + " users");
  }
  load.ramp_to(Users(most_users), 20s).hold(220s).named("overload");
  load.ramp_to(Users(step_of_users), 20s).hold(100s);
  return load.hold(120s).named("afterwards");
}

LOAD_TEST(SmallLlmGateway, DegradesGracefullyUnderStress, stress, http, sse, budget(30min)) {
  const Report report = run({
      .scenario = journey(&SmallLlmGateway::converse),
      .load = ever_more_users(),
      .user_set_up = journey(&SmallLlmGateway::log_in),
  });
  if (service_pid()) {
    EXPECT_TRUE(find_breaking_point(load_course(report)).degraded())
        << "no breaking point was found: give the gateway fewer places, or more users";
  }
  EXPECT_THAT(report, Share(chats_broken, Lt(1_percent)));
  EXPECT_THAT(report.stage("100 users"), Share(chats_refused, Lt(1_percent)));
  EXPECT_THAT(report.stage("afterwards"), Share(chats_refused, Lt(1_percent)));
  const Window overload = report.stage("overload");
  EXPECT_THAT(overload.metric(llm_latency), P95(Lt(5s)));
  EXPECT_THAT(overload.steps({chat_step, stream_step}), Throughput(Ge(100_per_s)));
}

}  // namespace
