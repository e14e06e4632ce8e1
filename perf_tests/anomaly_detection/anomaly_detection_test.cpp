// SPDX-License-Identifier: Apache-2.0

// Limits that k6's form can say stand in data/thresholds.json, under the name of the test.
#include <anomaly_detection/anomaly_detection_fixture.h>

using namespace proofload;
using namespace proofload::anomaly_detection;

namespace {

using AnomalyDetection = AnomalyDetectionFixture;

LOAD_TEST(AnomalyDetection, AnswersEveryKindOfRequest, smoke, http) {
  run({.scenario = journey(&AnomalyDetection::visit_everything), .load = hold(5_users, 1min)});
}

LOAD_TEST(AnomalyDetection, JudgesTheEventsOfAHundredUsers, load, http, budget(20min)) {
  run({.scenario = usual_mix(),
       .load = ramp_to(25_users, 1min)
                   .ramp_to(50_users, 2min)
                   .ramp_to(100_users, 2min)
                   .hold(5min)
                   .ramp_to(50_users, 3min)
                   .ramp_to(0_users, 2min)});
}

LOAD_TEST(AnomalyDetection, SurvivesStressOfEverNewStreams, stress, http, budget(15min)) {
  UserProfile stress = ramp_to(50_users, 1min).hold(1min).named("50 users");
  stress.ramp_to(100_users, 1min).hold(1min).named("100 users");
  stress.ramp_to(150_users, 1min).hold(1min).named("150 users");
  stress.ramp_to(200_users, 1min).hold(1min).named("200 users");
  stress.ramp_to(150_users, 30s).hold(1min).named("after the peak");
  stress.ramp_to(0_users, 30s);

  const Report report = run({
      .scenario = journey(&AnomalyDetection::open_stream_with_large_batch),
      .load = stress,
  });
  EXPECT_THAT(report.stage("after the peak"), AllOf(ErrorRate(Lt(5_percent)), P95(Lt(1s))));
}

LOAD_TEST(AnomalyDetection, StaysFlatForHalfAnHour, soak, http, budget(40min)) {
  const Report report = run({.scenario = usual_mix(), .load = hold(50_users, 30min)});
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
  }
  if (can_judge(metrics::service_open_files)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
  }
}

LOAD_TEST(AnomalyDetection, TakesOverAThousandStreams, capacity, http, budget(15min)) {
  const Report report =
      run({.scenario = journey(&AnomalyDetection::open_stream), .load = hold(100_users, 10min)});
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, Highest(metrics::service_memory, Lt(200_MiB)));
  }
}

LOAD_TEST(AnomalyDetection, LimitsTheDemoToTenRequestsAMinute, load, http, budget(5min)) {
  const Report report = run({.scenario = journey(&AnomalyDetection::try_demo),
                             .load = hold(1_users, 3min),
                             .set_up = fresh_demo_window()});
  const auto windows = demo_windows_of(report);
  EXPECT_THAT(report, AllOf(Last(demo_answers, Ge(10 * windows)),
                            Last(demo_answers, Le(10 * (windows + 1)))));
}

}  // namespace
