// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a registry that was told to do one
// thing wrong, and exactly the limits break that this concerns. Much of the suite is limited twice,
// in its code and in data/thresholds.json, and both are seen to break.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The steps whose limit is one: what only reads.
constexpr auto reading =
    "GET /api/v1/schemas/{id} and POST /api/v1/schemas/{id}/validate and "
    "POST /api/v1/schemas/{id}/compatibility: p95 < 10 ms";

class SchemaRegistryLimits : public PlayedLimits {
 protected:
  SchemaRegistryLimits() : PlayedLimits(LOAD_TESTS, "SCHEMA_REGISTRY_FLAGS") {}

  // Long enough for 200 requests, of a slow service too.
  Broken broken_for_smoke(const std::string& flags) {
    return broken("SchemaRegistry.AnswersEveryKindOfRequest", "25%", flags);
  }

  // Long enough for 200 checks of compatibility.
  Broken broken_for_baseline(const std::string& flags) {
    behind_ = " --load-scale=60%";
    return broken("SchemaRegistry.SustainsBaselineTraffic", "1.5%", flags);
  }

  // Long enough for 200 registrations while the load is sustained.
  Broken broken_for_stress(const std::string& flags) {
    behind_ = " --load-scale=8%";
    return broken("SchemaRegistry.SurvivesStress", "1.3%", flags);
  }

  // A cache that set-up fills does not grow any more.
  Broken broken_for_soak(const std::string& flags) {
    behind_ = " --load-scale=5%";
    return broken("SchemaRegistry.StaysFlatForTwoHours", "0.25%", "--cache=900" + flags);
  }
};

TEST_F(SchemaRegistryLimits, OfTheSmokeTestHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_smoke(""), IsEmpty()) << console_;
}

TEST_F(SchemaRegistryLimits, OfBaselineTrafficHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_baseline(""), IsEmpty()) << console_;
}

TEST_F(SchemaRegistryLimits, OfStressHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_stress(""), IsEmpty()) << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestHoldWhereNothingIsWrong) {
  EXPECT_THAT(broken_for_soak(""), IsEmpty()) << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSmokeTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_smoke("--errors=2%"),
              ElementsAre("checks: rate = 100 %", "http_req_failed: rate = 0 %",
                          "whole run: check rate = 100 %", "whole run: error rate = 0 %"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSmokeTestBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_smoke("--latency=120ms"),
              ElementsAre("http_req_duration: p(95) < 100 ms", "whole run: p95 < 100 ms"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfBaselineTrafficBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_baseline("--errors=2%"),
              ElementsAre("checks: rate > 99 %", "http_req_failed: rate < 1 %",
                          "whole run: check rate > 99 %", "whole run: error rate < 1 %",
                          "whole run: throughput > 600/s"))
      << console_;
}

// Failed answers count as slower than every other, where the suite's own percentiles are judged.
TEST_F(SchemaRegistryLimits, OfBaselineTrafficBreakWhereHalfOfTheAnswersFail) {
  EXPECT_THAT(broken_for_baseline("--errors=55%"),
              ElementsAre(reading, "POST /api/v1/schemas: p95 < 100 ms", "checks: rate > 99 %",
                          "http_req_failed: rate < 1 %", "http_req_failed: rate < 50 %",
                          "whole run: check rate > 99 %", "whole run: error rate < 1 %",
                          "whole run: throughput > 600/s"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfReadingBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(
      broken_for_baseline("--latency=20ms"),
      ElementsAre(reading, "http_req_duration{name:GET /api/v1/schemas/{id}}: p(95) < 10 ms",
                  "http_req_duration{name:POST /api/v1/schemas/{id}/compatibility}: p(95) < 10 ms",
                  "http_req_duration{name:POST /api/v1/schemas/{id}/validate}: p(95) < 10 ms"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfWritingBreakWhereTheServiceIsVerySlow) {
  EXPECT_THAT(
      broken_for_baseline("--latency=200ms"),
      ElementsAre(reading, "POST /api/v1/schemas: p95 < 100 ms",
                  "http_req_duration{name:GET /api/v1/schemas/{id}}: p(95) < 10 ms",
                  "http_req_duration{name:POST /api/v1/schemas/{id}/compatibility}: p(95) < 10 ms",
                  "http_req_duration{name:POST /api/v1/schemas/{id}/validate}: p(95) < 10 ms",
                  "http_req_duration{name:POST /api/v1/schemas}: p(95) < 100 ms",
                  "http_reqs: rate > 600/s", "whole run: throughput > 600/s"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressBreakWhereAnswersFail) {
  EXPECT_THAT(
      broken_for_stress("--errors=10%"),
      ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95 < 10 ms",
                  "POST /api/v1/schemas in stage sustained: p95 < 100 ms",
                  "http_req_failed: rate < 5 %", "stage peak: error rate < 5 %",
                  "stage peak: throughput >= 1200/s", "stage sustained: throughput >= 800/s"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressedReadingBreaksWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_stress("--latency=20ms"),
              ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95 < 10 ms"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressBreakWhereTheServiceIsVerySlow) {
  EXPECT_THAT(
      broken_for_stress("--latency=120ms"),
      ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95 < 10 ms",
                  "POST /api/v1/schemas in stage sustained: p95 < 100 ms",
                  "stage peak: throughput >= 1200/s", "stage sustained: throughput >= 800/s"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_soak(";--errors=3%"),
              ElementsAre("http_req_failed: rate < 1 %", "whole run: error rate < 1 %"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreakWhereTheServiceSlowsDown) {
  EXPECT_THAT(broken_for_soak(";--slowdown=20ms every 6s"),
              ElementsAre("http_req_duration: p(95) < 15 ms", "whole run: p95 < 15 ms",
                          "whole run: p95 late against early < 20 %"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_for_soak(";--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory < 5 %"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_for_soak(";--descriptor-leak=20%"),
              ElementsAre("whole run: late growth of highest service_open_files < 5 %"))
      << console_;
}

}  // namespace
}  // namespace proofload
