// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a gateway that was told to do one
// thing wrong, and exactly the limits break that this concerns. What is not a limit but a sentence
// of the test is looked for in its failures.
//
// Where users log in before the load begins, that must succeed, or nothing is played: so answers do
// not fail at random there, but the gateway keeps fewer sessions than there are users, who are
// strangers to it then.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;
using testing::UnorderedElementsAre;

const std::string chats = "POST /api/llm/chat and POST /api/llm/chat (stream)";
const std::string latency_of_chats = chats + ": p95 < 5 s";
constexpr auto cache_hits = "whole run: share of cache_hits > 30 %";
constexpr auto cost = "whole run: mean of cost_per_request < 0.005";
constexpr auto recovery =
    "after stage spike: time to recover to p90 < 2 s and error rate < 1 % <= 30 s";

class LlmGatewayLimits : public PlayedLimits {
 protected:
  LlmGatewayLimits() : PlayedLimits(LOAD_TESTS, "LLM_GATEWAY_FLAGS") {}

  Broken broken_in_smoke(const std::string& flags) {
    return broken("LlmGateway.AnswersEveryKindOfRequest", "100%", flags);
  }
  Broken broken_for_users(const std::string& flags) {
    return broken("LlmGateway.ServesAHundredUsers", "1%", flags);
  }
  Broken broken_for_tenants(const std::string& flags) {
    return broken("LlmGateway.LetsSixtyTenantsWork", "3%", flags);
  }
  Broken broken_by_spike(const std::string& flags) {
    return broken("LlmGateway.RecoversFromASpike", "8%", flags);
  }
  Broken broken_by_soak(const std::string& flags) {
    return broken("LlmGateway.StaysFlatForTwoHours", "0.25%", flags);
  }
  Broken broken_by_stress(const std::string& flags) {
    return broken("SmallLlmGateway.DegradesGracefullyUnderStress", "1.7%", flags);
  }

  Broken broken_by_business_hours(const std::string& flags,
                                  const std::string& time_scale = "0.35%") {
    return broken("LlmGateway.ServesThroughBusinessHours", time_scale, flags);
  }
  // With half of its users.
  Broken broken_by_launch(const std::string& flags) {
    behind_ = " --load-scale=50%";
    return broken("LlmGateway.SurvivesAProductLaunch", "1%", flags);
  }
  Broken broken_by_growth(const std::string& flags, const std::string& time_scale = "0.6%") {
    return broken("LlmGateway.GrowsWithItsUsers", time_scale, flags);
  }

  static constexpr auto long_answers_ = "--answer-tokens=5000;--token-gap=1ms";
};

TEST_F(LlmGatewayLimits, OfTheSmokeTestHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_in_smoke(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_in_smoke("--errors=20%"),
              ElementsAre("whole run: check rate = 100 %", "whole run: error rate = 0 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfChecksBreaksWithoutACache) {
  EXPECT_THAT(broken_in_smoke("--cache=off"), ElementsAre("whole run: check rate = 100 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfALoadHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_users(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfCacheHitsBreaksWithoutACache) {
  EXPECT_THAT(broken_for_users("--cache=off"), ElementsAre(cache_hits)) << console_;
}

TEST_F(LlmGatewayLimits, OfCostBreaksWhereAnswersAreLong) {
  EXPECT_THAT(broken_for_users(long_answers_), ElementsAre(cost)) << console_;
}

TEST_F(LlmGatewayLimits, OfThroughputBreaksWhereAnswersBecomeSlow) {
  EXPECT_THAT(broken_for_users("--slowdown=100ms every 1s"),
              ElementsAre("stage 100 users: throughput > 100/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfLatencyBreaksWhereTheModelIsSlow) {
  EXPECT_THAT(broken_for_users("--first-token=uniform(0s,6s)"),
              UnorderedElementsAre(latency_of_chats, "stage 100 users: throughput > 100/s"))
      << console_;
}

// A chat that failed was slower than every other.
TEST_F(LlmGatewayLimits, OfErrorsBreaksWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_for_users("--sessions=90"),
              UnorderedElementsAre(latency_of_chats, "whole run: error rate < 5 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_tenants(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_tenants("--latency=250ms"),
              ElementsAre("GET /api/user/profile: p95 < 200 ms", "POST /api/llm/chat: p95 < 200 ms",
                          "POST /auth/v1/token: p95 < 200 ms"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_for_tenants("--errors=2.4%"), ElementsAre("whole run: error rate < 1 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreakWhereConnectionsAreReset) {
  EXPECT_THAT(
      broken_for_tenants("--disconnects=2.4%"),
      ElementsAre("whole run: error rate < 1 %", "whole run: share of requests_unanswered = 0 %"))
      << console_;
}

// Sixty tenants who think for a second each, and come no further.
TEST_F(LlmGatewayLimits, OfTenantsBreakWithoutBeingHammeredAtWhereNobodyCanLogIn) {
  to_lack_data_ = {"GET /api/user/profile: p95 < 200 ms", "POST /api/llm/chat: p95 < 200 ms"};
  EXPECT_THAT(broken_for_tenants("--errors=100%"),
              ElementsAre("GET /api/user/profile: p95 < 200 ms", "POST /api/llm/chat: p95 < 200 ms",
                          "POST /auth/v1/token: p95 < 200 ms", "whole run: error rate < 1 %"))
      << console_;
  EXPECT_THAT(summary()["metrics"]["http_reqs"]["values"]["rate"].get<double>(), Lt(70))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASpikeHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_spike(""), IsEmpty()) << console_;
}

// They are among the first to log in, and so among those who stay.
TEST_F(LlmGatewayLimits, OfASpikeBreaksWhereStrangersStay) {
  EXPECT_THAT(broken_by_spike("--sessions=196"), ElementsAre(recovery)) << console_;
}

// How many of its requests are slow after a spike depends on how many chats of the spike end then:
// the stranger who stays, too few to break anything else, breaks the recovery for sure.
TEST_F(LlmGatewayLimits, OfASpikeBreakWhereTheModelIsSlow) {
  EXPECT_THAT(broken_by_spike("--sessions=199;--running=1000;--first-token=uniform(0s,16s)"),
              UnorderedElementsAre(chats + " in stage spike: p95 < 10 s", recovery))
      << console_;
}

// A chat that failed was slower than every other.
TEST_F(LlmGatewayLimits, OfASpikeBreakWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_spike("--sessions=180"),
              UnorderedElementsAre(chats + " in stage spike: p95 < 10 s", recovery,
                                   "whole run: error rate < 10 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_stress(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_stress("--sessions=285"),
              ElementsAre("whole run: share of chats_broken < 1 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreakWhereThereAreHardlyAnyPlaces) {
  EXPECT_THAT(broken_by_stress("--running=2;--waiting=2"),
              UnorderedElementsAre(chats + " in stage overload: throughput >= 100/s",
                                   "stage 100 users: share of chats_refused < 1 %",
                                   "stage afterwards: share of chats_refused < 1 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreakWhereThereAreFewPlaces) {
  EXPECT_THAT(broken_by_stress("--running=12;--waiting=12"),
              ElementsAre("stage 100 users: share of chats_refused < 1 %",
                          "stage afterwards: share of chats_refused < 1 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWhereTheModelIsSlow) {
  EXPECT_THAT(broken_by_stress("--running=1000;--first-token=uniform(0s,6s)"),
              ElementsAre("stage overload: p95 of llm_latency < 5 s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWithoutACache) {
  EXPECT_THAT(broken_by_stress("--cache=off"),
              ElementsAre(chats + " in stage overload: throughput >= 100/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressIsNotPassedByAGatewayThatNeverBreaks) {
  to_fail_otherwise_ = true;
  EXPECT_THAT(broken_by_stress("--limit=off"), IsEmpty()) << console_;
  EXPECT_THAT(other_failures(), HasSubstr("no breaking point was found")) << console_;
}

TEST_F(LlmGatewayLimits, OfASoakHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_soak(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereASessionIsForgotten) {
  EXPECT_THAT(broken_by_soak("--sessions=49"), ElementsAre("whole run: error rate < 1 %"))
      << console_;
}

// Slow users make fewer requests: more users make as many as p95 needs in the last third.
TEST_F(LlmGatewayLimits, OfASoakBreaksWhereItSlowsDown) {
  behind_ = " --load-scale=150%";
  EXPECT_THAT(broken_by_soak("--slowdown=300ms every 5s"),
              ElementsAre("whole run: p95 late against early < 20 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_by_soak("--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory < 5 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_by_soak("--descriptor-leak=100%"),
              ElementsAre("whole run: late growth of highest service_open_files < 5 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_business_hours(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursBreaksWithoutACache) {
  EXPECT_THAT(broken_by_business_hours("--cache=off"), ElementsAre(cache_hits)) << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursBreaksWhereAnswersAreLong) {
  EXPECT_THAT(broken_by_business_hours(long_answers_), ElementsAre(cost)) << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursBreakWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_business_hours("--sessions=90"),
              UnorderedElementsAre(latency_of_chats, "whole run: error rate < 5 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursBreakWhereTheModelIsSlow) {
  EXPECT_THAT(broken_by_business_hours("--first-token=exponential(2500ms)", "0.6%"),
              UnorderedElementsAre(latency_of_chats, "stage afternoon: throughput > 100/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_launch(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchBreaksWithoutACache) {
  EXPECT_THAT(broken_by_launch("--cache=off"), ElementsAre(cache_hits)) << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchBreaksWhereAnswersAreLong) {
  EXPECT_THAT(broken_by_launch(long_answers_), ElementsAre(cost)) << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchBreakWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_launch("--sessions=225"),
              UnorderedElementsAre(latency_of_chats, "whole run: error rate < 5 %"))
      << console_;
}

// Until the first answers are there, nothing is in the cache.
TEST_F(LlmGatewayLimits, OfALaunchBreakWhereTheModelIsSlow) {
  EXPECT_THAT(broken_by_launch("--running=1000;--first-token=uniform(8s,12s)"),
              UnorderedElementsAre(latency_of_chats, cache_hits, "stage launch: throughput > 50/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchBreakWhereAnswersBecomeSlow) {
  EXPECT_THAT(broken_by_launch("--slowdown=450ms every 1s"),
              UnorderedElementsAre(latency_of_chats, "stage day after: throughput > 50/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_growth(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreaksWithoutACache) {
  EXPECT_THAT(broken_by_growth("--cache=off"), ElementsAre(cache_hits)) << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreaksWhereAnswersAreLong) {
  EXPECT_THAT(broken_by_growth(long_answers_), ElementsAre(cost)) << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreakWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_growth("--sessions=180"),
              UnorderedElementsAre(latency_of_chats, "whole run: error rate < 5 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreakWhereTheModelIsSlow) {
  EXPECT_THAT(
      broken_by_growth("--running=1000;--first-token=exponential(3s)", "0.8%"),
      UnorderedElementsAre(latency_of_chats, "stage from 100 to 150 users: throughput > 100/s"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreakWhereAnswersBecomeSlow) {
  EXPECT_THAT(broken_by_growth("--slowdown=150ms every 1s"),
              ElementsAre("stage from 100 to 150 users: throughput > 100/s",
                          "stage from 150 to 200 users: throughput > 100/s"))
      << console_;
}

}  // namespace
}  // namespace proofload
