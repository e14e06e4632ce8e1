// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/influxdb_lines.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <limits>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr WallClock::time_point instant{std::chrono::nanoseconds{1'700'000'000'000'000'001}};

std::string written(RunBuilder& run) {
  MetricSnapshots snapshots(SnapshotOf::since_the_last_one);
  return influxdb_lines(snapshots.take(*run.report().measurements()), "Suite.Name", instant);
}

TEST(InfluxdbLines, WriteACounter) {
  RunBuilder run;
  run.samples(3, metrics::iterations, 1);
  EXPECT_EQ(written(run),
            "iterations,scenario=default,test=Suite.Name value=3 1700000000000000001\n");
}

TEST(InfluxdbLines, WriteTheLastValueOfAGauge) {
  RunBuilder run;
  run.sample(metrics::vus, 7).sample(metrics::vus, 5.5);
  EXPECT_EQ(written(run), "vus,test=Suite.Name value=5.5 1700000000000000001\n");
}

TEST(InfluxdbLines, WriteARateWithItsCounts) {
  RunBuilder run;
  run.samples(3, metrics::checks, 1).sample(metrics::checks, 0);
  EXPECT_THAT(written(run), HasSubstr(" value=0.75,passes=3,count=4 "));
}

TEST(InfluxdbLines, WriteATrendInMilliseconds) {
  RunBuilder run;
  run.samples(1, metrics::response, 1).samples(3, metrics::response, 5);
  EXPECT_THAT(written(run), StartsWith("response,"));
  EXPECT_THAT(written(run), HasSubstr(" value=4,count=4,min=1,"));
  EXPECT_THAT(written(run), HasSubstr(",p95=5,p99=5,max=5 "));
}

TEST(InfluxdbLines, WriteTheTagsOfK6WithoutTheUrl) {
  RunBuilder run;
  run.sample(metrics::http_reqs, 1, {{"step", "GET /x y"}, {"method", "GET"}});
  EXPECT_THAT(written(run), StartsWith("http_reqs,method=GET,name=/x\\ y,scenario=default,test="));
}

TEST(InfluxdbLines, WriteTheTagsOfTheRunThatASeriesHasNotItself) {
  RunBuilder run;
  run.sample(metrics::vus, 1, {{"method", "GET"}});
  MetricSnapshots snapshots(SnapshotOf::since_the_last_one);
  EXPECT_EQ(influxdb_lines(snapshots.take(*run.report().measurements()), "Suite.Name", instant,
                           {{"testid", "42"}, {"method", "none"}, {"url", "u"}}),
            "vus,method=GET,test=Suite.Name,testid=42,url=u value=1 1700000000000000001\n");
}

TEST(InfluxdbLines, LeaveOutWhatIsNoNumber) {
  RunBuilder run;
  run.sample(gauge("a"), std::numeric_limits<double>::infinity());
  run.sample(gauge("b"), std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(written(run), "");
}

TEST(InfluxdbLines, DoNotTakeATagForTheTime) {
  RunBuilder run;
  run.sample(counter("a"), 1, {{"time", "noon"}});
  EXPECT_THAT(written(run), HasSubstr(",time_=noon "));
}

TEST(InfluxdbText, EscapesWhatTheProtocolUses) {
  EXPECT_EQ(influxdb_text("a,b c=d"), "a\\,b\\ c\\=d");
  EXPECT_EQ(influxdb_text("\"quoted\""), "\"quoted\"");
}

TEST(InfluxdbText, WritesNoBackslashThatWouldEscape) {
  EXPECT_EQ(influxdb_text("C:\\temp"), "C:\\temp");
  EXPECT_EQ(influxdb_text("end\\"), "end/");
  EXPECT_EQ(influxdb_text("a\\,b"), "a/\\,b");
  EXPECT_EQ(influxdb_text("a\\\\"), "a//");
}

TEST(InfluxdbText, IsOneLineOfText) { EXPECT_EQ(influxdb_text("a\nb\xff"), "a\\nb\\xff"); }

TEST(InfluxdbVerdict, NamesTheOutcome) {
  const auto lines =
      influxdb_lines(result_of(RunBuilder().requests(1000, 5).report(), {}, {}), instant);
  EXPECT_EQ(lines, "verdict,outcome=PASS,test=Suite.Name value=1 1700000000000000001\n");
}

TEST(InfluxdbVerdict, ShowsWhatEachLimitAskedAndFound) {
  const auto report = RunBuilder().requests(1000, 5).report();
  auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  limit.file = "suite_test.cpp";
  limit.line = 44;
  EXPECT_THAT(influxdb_lines(result_of(report, {limit}, {}), instant),
              HasSubstr("threshold,source=code,subject=GET\\ /x,test=Suite.Name,"
                        "threshold=p95\\ <\\ 4\\ ms value=0,limit=4,observed=5 17"));
}

TEST(InfluxdbVerdict, HasTheTagsOfTheRunOnEveryPoint) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 10});
  const auto lines = influxdb_lines(result_of(report, {limit}, {}), instant, {{"testid", "42"}});
  EXPECT_THAT(lines, StartsWith("verdict,outcome=PASS,test=Suite.Name,testid=42 value=1 "));
  EXPECT_THAT(lines, HasSubstr("\nthreshold,source=code,subject=GET\\ /x,test=Suite.Name,testid=42,"
                               "threshold="));
}

TEST(InfluxdbVerdict, ObservesNothingWhereThereWasTooLittleToTell) {
  const auto report = RunBuilder().requests(3, 5).report();
  const auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  const auto lines = influxdb_lines(result_of(report, {limit}, {}), instant);
  EXPECT_THAT(lines, HasSubstr(" value=0,limit=4 17"));
  EXPECT_THAT(lines, Not(HasSubstr("observed")));
}

}  // namespace
}  // namespace proofload
