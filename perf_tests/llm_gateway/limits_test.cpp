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

class LlmGatewayLimits : public PlayedLimits {
 protected:
  LlmGatewayLimits() : PlayedLimits(LOAD_TESTS, "LLM_GATEWAY_FLAGS") {}

  Broken broken_in_smoke(const std::string& flags) {
    return broken_in_whole_load("LlmGateway.AnswersEveryKindOfRequest", "100%", flags);
  }
  Broken broken_for_users(const std::string& flags) {
    return broken_in_whole_load("LlmGateway.ServesAHundredUsers", "1%", flags);
  }
  Broken broken_for_tenants(const std::string& flags) {
    return broken_in_whole_load("LlmGateway.LetsSixtyTenantsWork", "3%", flags);
  }
  Broken broken_by_spike(const std::string& flags) {
    return broken_in_whole_load("LlmGateway.RecoversFromASpike", "8%", flags);
  }
  Broken broken_by_soak(const std::string& flags) {
    return broken_in_whole_load("LlmGateway.StaysFlatForTwoHours", "0.25%", flags);
  }
  Broken broken_by_stress(const std::string& flags) {
    return broken_in_whole_load("SmallLlmGateway.DegradesGracefullyUnderStress", "1.7%", flags);
  }

  /// A day of a business, with half of its users.
  Broken broken_by_day(const std::string& test, const std::string& time_scale,
                       const std::string& flags) {
    behind_ = " --load-scale=50%";
    return broken_in_whole_load("LlmGateway." + test, time_scale, flags);
  }

  /// What failed beside limits, in the test's own words.
  std::string other_failures() const { return summary()["failures"].dump(); }

 private:
  /// Where the load cannot begin, every limit breaks for want of data: that must not be why.
  Broken broken_in_whole_load(const std::string& test, const std::string& time_scale,
                              const std::string& flags) {
    Broken limits = broken(test, time_scale, flags);
    EXPECT_EQ(summary()["run"]["ended_early"], "") << console_;
    return limits;
  }
};

TEST_F(LlmGatewayLimits, OfTheSmokeTestHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_in_smoke(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_in_smoke("--errors=20%"),
              ElementsAre("whole run: check rate", "whole run: error rate"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfChecksBreaksWithoutACache) {
  EXPECT_THAT(broken_in_smoke("--cache=off"), ElementsAre("whole run: check rate")) << console_;
}

TEST_F(LlmGatewayLimits, OfALoadHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_users(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfCacheHitsBreaksWithoutACache) {
  EXPECT_THAT(broken_for_users("--cache=off"), ElementsAre("whole run: share of cache_hits"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfCostBreaksWhereAnswersAreLong) {
  EXPECT_THAT(broken_for_users("--answer-tokens=5000;--token-gap=1ms"),
              ElementsAre("whole run: mean of cost_per_request"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfThroughputBreaksWhereAnswersBecomeSlow) {
  EXPECT_THAT(broken_for_users("--slowdown=100ms every 1s"),
              ElementsAre("stage 100 users: throughput"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfLatencyBreaksWhereTheModelIsSlow) {
  EXPECT_THAT(broken_for_users("--first-token=uniform(0s,6s)"),
              UnorderedElementsAre(chats + ": p95", "stage 100 users: throughput"))
      << console_;
}

// A chat that failed was slower than every other.
TEST_F(LlmGatewayLimits, OfErrorsBreaksWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_for_users("--sessions=90"),
              UnorderedElementsAre(chats + ": p95", "whole run: error rate"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_tenants(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_tenants("--latency=250ms"),
              ElementsAre("GET /api/user/profile: p95", "POST /api/llm/chat: p95",
                          "POST /auth/v1/token: p95"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_for_tenants("--errors=2.4%"), ElementsAre("whole run: error rate"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfTenantsBreakWhereConnectionsAreReset) {
  EXPECT_THAT(broken_for_tenants("--disconnects=2.4%"),
              ElementsAre("whole run: error rate", "whole run: share of requests_unanswered"))
      << console_;
}

// Sixty tenants who think for a second each.
TEST_F(LlmGatewayLimits, OfTenantsBreakWithoutBeingHammeredAtWhereNobodyCanLogIn) {
  EXPECT_THAT(broken_for_tenants("--errors=100%"),
              ElementsAre("GET /api/user/profile: p95", "POST /api/llm/chat: p95",
                          "POST /auth/v1/token: p95", "whole run: error rate"))
      << console_;
  EXPECT_THAT(summary()["metrics"]["http_reqs"]["values"]["rate"].get<double>(), Lt(70))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASpikeHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_spike(""), IsEmpty()) << console_;
}

// They are among the first to log in, and so among those who stay.
TEST_F(LlmGatewayLimits, OfASpikeBreaksWhereStrangersStay) {
  EXPECT_THAT(broken_by_spike("--sessions=196"),
              ElementsAre("after stage spike: time to recover to p90 < 2 s and error rate < 1 %"))
      << console_;
}

// A chat that failed was slower than every other.
TEST_F(LlmGatewayLimits, OfASpikeBreakWhereSessionsAreForgotten) {
  EXPECT_THAT(
      broken_by_spike("--sessions=180"),
      UnorderedElementsAre(chats + " in stage spike: p95",
                           "after stage spike: time to recover to p90 < 2 s and error rate < 1 %",
                           "whole run: error rate"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_stress(""), IsEmpty()) << console_;
  EXPECT_EQ(other_failures(), "[]") << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWhereSessionsAreForgotten) {
  EXPECT_THAT(broken_by_stress("--sessions=285"), ElementsAre("whole run: share of chats_broken"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreakWhereThereAreHardlyAnyPlaces) {
  EXPECT_THAT(broken_by_stress("--running=2;--waiting=2"),
              UnorderedElementsAre(chats + " in stage overload: throughput",
                                   "stage 100 users: share of chats_refused",
                                   "stage afterwards: share of chats_refused"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreakWhereThereAreFewPlaces) {
  EXPECT_THAT(broken_by_stress("--running=12;--waiting=12"),
              ElementsAre("stage 100 users: share of chats_refused",
                          "stage afterwards: share of chats_refused"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWhereTheModelIsSlow) {
  EXPECT_THAT(broken_by_stress("--running=1000;--first-token=uniform(0s,6s)"),
              ElementsAre("stage overload: p95 of llm_latency"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreaksWithoutACache) {
  EXPECT_THAT(broken_by_stress("--cache=off"),
              ElementsAre(chats + " in stage overload: throughput"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressIsNotPassedByAGatewayThatNeverBreaks) {
  EXPECT_THAT(broken_by_stress("--limit=off"), IsEmpty()) << console_;
  EXPECT_THAT(other_failures(), HasSubstr("no breaking point was found")) << console_;
}

TEST_F(LlmGatewayLimits, OfASoakHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_soak(""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereASessionIsForgotten) {
  EXPECT_THAT(broken_by_soak("--sessions=49"), ElementsAre("whole run: error rate")) << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereItSlowsDown) {
  EXPECT_THAT(broken_by_soak("--slowdown=500ms every 5s"),
              ElementsAre("whole run: p95 late against early"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_by_soak("--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_by_soak("--descriptor-leak=100%"),
              ElementsAre("whole run: late growth of highest service_open_files"))
      << console_;
}

/// What every day promises of the whole of it.
std::set<std::string> promises_and(std::set<std::string> of_stages) {
  of_stages.insert({chats + ": p95", "whole run: error rate", "whole run: mean of cost_per_request",
                    "whole run: share of cache_hits"});
  return of_stages;
}

constexpr auto everything_wrong = "--sessions=20;--cache=off;--answer-tokens=5000;--token-gap=1ms";

TEST_F(LlmGatewayLimits, OfBusinessHoursHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_day("ServesThroughBusinessHours", "0.35%", ""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfBusinessHoursBreakWhereEverythingIsWrong) {
  EXPECT_EQ(broken_by_day("ServesThroughBusinessHours", "0.35%", everything_wrong),
            promises_and({"stage afternoon: throughput"}))
      << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_day("SurvivesAProductLaunch", "1%", ""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfALaunchBreakWhereEverythingIsWrong) {
  EXPECT_EQ(broken_by_day("SurvivesAProductLaunch", "1%", everything_wrong),
            promises_and({"stage launch: throughput", "stage day after: throughput"}))
      << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_by_day("GrowsWithItsUsers", "0.6%", ""), IsEmpty()) << console_;
}

TEST_F(LlmGatewayLimits, OfGrowthBreakWhereEverythingIsWrong) {
  EXPECT_EQ(broken_by_day("GrowsWithItsUsers", "0.6%", everything_wrong),
            promises_and({"stage from 100 to 150 users: throughput",
                          "stage from 150 to 200 users: throughput"}))
      << console_;
}

}  // namespace
}  // namespace proofload
