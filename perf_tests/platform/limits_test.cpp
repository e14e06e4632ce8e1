// SPDX-License-Identifier: Apache-2.0

// Each limit of the HTTP interface and of the WebSocket can fail: their tests are played against a
// platform that was told to do one thing wrong, and exactly the limits break that this concerns.
// Where a percentile needs its samples sooner than the test has them, more load is played.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PlatformLimits : public PlayedLimits {
 protected:
  PlatformLimits() : PlayedLimits(LOAD_TESTS, "PLATFORM_FLAGS") {}

  Broken broken_for_smoke(const std::string& flags) {
    return broken("Platform.AnswersEveryKindOfRequest", "60%", flags);
  }

  Broken broken_for_light_traffic(const std::string& flags) {
    behind_ = " --load-scale=400%";
    return broken("Platform.AnswersLightTraffic", "20%", flags);
  }

  Broken broken_for_fifty(const std::string& flags) {
    behind_ = " --load-scale=200%";
    return broken("Platform.AnswersFiftyRequestsASecondWithinASecond", "18%", flags);
  }

  Broken broken_for_hundred(const std::string& flags) {
    return broken("Platform.AnswersAHundredRequestsASecondWithinHalfASecond", "18%", flags);
  }

  Broken broken_for_two_hundred(const std::string& flags) {
    behind_ = " --load-scale=50%";
    return broken("Platform.AnswersMostOfTwoHundredRequestsASecond", "5%", flags);
  }

  Broken broken_for_soak(const std::string& flags) {
    behind_ = " --load-scale=200%";
    return broken("Platform.StaysFlatForTenMinutes", "3%", flags);
  }
};

TEST_F(PlatformLimits, OfTheSmokeTestsHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_smoke(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_light_traffic(""), IsEmpty()) << console_;
}

TEST_F(PlatformLimits, OfLoadHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_fifty(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_two_hundred(""), IsEmpty()) << console_;
}

TEST_F(PlatformLimits, OfAHundredRequestsASecondHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_hundred(""), IsEmpty()) << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_soak(""), IsEmpty()) << console_;
}

TEST_F(PlatformLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_smoke("--errors=15%"),
              ElementsAre("whole run: check rate = 100 %", "whole run: error rate = 0 %",
                          "whole run: p95 < 500 ms"))
      << console_;
}

// Slow answers are few: more users make as many as p95 needs.
TEST_F(PlatformLimits, OfTheSmokeTestBreaksWhereTheServiceIsSlow) {
  behind_ = " --load-scale=400%";
  EXPECT_THAT(broken_for_smoke("--latency=600ms"), ElementsAre("whole run: p95 < 500 ms"))
      << console_;
}

TEST_F(PlatformLimits, OfLightTrafficBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_for_light_traffic("--errors=3%"), ElementsAre("whole run: error rate < 1 %"))
      << console_;
}

TEST_F(PlatformLimits, OfLightTrafficBreaksWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_light_traffic("--latency=600ms"), ElementsAre("whole run: p95 < 500 ms"))
      << console_;
}

// Failed answers count as slower than every other, so 3 % of them are all that p99 sees.
TEST_F(PlatformLimits, OfFiftyRequestsASecondBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_fifty("--errors=4%"),
              ElementsAre("whole run: error rate < 1 %", "whole run: p99 < 1 s",
                          "whole run: throughput >= 98/s"))
      << console_;
}

TEST_F(PlatformLimits, OfFiftyRequestsASecondBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_for_fifty("--freeze=2s every 7s"), ElementsAre("whole run: p99 < 1 s"))
      << console_;
}

TEST_F(PlatformLimits, OfAHundredRequestsASecondBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_hundred("--errors=4%"),
              ElementsAre("whole run: error rate < 1 %", "whole run: p99 < 500 ms",
                          "whole run: throughput >= 98/s"))
      << console_;
}

TEST_F(PlatformLimits, OfAHundredRequestsASecondBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_for_hundred("--freeze=1s every 8s"), ElementsAre("whole run: p99 < 500 ms"))
      << console_;
}

TEST_F(PlatformLimits, OfTwoHundredRequestsASecondBreakWhereAQuarterOfTheAnswersFails) {
  EXPECT_THAT(broken_for_two_hundred("--errors=25%"),
              ElementsAre("whole run: error rate <= 20 %", "whole run: throughput >= 80/s"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_soak("--errors=3%"),
              ElementsAre("whole run: error rate < 1 %", "whole run: p99 < 500 ms"))
      << console_;
}

// Two freezes in each third.
TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_for_soak("--freeze=1s every 3s"), ElementsAre("whole run: p99 < 500 ms"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereTheServiceSlowsDown) {
  EXPECT_THAT(broken_for_soak("--slowdown=100ms every 6s"),
              ElementsAre("whole run: p95 late against early < 20 %"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_for_soak("--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory < 5 %"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_for_soak("--descriptor-leak=50%"),
              ElementsAre("whole run: late growth of highest service_open_files < 5 %"))
      << console_;
}

class PlatformWebSocketLimits : public PlayedLimits {
 protected:
  PlatformWebSocketLimits() : PlayedLimits(LOAD_TESTS, "PLATFORM_FLAGS") {}

  Broken broken_for_fifty(const std::string& flags) {
    return broken("PlatformWebSocket.LosesNoMessageOfFiftyConnections", "100%", flags);
  }

  Broken broken_for_thousand(const std::string& flags) {
    behind_ = " --load-scale=2%";
    return broken("PlatformWebSocket.LosesNoMessageOfAThousandConnections", "5%", flags);
  }
};

TEST_F(PlatformWebSocketLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_fifty(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_thousand(""), IsEmpty()) << console_;
}

TEST_F(PlatformWebSocketLimits, BreakWhereMessagesAreLost) {
  const auto errors_and_losses =
      ElementsAre("whole run: error rate = 0 %", "whole run: total ws_msgs_lost = 0");
  EXPECT_THAT(broken_for_fifty("--errors=0.2%"), errors_and_losses) << console_;
  EXPECT_THAT(broken_for_thousand("--errors=0.2%"), errors_and_losses) << console_;
}

TEST_F(PlatformWebSocketLimits, BreakWhereConnectionsAreReset) {
  EXPECT_THAT(broken_for_fifty("--disconnects=1%"),
              ElementsAre("whole run: error rate = 0 %", "whole run: total ws_msgs_lost = 0",
                          "whole run: total ws_msgs_sent >= 2997"))
      << console_;
  EXPECT_THAT(broken_for_thousand("--disconnects=1%"),
              ElementsAre("whole run: error rate = 0 %", "whole run: total ws_msgs_lost = 0",
                          "whole run: total ws_msgs_sent >= 5994"))
      << console_;
}

}  // namespace
}  // namespace proofload
