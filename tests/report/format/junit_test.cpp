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

TEST(JUnit, ShowsARunThatWasStoppedAsAFailureAndOneThatStillPlayedAsAnError) {
  auto run = RunBuilder();
  run.facts.ended_early = "the service died";
  auto result = result_of(run.report(), {}, {});
  EXPECT_THAT(junit_xml(result), HasSubstr(R"(<failure type="FAIL" message="the service died")"));
  result.verdict.outcome = Outcome::invalid;
  const auto xml = junit_xml(result);
  EXPECT_THAT(xml, HasSubstr(R"(failures="0" errors="1")"));
  EXPECT_THAT(xml, HasSubstr(R"(<error type="INVALID" message="the service died")"));
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

TEST(JUnit, ShowsWhatALimitFoundInTextAndPropertiesEvenWhereItHolds) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 10)}, {}));
  EXPECT_THAT(xml, HasSubstr("      <properties>\n"
                             "        <property name=\"observed\" value=\"5\"/>\n"
                             "        <property name=\"margin\" value=\"5 ms inside (50 %)\"/>\n"
                             "        <property name=\"bound\" value=\"10\"/>\n"
                             "        <property name=\"unit\" value=\"ms\"/>\n"
                             "        <property name=\"samples\" value=\"1000\"/>\n"
                             "        <property name=\"standing\" value=\"held\"/>\n"
                             "        <property name=\"source\" value=\"code\"/>\n"
                             "      </properties>\n"
                             "      <system-out>p95 is 5 ms, 5 ms inside (50 %), from 1000 samples"
                             " (p50 5 ms, max 5 ms)</system-out>\n"));
}

TEST(JUnit, HasNoObservedValueWhereALimitFoundNothing) {
  const auto report = RunBuilder().requests(10, 5).report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 10)}, {}));
  EXPECT_THAT(xml, Not(HasSubstr(R"(name="observed")")));
  EXPECT_THAT(xml, HasSubstr(R"(<property name="standing" value="broken"/>)"));
}

TEST(JUnit, ShowsALimitFromTheCommandLineAtTheRun) {
  const auto report = RunBuilder().requests(1000, 5).report();
  auto limit = p95_limit(report, 10);
  limit.source = "command line";
  limit.file.clear();
  EXPECT_THAT(junit_xml(result_of(report, {limit}, {})),
              HasSubstr(R"(name="GET /x: p95 &lt; 10 ms" file="suite_test.cpp" line="42")"));
}

TEST(JUnit, GivesEqualLimitsNamesOfTheirOwn) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto limit = p95_limit(report, 10);
  const auto xml = junit_xml(result_of(report, {limit, limit, limit}, {}));
  EXPECT_THAT(xml, HasSubstr(R"(name="GET /x: p95 &lt; 10 ms")"));
  EXPECT_THAT(xml, HasSubstr(R"xml(name="GET /x: p95 &lt; 10 ms (2)")xml"));
  EXPECT_THAT(xml, HasSubstr(R"xml(name="GET /x: p95 &lt; 10 ms (3)")xml"));
}

TEST(JUnit, ShowsWhatMadeASkippedRunInvalidAsSkipped) {
  RunBuilder run;
  run.requests(1000, 5);
  run.facts.account.on_time = 50;
  auto result = result_of(run.report(), {p95_limit(run.report(), 4)}, {});
  result.skipped = true;
  const auto xml = junit_xml(result);
  EXPECT_THAT(xml, HasSubstr(R"(failures="0" errors="0")"));
  EXPECT_THAT(xml, HasSubstr(R"(skipped="2")"));
  EXPECT_THAT(xml,
              HasSubstr(R"(<skipped message="INVALID: 50 of 100 planned starts happened in time)"));
  EXPECT_THAT(xml, Not(HasSubstr("<error")));
}

TEST(JUnit, AttachesFilesToTheFirstCaseAndToThoseThatFailed) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto xml = junit_xml(result_of(report, {p95_limit(report, 10), p95_limit(report, 4)}, {}),
                             {"/r/a&b.html", "/r/c.json", "/r/no[1].txt", "/r/no\n.txt"});
  const auto lines = "\n[[ATTACHMENT|/r/a&amp;b.html]]\n[[ATTACHMENT|/r/c.json]]\n</system-out>";
  std::size_t number = 0;
  for (auto at = xml.find(lines); at != xml.npos; at = xml.find(lines, at + 1)) ++number;
  EXPECT_EQ(number, 2u);
  EXPECT_THAT(xml, HasSubstr(std::string("<system-out>") + lines));
  EXPECT_THAT(xml, Not(HasSubstr("/r/no")));
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
