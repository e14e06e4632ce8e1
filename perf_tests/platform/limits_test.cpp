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
              ElementsAre("whole run: check rate", "whole run: error rate", "whole run: p95"))
      << console_;
}

TEST_F(PlatformLimits, OfLightTrafficBreaksWhereAnswersFail) {
  EXPECT_THAT(broken_for_light_traffic("--errors=3%"), ElementsAre("whole run: error rate"))
      << console_;
}

TEST_F(PlatformLimits, OfLightTrafficBreaksWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_light_traffic("--latency=600ms"), ElementsAre("whole run: p95"))
      << console_;
}

// Failed answers count as slower than every other, so 3 % of them are all that p99 sees.
TEST_F(PlatformLimits, OfFiftyRequestsASecondBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_fifty("--errors=4%"),
              ElementsAre("whole run: error rate", "whole run: p99", "whole run: throughput"))
      << console_;
}

TEST_F(PlatformLimits, OfAHundredRequestsASecondBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_hundred("--errors=4%"),
              ElementsAre("whole run: error rate", "whole run: p99", "whole run: throughput"))
      << console_;
}

TEST_F(PlatformLimits, OfAHundredRequestsASecondBreaksWhereTheServiceStandsStill) {
  EXPECT_THAT(broken_for_hundred("--freeze=1s every 8s"), ElementsAre("whole run: p99"))
      << console_;
}

TEST_F(PlatformLimits, OfTwoHundredRequestsASecondBreakWhereAQuarterOfTheAnswersFails) {
  EXPECT_THAT(broken_for_two_hundred("--errors=25%"),
              ElementsAre("whole run: error rate", "whole run: throughput"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_soak("--errors=3%"),
              ElementsAre("whole run: error rate", "whole run: p99"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereTheServiceSlowsDown) {
  EXPECT_THAT(broken_for_soak("--slowdown=100ms every 6s"),
              ElementsAre("whole run: p95 late against early"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_for_soak("--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory"))
      << console_;
}

TEST_F(PlatformLimits, OfTheSoakTestBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_for_soak("--descriptor-leak=50%"),
              ElementsAre("whole run: late growth of highest service_open_files"))
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
      ElementsAre("whole run: error rate", "whole run: total ws_msgs_lost");
  EXPECT_THAT(broken_for_fifty("--errors=0.2%"), errors_and_losses) << console_;
  EXPECT_THAT(broken_for_thousand("--errors=0.2%"), errors_and_losses) << console_;
}

TEST_F(PlatformWebSocketLimits, BreakWhereConnectionsAreReset) {
  const auto all = ElementsAre("whole run: error rate", "whole run: total ws_msgs_lost",
                               "whole run: total ws_msgs_sent");
  EXPECT_THAT(broken_for_fifty("--disconnects=1%"), all) << console_;
  EXPECT_THAT(broken_for_thousand("--disconnects=1%"), all) << console_;
}

}  // namespace
}  // namespace proofload
