// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/junit.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Not;

Limit p95_limit(const Report& report, double bound) {
  auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, bound});
  limit.file = "suite_test.cpp";
  limit.line = 44;
  return limit;
}

TEST(JUnit, HasACaseForTheRunForTheLoadAndForEachLimit) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 10)}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(<testsuite name="Suite.Name" tests="3" failures="0" errors="0")"));
  EXPECT_THAT(xml, HasSubstr(R"(name="run played to its end")"));
  EXPECT_THAT(xml, HasSubstr(R"(name="load was delivered")"));
  EXPECT_THAT(xml, HasSubstr(R"(name="GET /x: p95 &lt; 10 ms" file="suite_test.cpp" line="44")"));
  EXPECT_THAT(xml, HasSubstr(R"(<property name="verdict" value="PASS"/>)"));
}

TEST(JUnit, ShowsABrokenLimitAsAFailureWithItsExplanation) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 4)}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(failures="1" errors="0")"));
  EXPECT_THAT(xml,
              HasSubstr(R"(<failure type="FAIL" message="p95 &lt; 4 ms: p95 is 5 ms, 1 ms over)"));
}

TEST(JUnit, ShowsAnInvalidRunAsErrors) {
  RunBuilder run;
  run.requests(1000, 5);
  run.facts.account.on_time = 50;
  const auto report = run.report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 4)}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(failures="0" errors="2")"));
  EXPECT_THAT(xml, HasSubstr(R"(<error type="INVALID")"));
}

TEST(JUnit, ShowsALimitInDoubtAsAnErrorThatSaysSoItself) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  const auto report = run.report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 100)}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(failures="0" errors="1")"));
  EXPECT_THAT(xml, HasSubstr(R"(<error type="INVALID" message="p95 &lt; 100 ms: p95 is 300 ms, )"));
  EXPECT_THAT(xml, HasSubstr("INVALID, the generator is in doubt, not the service"));
}

TEST(JUnit, ShowsALimitInDoubtAsAnErrorBesideOneThatIsBroken) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  run.requests(100, 1, "503");
  const auto report = run.report();
  const auto errors = judge(report, error_rate(), {Comparison::less, 0.001});
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 100), errors}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(failures="1" errors="1")"));
}

TEST(JUnit, ShowsOtherAssertionsThatFailed) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto xml = junit_xml(result_of(report, {}, {{"Expected 1, got 2", "suite_test.cpp", 50}}));
  EXPECT_THAT(xml, HasSubstr("suite_test.cpp:50: Expected 1, got 2"));
}

TEST(JUnit, NeverShowsAFailedRunWithoutAFailedCase) {
  auto run = RunBuilder();
  run.facts.account.finished = 0;
  EXPECT_THAT(junit_xml(result_of(run.report(), {}, {})), HasSubstr(R"(failures="1")"));
}

TEST(JUnit, EscapesWhatAServiceSent) {
  RunBuilder run;
  run.requests(1, 1, "200", "GET /<script>\x01\xff\"&");
  const auto xml = junit_xml(result_of(run.report(), {}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(GET /&lt;script&gt;\x01\xff&quot;&amp;)"));
  EXPECT_THAT(xml, Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace proofload
