// SPDX-License-Identifier: Apache-2.0

// What an application over a language model has to hold: every endpoint, its daily load, a spike, a
// long time, and tenants who all log in.
#include <llm_gateway/llm_gateway_fixture.h>

#include "llm_gateway/serving_limits.h"

using namespace proofload;
using namespace proofload::llm_gateway;

namespace {

using LlmGateway = LlmGatewayFixture;

LOAD_TEST(LlmGateway, AnswersEveryKindOfRequest, smoke, http, sse, budget(1min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::visit_everything),
      .load = hold(2_per_s, 10s),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent))));
}

LOAD_TEST(LlmGateway, ServesAHundredUsers, load, http, sse, budget(30min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = hold(10_users, 5min)
                  .ramp_to(50_users, 2min)
                  .hold(6min)
                  .ramp_to(100_users, 2min)
                  .hold(10min)
                  .named("100 users"),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  expect_served_well(report);
  expect_served_in_great_number(report.stage("100 users"));
}

LOAD_TEST(LlmGateway, RecoversFromASpike, spike, http, sse, budget(10min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = hold(10_users, 30s)
                  .spike_to(200_users, {.rise = 10s, .hold = 120s, .fall = 10s})
                  .hold(130s),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  EXPECT_THAT(report, ErrorRate(Lt(10_percent)));
  EXPECT_THAT(report.stage("spike").steps({chat_step, stream_step}), P95(Lt(10s)));
  EXPECT_THAT(report.after_stage("spike"),
              RecoversWithin(30s, AllOf(P90(Lt(2s)), ErrorRate(Lt(1_percent))), 10s));
}

LOAD_TEST(LlmGateway, StaysFlatForTwoHours, soak, http, sse, budget(150min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = hold(50_users, 2h),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  EXPECT_THAT(report, ErrorRate(Lt(1_percent)));
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
  }
  if (can_judge(metrics::service_open_files)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
  }
}

LOAD_TEST(LlmGateway, LetsSixtyTenantsWork, load, http, budget(15min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::work_as_tenant),
      .load = hold(60_users, 10min),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), Share(requests_unanswered, Eq(0_percent))));
  EXPECT_THAT(report.step(login_step), P95(Lt(200ms)));
  EXPECT_THAT(report.step(profile_step), P95(Lt(200ms)));
  EXPECT_THAT(report.step(chat_step), P95(Lt(200ms)));
}

}  // namespace
