// SPDX-License-Identifier: Apache-2.0

// Thresholds from a file and from the command line, in a run from its beginning to its end.

#include "integration/result_program.h"

#include <fstream>

namespace proofload {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class FileThresholds : public ResultProgram {
 protected:
  std::string path() const { return folder() / "limits.json"; }

  /// The flag that names a file of this content.
  std::string given(const std::string& content) const {
    std::ofstream(path()) << content;
    return "--thresholds=" + path();
  }

  /// The limit of a subject.
  json limit(const std::string& subject) const {
    const auto limits = summary()["limits"];
    for (const auto& one : limits)
      if (one["subject"] == subject) return one;
    return {};
  }
};

constexpr auto three_limits = R"({
  "Results.Count": {
    "http_reqs": ["count>=500"],
    "http_req_duration": [
      "p(95)<1m",
      "max<1us"
    ]
  },
  "Results.*": {"http_req_duration{scenario:nobody}": ["avg<1s"]},
  "Other.Test": {"http_reqs": ["count>1000000"]}
})";

TEST_F(FileThresholds, FailTheTestAtTheirLines) {
  play("Results.Count", given(three_limits));
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, ContainsRegex("limits.json:6: Failure\n"));
  EXPECT_THAT(console_, ContainsRegex("limits.json:9: Failure\n"));
  EXPECT_THAT(console_, Not(ContainsRegex("limits.json:[35]: Failure")));
  EXPECT_THAT(console_, Not(HasSubstr("1000000")));
}

TEST_F(FileThresholds, StandInEveryOutput) {
  play("Results.Count", given(three_limits));
  ASSERT_EQ(summary()["limits"].size(), 5u) << "one of the code, four of the file";
  const auto held = limit("http_reqs");
  EXPECT_EQ(held["held"], true) << held;
  EXPECT_EQ(held["source"], "file");
  EXPECT_EQ(held["observed"], 500);
  EXPECT_EQ(limit("http_req_duration{scenario:nobody}")["held"], false) << "without samples";
  for (const auto* line : {"http_reqs", "http_req_duration", "http_req_duration{scenario:nobody}"})
    EXPECT_THAT(console_, HasSubstr("\n    " + std::string(line) + "\n"));
  EXPECT_THAT(console_, HasSubstr("at " + path() + ":6\n"));
  EXPECT_THAT(junit(), AllOf(HasSubstr("name=\"http_reqs: count &gt;= 500\" file=\"" + path() +
                                       "\" line=\"3\""),
                             HasSubstr("name=\"http_req_duration: p(95) &lt; 1 min\""),
                             HasSubstr("name=\"http_req_duration: max &lt; 1 µs\""),
                             HasSubstr("name=\"http_req_duration{scenario:nobody}: avg")));
}

TEST_F(FileThresholds, GiveWayToTheCommandLine) {
  play("Results.Count", given(three_limits) +
                            " --invalid=skip '--threshold=http_req_duration=max<1m' "
                            "'--threshold=http_req_duration{scenario:nobody}=avg<1s'");
  EXPECT_EQ(limit("http_req_duration")["bound"], 60'000) << summary()["limits"];
  EXPECT_EQ(limit("http_req_duration")["source"], "command line");
  EXPECT_EQ(limit("http_req_duration")["held"], true);
  EXPECT_EQ(limit("http_req_duration{scenario:nobody}")["held"], false);
  EXPECT_THAT(console_, HasSubstr("given on the command line"));
  EXPECT_THAT(console_, Not(HasSubstr("max<1us")));
}

TEST_F(FileThresholds, AreRefusedBeforeAnyLoadWhereTheFileIsWrong) {
  play("Results.Last", given("{\n  \"*\": {\n    \"http_req_duration\": [\"p95<500\"]\n  }\n}\n"));
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, HasSubstr(path() + ":3: "));
  EXPECT_THAT(console_, HasSubstr("p(95)"));
  EXPECT_THAT(console_, Not(HasSubstr("[ RUN      ]")));
  play("Results.Last", "--thresholds=nowhere.json");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, HasSubstr("nowhere.json"));
}

TEST_F(FileThresholds, EndTheRunWhereTheyAreToldTo) {
  play("Results.Last", given(R"({"*": {"http_reqs": [
    {"threshold": "count<50", "abortOnFail": true, "delayAbortEval": "1s"}]}})"));
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 30) << "of a run of a minute";
  EXPECT_THAT(console_, HasSubstr("threshold http_reqs: count<50 failed: count is "));
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_EQ(summary()["complete"], true);
  EXPECT_GE(summary()["run"]["played_seconds"], 1.0);
  EXPECT_EQ(limit("http_reqs")["held"], false);
}

}  // namespace
}  // namespace proofload
