// SPDX-License-Identifier: Apache-2.0

// Each limit of the suite can fail: its tests are played against a registry that was told to do one
// thing wrong, and exactly the limits break that this concerns. Much of the suite is limited twice,
// in its code and in data/thresholds.json, and both are seen to break.
#include <limits/played_limits.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The steps whose limit is one: what only reads.
constexpr auto reading =
    "GET /api/v1/schemas/{id} and POST /api/v1/schemas/{id}/validate and "
    "POST /api/v1/schemas/{id}/compatibility: p95";

class SchemaRegistryLimits : public PlayedLimits {
 protected:
  SchemaRegistryLimits() : PlayedLimits(LOAD_TESTS, "SCHEMA_REGISTRY_FLAGS") {}

  Broken broken_for_smoke(const std::string& flags) {
    return broken("SchemaRegistry.AnswersEveryKindOfRequest", "10%", flags);
  }

  // Long enough for 200 checks of compatibility.
  Broken broken_for_baseline(const std::string& flags) {
    behind_ = " --load-scale=60%";
    return broken("SchemaRegistry.SustainsBaselineTraffic", "1.1%", flags);
  }

  Broken broken_for_stress(const std::string& flags) {
    behind_ = " --load-scale=10%";
    return broken("SchemaRegistry.SurvivesStress", "0.9%", flags);
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
              ElementsAre("checks: rate", "http_req_failed: rate", "whole run: check rate",
                          "whole run: error rate"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSmokeTestBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_smoke("--latency=120ms"),
              ElementsAre("http_req_duration: p(95)", "whole run: p95"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfBaselineTrafficBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_baseline("--errors=2%"),
              ElementsAre("checks: rate", "http_req_failed: rate", "whole run: check rate",
                          "whole run: error rate", "whole run: throughput"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfBaselineTrafficBothBreakWhereHalfOfTheAnswersFail) {
  broken_for_baseline("--errors=55%");
  EXPECT_THAT(console_, AllOf(HasSubstr("✗ rate < 1 %"), HasSubstr("✗ rate < 50 %")));
}

TEST_F(SchemaRegistryLimits, OfReadingBreakWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_baseline("--latency=20ms"),
              ElementsAre(reading, "http_req_duration{name:GET /api/v1/schemas/{id}}: p(95)",
                          "http_req_duration{name:POST /api/v1/schemas/{id}/compatibility}: p(95)",
                          "http_req_duration{name:POST /api/v1/schemas/{id}/validate}: p(95)"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfWritingBreakWhereTheServiceIsVerySlow) {
  EXPECT_THAT(broken_for_baseline("--latency=200ms"),
              ElementsAre(reading, "POST /api/v1/schemas: p95",
                          "http_req_duration{name:GET /api/v1/schemas/{id}}: p(95)",
                          "http_req_duration{name:POST /api/v1/schemas/{id}/compatibility}: p(95)",
                          "http_req_duration{name:POST /api/v1/schemas/{id}/validate}: p(95)",
                          "http_req_duration{name:POST /api/v1/schemas}: p(95)", "http_reqs: rate",
                          "whole run: throughput"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_stress("--errors=10%"),
              ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95",
                          "POST /api/v1/schemas in stage sustained: p95", "http_req_failed: rate",
                          "stage peak: error rate", "stage peak: throughput",
                          "stage sustained: throughput"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressedReadingBreaksWhereTheServiceIsSlow) {
  EXPECT_THAT(broken_for_stress("--latency=20ms"),
              ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfStressBreakWhereTheServiceIsVerySlow) {
  EXPECT_THAT(broken_for_stress("--latency=120ms"),
              ElementsAre("GET /api/v1/schemas/{id} in stage sustained: p95",
                          "POST /api/v1/schemas in stage sustained: p95", "stage peak: throughput",
                          "stage sustained: throughput"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreakWhereAnswersFail) {
  EXPECT_THAT(broken_for_soak(";--errors=3%"),
              ElementsAre("http_req_failed: rate", "whole run: error rate"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreakWhereTheServiceSlowsDown) {
  EXPECT_THAT(broken_for_soak(";--slowdown=20ms every 6s"),
              ElementsAre("http_req_duration: p(95)", "whole run: p95",
                          "whole run: p95 late against early"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreaksWhereMemoryLeaks) {
  EXPECT_THAT(broken_for_soak(";--leak=64KiB"),
              ElementsAre("whole run: late growth of highest service_memory"))
      << console_;
}

TEST_F(SchemaRegistryLimits, OfTheSoakTestBreaksWhereFilesStayOpen) {
  EXPECT_THAT(broken_for_soak(";--descriptor-leak=20%"),
              ElementsAre("whole run: late growth of highest service_open_files"))
      << console_;
}

}  // namespace
}  // namespace proofload
