// SPDX-License-Identifier: Apache-2.0

// More users of the studio than it was made for, many at once, and for long.
#include <studio/studio_fixture.h>

#include <cstdio>
#include <optional>
#include <string>

using namespace proofload;
using namespace proofload::studio;

namespace {

using Studio = StudioFixture;

constexpr int steps = 10;
constexpr int users_of_a_step = 50;

/// True within the limits of ordinary load (p95 below 400 ms, less than 2 % of errors), false
/// beyond them; nothing where there are too few samples to tell.
std::optional<bool> is_in_order(const Window& window) {
  const Reading slow = percentile(0.95).read(window);
  const Reading errors = error_rate().read(window);
  if (slow.beyond_measure) return false;
  if (!slow.missing.empty() || !errors.missing.empty()) return std::nullopt;
  return slow.value < 400 && errors.value < 0.02;
}

/// The users of the last step in order before the first one that is not.
int users_before_it_degrades(const Report& report) {
  int users = 0;
  for (int step = 1; step <= steps; ++step) {
    const auto in_order = is_in_order(report.stage("step " + std::to_string(step)));
    if (in_order == false) break;
    if (in_order) users = step * users_of_a_step;
  }
  return users;
}

// Latency is that of requests that succeeded: where every tenth may fail, those that did would
// decide a p95 of all.
LOAD_TEST(Studio, SurvivesFiveHundredPeople, stress, http, budget(30min)) {
  const Report report =
      run(signed_in(all_of_it(), stairs({.height = 50_users, .steps = steps, .each = 2min})));
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(10_percent)), Share(success_rate, Gt(85_percent))));
  EXPECT_THAT(report.succeeded(), P95(Lt(1s)));
  const int users = users_before_it_degrades(report);
  RecordProperty("users_before_it_degrades", users);
  std::printf("  in order (p95 < 400 ms, errors < 2 %%) up to %d users\n", users);
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
  EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory), Lt(20_percent)));
  EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
}

}  // namespace
