// SPDX-License-Identifier: Apache-2.0

// The HTTP interface of the platform, mostly by the requests of data/targets/api.txt in turn.
#include <platform/platform_fixture.h>

using namespace proofload;

namespace {

class Platform : public platform::PlatformFixture {
 protected:
  void SetUp() override {
    PlatformFixture::SetUp();
    put_items_in_place();
  }
};

LOAD_TEST(Platform, AnswersEveryKindOfRequest, smoke, http, websocket, budget(1min)) {
  const Report report = run({
      .scenario = journey(&Platform::visit_everything),
      .load = hold(5_users, 10s),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent)), P95(Lt(500ms))));
}

LOAD_TEST(Platform, AnswersLightTraffic, smoke, http, budget(2min)) {
  const Report report = run({.scenario = api_targets(), .load = hold(10_per_s, 30s)});
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), P95(Lt(500ms))));
}

LOAD_TEST(Platform, AnswersFiftyRequestsASecondWithinASecond, load, http, budget(3min)) {
  const Report report = run({.scenario = api_targets(), .load = hold(50_per_s, 1min)});
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), P99(Lt(1s)), Throughput(Ge(49_per_s))));
}

LOAD_TEST(Platform, AnswersAHundredRequestsASecondWithinHalfASecond, load, http, budget(3min)) {
  const Report report = run({.scenario = api_targets(), .load = hold(100_per_s, 1min)});
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), P99(Lt(500ms)), Throughput(Ge(98_per_s))));
}

LOAD_TEST(Platform, AnswersMostOfTwoHundredRequestsASecond, stress, http, budget(5min)) {
  const Report report = run({.scenario = api_targets(), .load = hold(200_per_s, 2min)});
  EXPECT_THAT(report, AllOf(ErrorRate(Le(20_percent)), Throughput(Ge(160_per_s))));
}

LOAD_TEST(Platform, StaysFlatForTenMinutes, soak, http, budget(15min)) {
  const Report report = run({
      .scenario = api_targets(),
      .load = hold(30_per_s, 10min),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), P99(Lt(500ms))));
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
  }
  if (can_judge(metrics::service_open_files)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
  }
}

}  // namespace
