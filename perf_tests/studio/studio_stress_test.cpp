// SPDX-License-Identifier: Apache-2.0

// More users of the studio than it was made for, many at once, and for long.
#include <studio/studio_fixture.h>

using namespace proofload;
using namespace proofload::studio;

namespace {

using Studio = StudioFixture;

// Latency is that of requests that succeeded: where every tenth may fail, those that did would
// decide a p95 of all. The largest load that was held before it degrades is among the findings.
LOAD_TEST(Studio, SurvivesFiveHundredPeople, stress, http, budget(30min)) {
  const Report report =
      run(signed_in(all_of_it(), stairs({.height = 50_users, .steps = 10, .each = 2min})));
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(10_percent)), Share(success_rate, Gt(85_percent))));
  EXPECT_THAT(report.succeeded(), P95(Lt(1s)));
}

LOAD_TEST(Studio, RecoversFromASpikeOfAThousandPeople, spike, http, budget(15min)) {
  const Report report =
      run(signed_in(all_of_it(), ramp_to(20_users, 0s)
                                     .hold(1min)
                                     .spike_to(1000_users, {.rise = 30s, .hold = 2min, .fall = 30s})
                                     .hold(3min)));
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(15_percent)), Share(success_rate, Gt(80_percent))));
  EXPECT_THAT(report.succeeded(), P95(Lt(2s)));
  EXPECT_THAT(report.after_stage("spike"),
              RecoversWithin(1min, AllOf(P90(Lt(300ms)), ErrorRate(Lt(2_percent))), 10s));
}

LOAD_TEST(Studio, StaysFlatForHalfAnHour, soak, http, budget(45min)) {
  const Report report = run(signed_in(all_of_it(), hold(100_users, 30min)));
  EXPECT_THAT(report, AllOf(P95(Lt(300ms)), ErrorRate(Lt(2_percent))));
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
  EXPECT_THAT(report, LateAgainstEarly(error_rate(), Lt(1_percent)));
  // What is stored grows, and with it what SQLite keeps of it in memory.
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory), Lt(20_percent)));
  }
  if (can_judge(metrics::service_open_files)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
  }
}

}  // namespace
