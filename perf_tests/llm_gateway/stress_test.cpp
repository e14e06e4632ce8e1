// SPDX-License-Identifier: Apache-2.0

// A gateway with too few places for its users. It is to break where it has no more places, and
// gracefully: whom it serves it serves in time, whom it refuses it tells when to come back, and it
// serves no fewer than before.
#include <llm_gateway/llm_gateway_fixture.h>

#include <cstdio>

using namespace proofload;
using namespace proofload::llm_gateway;

namespace {

constexpr int step_of_users = 50;
constexpr int most_users = 300;

class SmallLlmGateway : public LlmGatewayFixture {
 protected:
  SmallLlmGateway() : LlmGatewayFixture({"--running=40", "--waiting=40"}) {}
};

std::string stage_of(int users) { return std::to_string(users) + " users"; }

UserProfile ever_more_users() {
  UserProfile load;
  for (int users = step_of_users; users <= most_users; users += step_of_users) {
    load.ramp_to(Users(users), 20s).hold(160s).named(stage_of(users));
  }
  return load;
}

double percent(double share) { return 100 * share; }

/// How each step of the load was served, and the first one in which chats were refused.
void show_degradation(const Report& report) {
  std::printf("  users  chats/s  refused   broken      p50      p95  first token p95\n");
  int breaking_point = 0;
  for (int users = step_of_users; users <= most_users; users += step_of_users) {
    const Window stage = report.stage(stage_of(users));
    const Histogram latency = stage.trend(llm_latency);
    const double refused = stage.rate(chats_refused).share();
    std::printf("  %5d %8.1f %7.2f%% %7.2f%% %5.0f ms %5.0f ms %13.0f ms\n", users,
                double(latency.count()) / in_seconds(stage.length()), percent(refused),
                percent(stage.rate(chats_broken).share()), latency.quantile(0.5),
                latency.quantile(0.95),
                stage.trend(metrics::sse_time_to_first_token).quantile(0.95));
    if (breaking_point == 0 && refused > 0.01) breaking_point = users;
  }
  if (breaking_point > 0)
    std::printf("  more than 1 %% refused from %d users on\n", breaking_point);
}

LOAD_TEST(SmallLlmGateway, DegradesGracefullyUnderStress, stress, http, sse, budget(30min)) {
  const Report report = run({
      .scenario = journey(&SmallLlmGateway::converse),
      .load = ever_more_users(),
      .user_set_up = journey(&SmallLlmGateway::log_in),
  });
  show_degradation(report);
  EXPECT_THAT(report, Share(chats_broken, Lt(1_percent)));
  EXPECT_THAT(report.stage("100 users"), Share(chats_refused, Lt(1_percent)));
  const Window overload = report.stage("300 users");
  EXPECT_THAT(overload.metric(llm_latency), P95(Lt(5s)));
  EXPECT_THAT(overload, Throughput(Ge(200_per_s)));
}

}  // namespace
