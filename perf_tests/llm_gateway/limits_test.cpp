// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a gateway that was told to do one
// thing wrong, and exactly the limits break that this concerns.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LlmGatewayLimits : public PlayedLimits {
 protected:
  LlmGatewayLimits() : PlayedLimits(LOAD_TESTS, "LLM_GATEWAY_FLAGS") {}

  Broken broken_for_users(const std::string& flags) {
    return broken("LlmGateway.ServesAHundredUsers", "2%", flags);
  }

  Broken broken_for_tenants(const std::string& flags) {
    return broken("LlmGateway.LetsSixtyTenantsWork", "4%", flags);
  }
};

TEST_F(LlmGatewayLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_users(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_tenants(""), IsEmpty()) << console_;
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

TEST_F(LlmGatewayLimits, OfLatencyBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_tenants("--latency=250ms"),
              ElementsAre("GET /api/user/profile: p95", "POST /api/llm/chat: p95",
                          "POST /auth/v1/token: p95"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfErrorsBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_for_tenants("--errors=3%"), ElementsAre("whole run: error rate")) << console_;
}

TEST_F(LlmGatewayLimits, OfConnectionsBreaksWhereTheyAreReset) {
  EXPECT_THAT(broken_for_tenants("--disconnects=3%"),
              ElementsAre("whole run: error rate", "whole run: share of requests_unanswered"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfRecoveryBreaksWhereItStaysSlowAfterASpike) {
  EXPECT_THAT(broken("LlmGateway.RecoversFromASpike", "10%", "--latency=3s"),
              ElementsAre("after stage spike: time to recover to p90 < 2 s and error rate < 1 %"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfStressBreakWhereThereAreHardlyAnyPlaces) {
  EXPECT_THAT(
      broken("SmallLlmGateway.DegradesGracefullyUnderStress", "3%", "--running=2;--waiting=2"),
      ElementsAre("stage 100 users: share of chats_refused"))
      << console_;
}

TEST_F(LlmGatewayLimits, OfASoakBreakWhereItLeaksAndSlowsDown) {
  EXPECT_THAT(broken("LlmGateway.StaysFlatForTwoHours", "0.4%",
                     "--leak=64KiB;--descriptor-leak=100%;--slowdown=500ms every 10s"),
              ElementsAre("whole run: late growth of highest service_memory",
                          "whole run: late growth of highest service_open_files",
                          "whole run: p95 late against early"))
      << console_;
}

}  // namespace
}  // namespace proofload
