// SPDX-License-Identifier: Apache-2.0

// Users of the studio who think for about a second between two requests, each in an account of its
// own.
#include <studio/studio_fixture.h>

using namespace proofload;
using namespace proofload::studio;

namespace {

using Studio = StudioFixture;

LOAD_TEST(Studio, AnswersOnEveryEndpoint, smoke, http) {
  const Report report =
      run({.scenario = journey(&Studio::visit_everything), .load = hold(5_users, 30s)});
  EXPECT_THAT(report, AllOf(P95(Lt(500ms)), ErrorRate(Lt(5_percent)), CheckRate(Gt(95_percent)),
                            Share(success_rate, Gt(95_percent))));
}

LOAD_TEST(Studio, SignsPeopleInAndOut, load, http, budget(10min)) {
  const Report report = run({
      .scenario = mix({{30_percent, journey(&Studio::register_account)},
                       {70_percent, journey(&Studio::log_in_and_out)}}),
      .load = ramp_to(10_users, 0s).ramp_to(50_users, 2min).hold(2min),
      .user_set_up = journey(&Studio::be_registered),
      .user_tear_down = journey(&Studio::be_signed_out),
  });
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(2_percent)), Share(auth_errors, Lt(2_percent))));
  EXPECT_THAT(report.metric(login_duration), P95(Lt(250ms)));
  EXPECT_THAT(report.metric(logout_duration), P95(Lt(150ms)));
}

LOAD_TEST(Studio, KeepsAgentsOfAHundredPeople, load, http, budget(25min)) {
  const Report report = run(
      signed_in(agents(), ramp_to(20_users, 0s).hold(2min).ramp_to(100_users, 8min).hold(6min)));
  EXPECT_THAT(report, ErrorRate(Lt(2_percent)));
  EXPECT_THAT(report.metric(agent_crud_duration), P95(Lt(400ms)));
}

LOAD_TEST(Studio, KeepsPipelinesOfAHundredPeople, load, http, budget(25min)) {
  const Report report = run(
      signed_in(pipelines(), ramp_to(20_users, 0s).hold(2min).ramp_to(100_users, 8min).hold(6min)));
  EXPECT_THAT(report, ErrorRate(Lt(2_percent)));
  EXPECT_THAT(report.metric(pipeline_crud_duration), P95(Lt(400ms)));
}

}  // namespace
