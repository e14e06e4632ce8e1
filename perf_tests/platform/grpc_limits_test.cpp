// SPDX-License-Identifier: Apache-2.0

// The same for the kernel and the assistant, over gRPC.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PlatformGrpcLimits : public PlayedLimits {
 protected:
  PlatformGrpcLimits() : PlayedLimits(LOAD_TESTS, "PLATFORM_GRPC_FLAGS") {}

  Broken broken_for_both(const std::string& flags) {
    return broken("PlatformGrpc.AnswersBothServices", "100%", flags);
  }

  Broken broken_for_kernel(const std::string& flags) {
    behind_ = " --load-scale=40%";
    return broken("PlatformGrpc.KernelTakesFiveHundredCallsASecond", "10%", flags);
  }

  Broken broken_for_assistant(const std::string& flags) {
    behind_ = " --load-scale=500%";
    return broken("PlatformGrpc.AssistantTakesTwentyQuestionsASecond", "9%", flags);
  }
};

TEST_F(PlatformGrpcLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_both(""), IsEmpty()) << console_;
  EXPECT_THAT(broken_for_kernel(""), IsEmpty()) << console_;
}

TEST_F(PlatformGrpcLimits, OfTheAssistantHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_assistant(""), IsEmpty()) << console_;
}

TEST_F(PlatformGrpcLimits, OfTheSmokeTestBreaksWhereCallsFail) {
  EXPECT_THAT(broken_for_both("--errors=3%"), ElementsAre("whole run: error rate = 0 %"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheSmokeTestBreaksWhereAnswersAreWrong) {
  EXPECT_THAT(broken_for_both("--wrong=3%"), ElementsAre("whole run: check rate = 100 %"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheSmokeTestBreaksWhereTheKernelIsSlow) {
  EXPECT_THAT(broken_for_both("--latency=150ms"), ElementsAre("scenario kernel: p95 < 100 ms"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheSmokeTestBreaksWhereTheAssistantIsSlow) {
  EXPECT_THAT(broken_for_both("--thinking=2.5s"), ElementsAre("scenario assistant: p50 < 2 s"))
      << console_;
}

// Failed calls count as slower than every other, so 3 % of them are all that p99 sees.
TEST_F(PlatformGrpcLimits, OfTheKernelBreakWhereCallsFail) {
  EXPECT_THAT(broken_for_kernel("--errors=3%"),
              ElementsAre("whole run: error rate < 1 %", "whole run: p99 < 100 ms",
                          "whole run: throughput >= 198/s"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheKernelBreaksWhereAnswersAreWrong) {
  EXPECT_THAT(broken_for_kernel("--wrong=3%"), ElementsAre("whole run: check rate = 100 %"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheKernelBreaksWhereItStandsStill) {
  EXPECT_THAT(broken_for_kernel("--freeze=1s every 4s"), ElementsAre("whole run: p99 < 100 ms"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheAssistantBreakWhereCallsFail) {
  EXPECT_THAT(broken_for_assistant("--errors=3%"),
              ElementsAre("whole run: error rate < 1 %", "whole run: p99 < 2 s"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheAssistantBreaksWhereAnswersAreWrong) {
  EXPECT_THAT(broken_for_assistant("--wrong=3%"), ElementsAre("whole run: check rate = 100 %"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheAssistantBreaksWhereItIsSlow) {
  EXPECT_THAT(broken_for_assistant("--thinking=2.4s"), ElementsAre("whole run: p99 < 2 s"))
      << console_;
}

TEST_F(PlatformGrpcLimits, OfTheAssistantBreaksWhereItBeginsLate) {
  EXPECT_THAT(broken_for_assistant("--thinking=600ms;--latency=900ms"),
              ElementsAre("whole run: p95 of time_to_first_token < 1 s"))
      << console_;
}

}  // namespace
}  // namespace proofload
