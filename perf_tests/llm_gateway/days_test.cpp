// SPDX-License-Identifier: Apache-2.0

// The days of a business: the hours of an office, a launch, and slow growth. The promises are those
// of any other day.
#include <llm_gateway/llm_gateway_fixture.h>

#include "llm_gateway/serving_limits.h"

using namespace proofload;
using namespace proofload::llm_gateway;

namespace {

using LlmGateway = LlmGatewayFixture;

LOAD_TEST(LlmGateway, ServesThroughBusinessHours, load, http, sse, budget(90min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = ramp_to(50_users, 5min)
                  .hold(30min)
                  .ramp_to(100_users, 5min)
                  .ramp_to(75_users, 30min)
                  .named("afternoon")
                  .ramp_to(25_users, 5min),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  expect_served_well(report);
  expect_served_in_great_number(report.stage("afternoon"));
}

LOAD_TEST(LlmGateway, SurvivesAProductLaunch, load, http, sse, budget(40min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = ramp_to(50_users, 1min)
                  .ramp_to(500_users, 30s)
                  .hold(10min)
                  .named("launch")
                  .ramp_to(200_users, 5min)
                  .hold(10min)
                  .named("day after"),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  expect_served_well(report);
  expect_served_in_great_number(report.stage("launch"));
  expect_served_in_great_number(report.stage("day after"));
}

LOAD_TEST(LlmGateway, GrowsWithItsUsers, load, http, sse, budget(50min)) {
  const Report report = run({
      .scenario = journey(&LlmGateway::converse),
      .load = ramp_to(50_users, 10min)
                  .ramp_to(100_users, 10min)
                  .ramp_to(150_users, 10min)
                  .named("from 100 to 150 users")
                  .ramp_to(200_users, 10min)
                  .named("from 150 to 200 users"),
      .user_set_up = journey(&LlmGateway::log_in),
  });
  expect_served_well(report);
  expect_served_in_great_number(report.stage("from 100 to 150 users"));
  expect_served_in_great_number(report.stage("from 150 to 200 users"));
}

}  // namespace
