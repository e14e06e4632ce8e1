// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a service that was told to do one
// thing wrong, and exactly the limits break that this concerns.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;
using testing::IsEmpty;

class AnomalyDetectionLimits : public PlayedLimits {
 protected:
  AnomalyDetectionLimits() : PlayedLimits(LOAD_TESTS, "ANOMALY_DETECTION_FLAGS") {}

  Broken broken_under_load(const std::string& time_scale, const std::string& flags) {
    return broken("AnomalyDetection.JudgesTheEventsOfAHundredUsers", time_scale, flags);
  }

  // Long enough for 200 requests after the peak.
  Broken broken_under_stress(const std::string& flags) {
    behind_ = " --load-scale=90%";
    return broken("AnomalyDetection.SurvivesStressOfEverNewStreams", "4.5%", flags);
  }

  Broken broken_in_soak(const std::string& flags) {
    return broken("AnomalyDetection.StaysFlatForHalfAnHour", "1%", flags);
  }

  Broken broken_with_many_streams(const std::string& flags) {
    return broken("AnomalyDetection.TakesOverAThousandStreams", "2%", flags);
  }

  Broken broken_in_demo(const std::string& flags) {
    return broken("AnomalyDetection.LimitsTheDemoToTenRequestsAMinute", "13%", flags);
  }

  // Of a service that always takes so long a late generator cannot make a p95 a fifth worse.
  static constexpr auto steady_ = "--latency=200ms;";
};

TEST_F(AnomalyDetectionLimits, HoldWhereNothingIsWrong) {
  EXPECT_THAT(broken("AnomalyDetection.AnswersEveryKindOfRequest", "25%", ""), IsEmpty())
      << console_;
}

TEST_F(AnomalyDetectionLimits, HoldUnderLoadWhereNothingIsWrong) {
  EXPECT_THAT(broken_under_load("2%", ""), IsEmpty()) << console_;
}

TEST_F(AnomalyDetectionLimits, HoldUnderStressWhereNothingIsWrong) {
  EXPECT_THAT(broken_under_stress(""), IsEmpty()) << console_;
}

TEST_F(AnomalyDetectionLimits, ShowErrorsInTheSmokeTest) {
  EXPECT_THAT(
      broken("AnomalyDetection.AnswersEveryKindOfRequest", "25%", "--errors=20%"),
      ElementsAre("checks: rate > 99 %", "checks{check:the service is healthy}: rate > 99 %",
                  "detect_success: rate > 95 %", "http_req_failed: rate < 5 %"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowSlownessInTheSmokeTest) {
  EXPECT_THAT(
      broken("AnomalyDetection.AnswersEveryKindOfRequest", "33%", "--latency=exponential(300ms)"),
      ElementsAre("http_req_duration: p(95) < 500 ms"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowErrorsUnderLoad) {
  EXPECT_THAT(broken_under_load("2%", "--errors=5%"), ElementsAre("http_req_failed: rate < 1 %"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowAServiceTooSlowForTheLoad) {
  EXPECT_THAT(broken_under_load("3%", "--latency=exponential(600ms)"),
              ElementsAre("http_req_duration: p(95) < 500 ms", "http_req_duration: p(99) < 1 s",
                          "http_reqs: rate > 100/s"))
      << console_;
}

// A request takes as long as detection: less than it may, but long enough for its users to make
// fewer of them.
TEST_F(AnomalyDetectionLimits, ShowSlowDetectionUnderLoad) {
  EXPECT_THAT(broken_under_load("2.5%", "--detection-time=440ms"),
              ElementsAre("detect_latency: p(95) < 400 ms", "http_reqs: rate > 100/s"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowVerySlowDetectionUnderLoad) {
  EXPECT_THAT(broken_under_load("3.5%", "--detection-time=880ms"),
              ElementsAre("detect_latency: p(95) < 400 ms", "detect_latency: p(99) < 800 ms",
                          "http_req_duration: p(95) < 500 ms", "http_reqs: rate > 100/s"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowThatNothingWasJudged) {
  to_lack_data_ = {"detect_latency: p(95) < 400 ms", "detect_latency: p(99) < 800 ms",
                   "events_processed: count > 200"};
  EXPECT_THAT(broken_under_load("2%", "--errors=100%"),
              ElementsAre("detect_latency: p(95) < 400 ms", "detect_latency: p(99) < 800 ms",
                          "events_processed: count > 200", "http_req_failed: rate < 1 %"))
      << console_;
}

// A request that failed counts as slower than every other, so more than 5 % of them break p95 too.
TEST_F(AnomalyDetectionLimits, ShowErrorsUnderStress) {
  EXPECT_THAT(broken_under_stress("--errors=15%"),
              ElementsAre("http_req_failed: rate < 5 %", "stage after the peak: error rate < 5 %",
                          "stage after the peak: p95 < 1 s"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowAServiceTooSlowUnderStress) {
  EXPECT_THAT(broken_under_stress("--latency=exponential(500ms)"),
              ElementsAre("http_req_duration: p(95) < 1 s", "http_req_duration: p(99) < 2 s",
                          "stage after the peak: p95 < 1 s"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, HoldInASoakWhereNothingIsWrong) {
  EXPECT_THAT(broken_in_soak(steady_), IsEmpty()) << console_;
}

TEST_F(AnomalyDetectionLimits, ShowLeakedMemoryInTheSoakTest) {
  EXPECT_THAT(broken_in_soak(steady_ + std::string("--leak=64KiB")),
              ElementsAre("memory_leak_indicator: value < 50",
                          "whole run: late growth of highest service_memory < 5 %"))
      << console_;
  EXPECT_THAT(console_, ContainsRegex("highest service_memory grew by [0-9.]+ MiB a minute in the "
                                      "last third, from [0-9.]+ MiB to"));
  EXPECT_THAT(console_, ContainsRegex("service_memory from [0-9.]+ MiB in the first third to "
                                      "[0-9.]+ MiB in the last, by [0-9.]+ MiB a minute"));
}

TEST_F(AnomalyDetectionLimits, ShowLeakedDescriptorsInTheSoakTest) {
  EXPECT_THAT(broken_in_soak(steady_ + std::string("--descriptor-leak=20%")),
              ElementsAre("whole run: late growth of highest service_open_files < 5 %"))
      << console_;
  EXPECT_THAT(console_, ContainsRegex("highest service_open_files grew by [0-9,.]+ a minute in the "
                                      "last third, from [0-9,.]+ to"));
}

TEST_F(AnomalyDetectionLimits, ShowThatTheServiceSlowsDownInTheSoakTest) {
  EXPECT_THAT(broken_in_soak("--slowdown=100ms every 10s"),
              ElementsAre("whole run: p95 late against early < 20 %"))
      << console_;
}

// Two freezes in each third.
TEST_F(AnomalyDetectionLimits, ShowThatTheServiceFailsAndStandsStillInTheSoakTest) {
  EXPECT_THAT(broken_in_soak("--freeze=1400ms every 3s;--errors=3%"),
              ElementsAre("http_req_duration: p(95) < 600 ms", "http_req_duration: p(99) < 1.2 s",
                          "http_req_failed: rate < 1 %"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowErrorsWithManyStreams) {
  EXPECT_THAT(broken_with_many_streams("--errors=20%"), ElementsAre("detect_success: rate > 95 %"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowThatHardlyAnyStreamIsOpened) {
  EXPECT_THAT(broken_with_many_streams("--errors=99.5%"),
              ElementsAre("detect_success: rate > 95 %", "unique_streams_created: count > 20"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowAServiceTooSlowForManyStreams) {
  EXPECT_THAT(broken_with_many_streams("--latency=1200ms"),
              ElementsAre("http_req_duration: p(95) < 1 s"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowTooMuchMemoryForManyStreams) {
  EXPECT_THAT(broken_with_many_streams("--leak=512KiB"),
              ElementsAre("whole run: highest service_memory < 200 MiB"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, HoldInADemoWhereNothingIsWrong) {
  EXPECT_THAT(broken_in_demo(""), IsEmpty()) << console_;
}

// What a refusal is checked for lacks its refusals.
TEST_F(AnomalyDetectionLimits, ShowADemoWithoutLimit) {
  to_lack_data_ = {"checks: rate = 100 %"};
  EXPECT_THAT(broken_in_demo("--demo-requests=0"),
              ElementsAre("checks: rate = 100 %", "rate_limited_responses: rate > 50 %",
                          "whole run: last demo_answers <= 40"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowADemoThatRefusesTooEarly) {
  EXPECT_THAT(broken_in_demo("--demo-requests=9"),
              ElementsAre("checks: rate = 100 %", "whole run: last demo_answers >= 30"))
      << console_;
}

TEST_F(AnomalyDetectionLimits, ShowADemoThatDoesNotOpenAgain) {
  EXPECT_THAT(broken_in_demo("--demo-period=1min"),
              ElementsAre("whole run: last demo_answers >= 30"))
      << console_;
}

// One request in twelve waits; p95 needs 200 of them, for which a single user takes a while.
TEST_F(AnomalyDetectionLimits, ShowASlowDemo) {
  EXPECT_THAT(broken("AnomalyDetection.LimitsTheDemoToTenRequestsAMinute", "15%",
                     "--freeze=400ms every 1500ms"),
              ElementsAre("http_req_duration: p(95) < 200 ms"))
      << console_;
}

}  // namespace
}  // namespace proofload
