// SPDX-License-Identifier: Apache-2.0
#include <schema_registry/schema_registry_fixture.h>

using namespace proofload;
using namespace proofload::schema_registry;

namespace {

class SchemaRegistry : public SchemaRegistryFixture {
 public:
  // A user of the stress test makes about ten requests a second: one every 98 ms, however long the
  // last one took, so that a thousand users still make 10,000 when a few of them are late; or as
  // soon as the last one is over.
  Task<> retrieve_in_turn(User& user) { return in_turn(user, &SchemaRegistry::retrieve); }
  Task<> register_in_turn(User& user) { return in_turn(user, &SchemaRegistry::register_schema); }

 private:
  Task<> in_turn(User& user, Task<> (SchemaRegistryFixture::*action)(User&)) {
    const auto begun = SteadyClock::now();
    co_await (this->*action)(user);
    const Duration left = 98ms - (SteadyClock::now() - begun);
    if (left > Duration{}) co_await user.pause(left);
  }
};

LOAD_TEST(SchemaRegistry, AnswersEveryKindOfRequest, smoke, http) {
  const Report report = run({
      .scenario = journey(&SchemaRegistry::visit_everything),
      .load = hold(5_users, 30s),
      .http = with_key(),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), CheckRate(Eq(100_percent)), P95(Lt(100ms))));
}

// One percent more than the thousand a second it has to sustain: a request that fails costs no
// more than itself.
LOAD_TEST(SchemaRegistry, SustainsBaselineTraffic, load, http, budget(15min)) {
  const Report report = run({
      .scenario = mix({{60_percent, journey(&SchemaRegistry::retrieve)},
                       {20_percent, journey(&SchemaRegistry::validate)},
                       {15_percent, journey(&SchemaRegistry::register_schema)},
                       {5_percent, journey(&SchemaRegistry::check_compatibility)}}),
      .load = hold(1010_per_s, 12min),
      .max_users = 100_users,
      .min_users = 50_users,
      .http = with_key(),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), Throughput(Gt(1000_per_s)),
                            CheckRate(Gt(99_percent))));
  EXPECT_THAT(report, Highest(metrics::active_connections, Ge(50)));
  EXPECT_THAT(report.steps({retrieve_step, validate_step, compatibility_step}), P95(Lt(10ms)));
  EXPECT_THAT(report.step(register_step), P95(Lt(100ms)));
}

LOAD_TEST(SchemaRegistry, SurvivesStress, stress, http, budget(40min)) {
  const Report report = run({
      .scenario = mix({{90_percent, journey(&SchemaRegistry::retrieve_in_turn)},
                       {10_percent, journey(&SchemaRegistry::register_in_turn)}}),
      .load = ramp_to(100_users, 2min)
                  .ramp_to(500_users, 3min)
                  .hold(5min)
                  .named("5,000/s")
                  .ramp_to(1000_users, 3min)
                  .hold(5min)
                  .named("sustained")
                  .ramp_to(1500_users, 1min)
                  .hold(2min)
                  .named("peak")
                  .ramp_to(500_users, 2min)
                  .ramp_to(100_users, 2min)
                  .ramp_to(0_users, 2min),
      .http = with_key(),
  });
  const Window sustained = report.stage("sustained");
  EXPECT_THAT(sustained, Throughput(Ge(10'000_per_s)));
  EXPECT_THAT(sustained.step(retrieve_step), P95(Lt(10ms)));
  EXPECT_THAT(sustained.step(register_step), P95(Lt(100ms)));
  EXPECT_THAT(report.stage("peak"), AllOf(ErrorRate(Lt(5_percent)), Throughput(Ge(15'000_per_s))));
}

LOAD_TEST(SchemaRegistry, StaysFlatForTwoHours, soak, http, budget(150min)) {
  const Report report = run({
      .scenario = mix({{70_percent, journey(&SchemaRegistry::retrieve)},
                       {15_percent, journey(&SchemaRegistry::validate)},
                       {15_percent, journey(&SchemaRegistry::register_schema)}}),
      .load = hold(2000_per_s, 2h),
      .max_users = 200_users,
      .min_users = 200_users,
      .http = with_key(),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), P95(Lt(15ms))));
  EXPECT_THAT(report, Highest(metrics::active_connections, Ge(200)));
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
  }
  if (can_judge(metrics::service_open_files)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files)));
  }
}

}  // namespace
