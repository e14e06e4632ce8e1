// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/ctest_measurements.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(CTestMeasurements, TellNumbersFromTexts) {
  const auto text = ctest_measurements(result_of(RunBuilder().requests(100, 5).report(), {}, {}));
  EXPECT_THAT(
      text,
      StartsWith("<CTestMeasurement type=\"text/string\" name=\"verdict\">PASS</CTestMeasurement>\n"
                 "<CTestMeasurement type=\"text/string\" name=\"load\">hold 10/s for 10 s"
                 "</CTestMeasurement>\n"));
  EXPECT_THAT(text, HasSubstr("<CTestMeasurement type=\"numeric/double\" name=\"response_p95_ms\">"
                              "5</CTestMeasurement>\n"));
  EXPECT_THAT(text, Not(HasSubstr("CTestMeasurementFile")));
}

TEST(CTestMeasurements, HaveWhatEachLimitFoundAndNothingWhereItFoundNothing) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto found = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  const auto nothing = judge(report.step("GET /typo"), percentile(0.95), {Comparison::less, 4});
  const auto text = ctest_measurements(result_of(report, {found, nothing}, {}));
  EXPECT_THAT(text, EndsWith("<CTestMeasurement type=\"numeric/double\" name=\"GET /x: p95\">5"
                             "</CTestMeasurement>\n"));
  EXPECT_THAT(text, Not(HasSubstr("typo")));
}

TEST(CTestMeasurements, NameALimitWithoutItsBoundAndNumberEqualNames) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto limit = [&](double bound) {
    return judge(report.step("GET /x"), percentile(0.95), {Comparison::less, bound});
  };
  const auto of = [&](double first, double second) {
    return ctest_measurements(result_of(report, {limit(first), limit(second)}, {}));
  };
  EXPECT_THAT(of(10, 8), EndsWith("name=\"GET /x: p95\">5</CTestMeasurement>\n"
                                  "<CTestMeasurement type=\"numeric/double\" "
                                  "name=\"GET /x: p95 (2)\">5</CTestMeasurement>\n"));
  EXPECT_EQ(of(10, 8), of(20, 9));
}

TEST(CTestMeasurements, NumberNamesAlsoWhereALimitFoundNothing) {
  const auto report = RunBuilder().requests(1000, 5).report();
  auto nothing = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  const auto found = nothing;
  nothing.problem = "too few samples";
  const auto text = ctest_measurements(result_of(report, {nothing, found}, {}));
  EXPECT_THAT(text, HasSubstr("name=\"GET /x: p95 (2)\">5"));
  EXPECT_THAT(text, Not(HasSubstr("name=\"GET /x: p95\"")));
}

TEST(CTestMeasurements, AttachTheReport) {
  EXPECT_THAT(ctest_measurements(result_of(RunBuilder().report(), {}, {}), "/r/a&b.html"),
              EndsWith("<CTestMeasurementFile type=\"file\" name=\"report\">/r/a&amp;b.html"
                       "</CTestMeasurementFile>\n"));
}

TEST(CTestMeasurements, AttachTheReportByItsAbsolutePath) {
  EXPECT_THAT(
      ctest_measurements(result_of(RunBuilder().report(), {}, {}), "r/a.html"),
      EndsWith("name=\"report\">" + (std::filesystem::current_path() / "r/a.html").string() +
               "</CTestMeasurementFile>\n"));
}

TEST(CTestMeasurements, StayOnOneLineEachWhateverTheNames) {
  RunBuilder run;
  run.requests(1000, 5, "200", "GET /\n</CTestMeasurement>\x01");
  const auto limit = judge(run.report().step("GET /\n</CTestMeasurement>\x01"), percentile(0.95),
                           {Comparison::less, 4});
  EXPECT_THAT(ctest_measurements(result_of(run.report(), {limit}, {})),
              EndsWith("name=\"GET /\\n&lt;/CTestMeasurement&gt;\\x01: p95\">5"
                       "</CTestMeasurement>\n"));
}

}  // namespace
}  // namespace proofload
