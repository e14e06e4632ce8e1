// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a service that was told to do one
// thing wrong, and exactly the limits break that this concerns.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AnomalyDetectionLimits : public PlayedLimits {
 protected:
  AnomalyDetectionLimits() : PlayedLimits(LOAD_TESTS, "ANOMALY_DETECTION_FLAGS") {}
};

TEST_F(AnomalyDetectionLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken("AnomalyDetection.AnswersEveryKindOfRequest", "25%", ""), IsEmpty());
}

TEST_F(AnomalyDetectionLimits, ShowErrorsInTheSmokeTest) {
  EXPECT_THAT(broken("AnomalyDetection.AnswersEveryKindOfRequest", "25%", "--errors=20%"),
              ElementsAre("checks: rate", "checks{check:the service is healthy}: rate",
                          "detect_success: rate"));
}

TEST_F(AnomalyDetectionLimits, ShowSlownessInTheSmokeTest) {
  EXPECT_THAT(
      broken("AnomalyDetection.AnswersEveryKindOfRequest", "40%", "--latency=uniform(1ms,1s)"),
      ElementsAre("http_req_duration: p(95)"));
}

TEST_F(AnomalyDetectionLimits, ShowErrorsUnderLoad) {
  EXPECT_THAT(broken("AnomalyDetection.JudgesTheEventsOfAHundredUsers", "3%", "--errors=5%"),
              ElementsAre("http_req_failed: rate"));
}

TEST_F(AnomalyDetectionLimits, ShowAServiceTooSlowForTheLoad) {
  EXPECT_THAT(
      broken("AnomalyDetection.JudgesTheEventsOfAHundredUsers", "5%", "--latency=1100ms"),
      ElementsAre("http_req_duration: p(95)", "http_req_duration: p(99)", "http_reqs: rate"));
}

TEST_F(AnomalyDetectionLimits, ShowThatNothingWasJudged) {
  EXPECT_THAT(broken("AnomalyDetection.JudgesTheEventsOfAHundredUsers", "3%", "--errors=100%"),
              ElementsAre("detect_latency: p(95)", "detect_latency: p(99)",
                          "events_processed: count", "http_req_failed: rate"));
}

// A request that failed counts as slower than every other, so more than 5 % of them break p95 too.
TEST_F(AnomalyDetectionLimits, ShowErrorsUnderStress) {
  behind_ = " --load-scale=40%";  // which a busy machine can bear
  EXPECT_THAT(broken("AnomalyDetection.SurvivesStressOfEverNewStreams", "8%", "--errors=15%"),
              ElementsAre("http_req_failed: rate", "stage after the peak: error rate",
                          "stage after the peak: p95"));
}

TEST_F(AnomalyDetectionLimits, ShowLeakedMemoryInTheSoakTest) {
  EXPECT_THAT(broken("AnomalyDetection.StaysFlatForHalfAnHour", "1.6%", "--leak=64KiB"),
              ElementsAre("memory_leak_indicator: value"));
}

TEST_F(AnomalyDetectionLimits, ShowLeakedDescriptorsInTheSoakTest) {
  EXPECT_THAT(broken("AnomalyDetection.StaysFlatForHalfAnHour", "1.6%", "--descriptor-leak=100%"),
              ElementsAre("whole run: late growth of highest service_open_files"));
}

TEST_F(AnomalyDetectionLimits, ShowThatTheServiceSlowsDownInTheSoakTest) {
  EXPECT_THAT(
      broken("AnomalyDetection.StaysFlatForHalfAnHour", "1.6%", "--slowdown=100ms every 10s"),
      ElementsAre("whole run: p95 late against early"));
}

TEST_F(AnomalyDetectionLimits, ShowErrorsWithManyStreams) {
  EXPECT_THAT(broken("AnomalyDetection.TakesOverAThousandStreams", "2%", "--errors=20%"),
              ElementsAre("detect_success: rate"));
}

TEST_F(AnomalyDetectionLimits, ShowADemoWithoutLimit) {
  EXPECT_THAT(
      broken("AnomalyDetection.LimitsTheDemoToTenRequestsAMinute", "15%", "--demo-requests=0"),
      ElementsAre("checks: rate", "rate_limited_responses: rate"));
}

}  // namespace
}  // namespace proofload
