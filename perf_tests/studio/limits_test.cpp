// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a service that was told to do one
// thing wrong, and exactly the limits break that this concerns. Where hundreds of users sign in
// before the load begins, the service stands still now and then: were it always slow, that alone
// would take minutes.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class StudioLimits : public PlayedLimits {
 protected:
  StudioLimits() : PlayedLimits(LOAD_TESTS, "STUDIO_FLAGS") {}

  Broken broken_for_sessions(const std::string& flags) {
    return broken("Studio.SignsPeopleInAndOut", "10%", flags);
  }
};

TEST_F(StudioLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_sessions(""), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken("Studio.AnswersOnEveryEndpoint", "60%", "--errors=15%"),
              ElementsAre("whole run: check rate", "whole run: error rate", "whole run: p95",
                          "whole run: share of success_rate"))
      << console_;
}

TEST_F(StudioLimits, OfSessionsBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_sessions("--latency=300ms"),
              ElementsAre("whole run: p95 of login_duration", "whole run: p95 of logout_duration"))
      << console_;
}

TEST_F(StudioLimits, OfSessionsBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_sessions("--errors=10%"),
              ElementsAre("whole run: error rate", "whole run: share of auth_errors"))
      << console_;
}

TEST_F(StudioLimits, OfAgentsBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken("Studio.KeepsAgentsOfAHundredPeople", "2%", "--latency=500ms"),
              ElementsAre("whole run: p95 of agent_crud_duration"))
      << console_;
}

TEST_F(StudioLimits, OfPipelinesBreakWhereConnectionsAreReset) {
  EXPECT_THAT(broken("Studio.KeepsPipelinesOfAHundredPeople", "2%", "--disconnects=10%"),
              ElementsAre("whole run: error rate"))
      << console_;
}

TEST_F(StudioLimits, OfStressBreakWhereAnswersFail) {
  EXPECT_THAT(broken("Studio.SurvivesFiveHundredPeople", "2%", "--errors=25%"),
              ElementsAre("whole run: error rate", "whole run: share of success_rate"))
      << console_;
}

TEST_F(StudioLimits, OfStressBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken("Studio.SurvivesFiveHundredPeople", "2%", "--freeze=3s every 6s"),
              ElementsAre("whole run with expected_response true: p95"))
      << console_;
}

TEST_F(StudioLimits, OfRecoveryBreaksWhereTheServiceStandsStillAfterASpike) {
  EXPECT_THAT(
      broken("Studio.RecoversFromASpikeOfAThousandPeople", "6%", "--freeze=1s every 2s"),
      ElementsAre("after stage spike: time to recover to p90 < 300 ms and error rate < 2 %"))
      << console_;
}

TEST_F(StudioLimits, OfASoakBreakWhereTheServiceLeaksAndSlowsDown) {
  EXPECT_THAT(
      broken("Studio.StaysFlatForHalfAnHour", "1.5%", "--leak=64KiB;--slowdown=100ms every 30s"),
      ElementsAre("whole run: late growth of highest service_memory",
                  "whole run: p95 late against early"))
      << console_;
}

}  // namespace
}  // namespace proofload
