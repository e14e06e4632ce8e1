// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a service that was told to do one
// thing wrong, and exactly the limits break that this concerns. Where hundreds of users sign in
// before the load begins, the service stands still now and then: were it always slow, that alone
// would take minutes.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto recovery =
    "after stage spike: time to recover to p90 < 300 ms and error rate < 2 % <= 1 min";

class StudioLimits : public PlayedLimits {
 protected:
  StudioLimits() : PlayedLimits(LOAD_TESTS, "STUDIO_FLAGS") {}

  Broken broken_for_agents(const std::string& flags) {
    return broken("Studio.KeepsAgentsOfAHundredPeople", "1.5%", flags);
  }

  Broken broken_for_pipelines(const std::string& flags) {
    return broken("Studio.KeepsPipelinesOfAHundredPeople", "1.5%", flags);
  }

  Broken broken_for_sessions(const std::string& flags) {
    return broken("Studio.SignsPeopleInAndOut", "8%", flags);
  }

  Broken broken_under_stress(const std::string& flags) {
    behind_ = " --load-scale=30%";
    return broken("Studio.SurvivesFiveHundredPeople", "1.5%", flags);
  }

  // Whether it recovers is seen in ten seconds after the spike.
  Broken broken_by_a_spike(const std::string& flags) {
    behind_ = " --load-scale=20%";
    return broken("Studio.RecoversFromASpikeOfAThousandPeople", "6%", flags);
  }

  Broken broken_in_soak(const std::string& flags, const std::string& load_scale = "60%") {
    behind_ = " --load-scale=" + load_scale;
    return broken("Studio.StaysFlatForHalfAnHour", "0.9%", flags);
  }

  // Of a service that always takes so long a late generator can hardly make a p95 a fifth worse.
  static constexpr auto steady_ = "--latency=50ms;";
};

TEST_F(StudioLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_sessions(""), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken("Studio.AnswersOnEveryEndpoint", "60%", "--errors=15%"),
              ElementsAre("whole run: check rate > 95 %", "whole run: error rate < 5 %",
                          "whole run: p95 < 500 ms", "whole run: share of success_rate > 95 %"))
      << console_;
}

TEST_F(StudioLimits, OfTheSmokeTestBreaksWhereTheServiceIsSlow) {
  behind_ = " --load-scale=200%";
  EXPECT_THAT(broken("Studio.AnswersOnEveryEndpoint", "60%", "--latency=600ms"),
              ElementsAre("whole run: p95 < 500 ms"))
      << console_;
}

TEST_F(StudioLimits, OfSessionsBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_sessions("--latency=300ms"),
              ElementsAre("whole run: p95 of login_duration < 250 ms",
                          "whole run: p95 of logout_duration < 150 ms"))
      << console_;
}

TEST_F(StudioLimits, OfSessionsBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_sessions("--errors=10%"),
              ElementsAre("whole run: error rate < 2 %", "whole run: share of auth_errors < 2 %"))
      << console_;
}

TEST_F(StudioLimits, OfAgentsAndPipelinesHoldWhereNothingIsWrong) {
  behind_ = " --load-scale=50%";
  EXPECT_THAT(broken_for_agents(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_pipelines(""), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfAgentsBreakWhereTheServiceIsSlow) {
  behind_ = " --load-scale=30%";
  EXPECT_THAT(broken_for_agents("--freeze=800ms every 2s"),
              ElementsAre("whole run: p95 of agent_crud_duration < 400 ms"))
      << console_;
}

TEST_F(StudioLimits, OfAgentsBreakWhereAnswersFail) {
  behind_ = " --load-scale=50%";
  EXPECT_THAT(broken_for_agents("--errors=5%"), ElementsAre("whole run: error rate < 2 %"))
      << console_;
}

TEST_F(StudioLimits, OfPipelinesBreakWhereTheServiceIsSlow) {
  behind_ = " --load-scale=30%";
  EXPECT_THAT(broken_for_pipelines("--freeze=800ms every 2s"),
              ElementsAre("whole run: p95 of pipeline_crud_duration < 400 ms"))
      << console_;
}

TEST_F(StudioLimits, OfPipelinesBreakWhereConnectionsAreReset) {
  behind_ = " --load-scale=50%";
  EXPECT_THAT(broken_for_pipelines("--disconnects=10%"), ElementsAre("whole run: error rate < 2 %"))
      << console_;
}

TEST_F(StudioLimits, OfStressHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_under_stress(""), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfStressBreakWhereAnswersFail) {
  EXPECT_THAT(
      broken_under_stress("--errors=25%"),
      ElementsAre("whole run: error rate < 10 %", "whole run: share of success_rate > 85 %"))
      << console_;
}

TEST_F(StudioLimits, OfStressBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_under_stress("--freeze=3s every 6s"),
              ElementsAre("whole run with expected_response true: p95 < 1 s"))
      << console_;
}

TEST_F(StudioLimits, OfASpikeHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_a_spike(""), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfASpikeBreakWhereAnswersFail) {
  EXPECT_THAT(broken_by_a_spike("--errors=30%"),
              ElementsAre(recovery, "whole run: error rate < 15 %",
                          "whole run: share of success_rate > 80 %"))
      << console_;
}

TEST_F(StudioLimits, OfASpikeBreakWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_by_a_spike("--freeze=5s every 7s"),
              ElementsAre(recovery, "whole run with expected_response true: p95 < 2 s"))
      << console_;
}

TEST_F(StudioLimits, OfRecoveryBreaksWhereTheServiceStandsStillAfterASpike) {
  EXPECT_THAT(broken_by_a_spike("--freeze=1s every 2s"), ElementsAre(recovery)) << console_;
}

TEST_F(StudioLimits, OfASoakHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_in_soak(steady_), IsEmpty()) << console_;
}

TEST_F(StudioLimits, OfASoakBreaksWhereTheServiceLeaksMemory) {
  EXPECT_THAT(broken_in_soak(steady_ + std::string("--leak=128KiB")),
              ElementsAre("whole run: late growth of highest service_memory < 20 %"))
      << console_;
  EXPECT_THAT(console_, ContainsRegex("highest service_memory grew by [0-9.]+ MiB a minute in the "
                                      "last third, from [0-9.]+ MiB to"));
}

TEST_F(StudioLimits, OfASoakBreaksWhereTheServiceLeaksDescriptors) {
  EXPECT_THAT(broken_in_soak(steady_ + std::string("--descriptor-leak=20%")),
              ElementsAre("whole run: late growth of highest service_open_files < 5 %"))
      << console_;
  EXPECT_THAT(console_, ContainsRegex("highest service_open_files grew by [0-9,.]+ a minute in the "
                                      "last third, from [0-9,.]+ to"));
}

TEST_F(StudioLimits, OfASoakBreaksWhereTheServiceSlowsDown) {
  EXPECT_THAT(broken_in_soak("--slowdown=100ms every 10s"),
              ElementsAre("whole run: p95 late against early < 20 %"))
      << console_;
}

// Several freezes in each third.
TEST_F(StudioLimits, OfASoakBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_in_soak("--freeze=800ms every 1800ms"), ElementsAre("whole run: p95 < 300 ms"))
      << console_;
}

TEST_F(StudioLimits, OfASoakBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_in_soak(steady_ + std::string("--errors=3.5%")),
              ElementsAre("whole run: error rate < 2 %"))
      << console_;
}

// In the first third hardly anybody's session is that old. Whoever is refused counts as slower than
// everybody else.
TEST_F(StudioLimits, OfASoakBreakWhereErrorsComeLate) {
  EXPECT_THAT(
      broken_in_soak("--session-lifetime=6s", "90%"),
      ElementsAre("whole run: error rate < 2 %", "whole run: error rate late against early < 1 %",
                  "whole run: p95 < 300 ms", "whole run: p95 late against early < 20 %"))
      << console_;
}

}  // namespace
}  // namespace proofload
