// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/course.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsNan;
using testing::Pair;
using testing::UnorderedElementsAre;

std::vector<double> starts_of(const Course& course) {
  std::vector<double> starts;
  for (const auto& row : course.rows()) starts.push_back(in_seconds(row->from));
  return starts;
}

TEST(Course, HasARowForEachSecondOfAShortRun) {
  const auto course = course_of(RunBuilder(3500ms).report());
  EXPECT_EQ(course.every(), 1s);
  EXPECT_THAT(starts_of(course), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(course.rows().back()->to, 3500ms);
}

TEST(Course, HasSevenHundredAndTwentyRowsAtMost) {
  EXPECT_EQ(course_of(RunBuilder(720s).report()).rows().size(), 720u);
  const auto longer = course_of(RunBuilder(721s).report());
  EXPECT_EQ(longer.every(), 2s);
  EXPECT_EQ(longer.rows().size(), 361u);
  EXPECT_EQ(longer.rows().back()->to, 721s);
}

TEST(Course, BeginsWhereTheWarmUpEndsAndKeepsWholeRows) {
  EXPECT_THAT(starts_of(course_of(RunBuilder(Timeline({{"", 0s, 1500ms, 4s}}, {})).report())),
              ElementsAre(1.5, 2, 3));
}

TEST(Course, AddsWhatHappenedInARow) {
  RunBuilder run;
  run.requests(4, 3, "200", "GET /x", 2).requests(1, 3, "503", "GET /x", 2).errors(2, "timeout", 2);
  run.samples(6, metrics::starts, 1, {}, 2).sample(metrics::vus, 7, {}, 2);
  run.sample(metrics::service_memory, 5e6, {}, 2).sample(metrics::data_received, 100, {}, 2);
  const auto course = course_of(run.report());
  const auto& row = *course.rows()[2];
  EXPECT_EQ(row.requests, 7u);
  EXPECT_EQ(row.failed, 3u);
  EXPECT_EQ(row.started, 6u);
  EXPECT_EQ(row.users, 7);
  EXPECT_EQ(row.bytes_received, 100);
  EXPECT_THAT(row.errors, ElementsAre(Pair("status 503", 1u), Pair("timeout", 2u)));
  EXPECT_THAT(course.gauges(), ElementsAre(metrics::service_memory));
  EXPECT_THAT(row.gauges, ElementsAre(5e6));
  EXPECT_NEAR(row.response->p50, 3, 0.003);
  EXPECT_EQ(row.response->max, 1000);
  EXPECT_FALSE(row.pacing_p99);
}

TEST(Course, KnowsNoValueOfAGaugeBeforeItIsSeenAndWhereItIsSilent) {
  RunBuilder run(4s);
  run.sample(metrics::service_memory, 5e6, {}, 0).sample(metrics::service_memory, 6e6, {}, 2);
  run.sample(metrics::service_open_files, 0.5, {}, 1);
  const auto course = course_of(run.report());
  EXPECT_THAT(course.gauges(),
              UnorderedElementsAre(metrics::service_memory, metrics::service_open_files));
  const auto memory = std::size_t(course.gauges()[0] == metrics::service_memory ? 0 : 1);
  EXPECT_THAT(course.rows()[1]->gauges.at(memory), IsNan());
  EXPECT_EQ(course.rows()[2]->gauges.at(memory), 6e6);
}

TEST(Course, SharesItsRowsWithItsCopies) {
  const auto course = course_of(RunBuilder(4s).report());
  const auto copy = course;
  EXPECT_EQ(copy.rows(), course.rows());
}

TEST(Course, SumsWhatWasPlannedInTheSlicesOfARow) {
  auto run = RunBuilder(Timeline({{"", 0s, 0s, 3s}}, {{"short", 0s, 1500ms}}));
  run.facts.planned = {10, 5, 6, 7};
  const auto rows = course_of(run.report()).rows();
  EXPECT_EQ(rows[0]->planned, 10u);
  EXPECT_EQ(rows[1]->planned, 11u);
  EXPECT_EQ(rows[2]->planned, 7u);
}

TEST(Course, GrowsWithTheRunAndAddsNoRowBeforeItsEnd) {
  const auto report = RunBuilder(4s).requests(1, 1, "200", "GET /x", 1).report();
  Course course(report.measurements()->timeline(), {});
  course.advance(report, 1900ms);
  EXPECT_THAT(starts_of(course), ElementsAre(0));
  course.advance(report, 3s);
  EXPECT_THAT(starts_of(course), ElementsAre(0, 1, 2));
  EXPECT_EQ(course.rows()[1]->requests, 1u);
}

TEST(Course, ShowsWhatIsKnownOfTheTimeAfterItsLastRow) {
  const auto report = RunBuilder(1h).requests(3, 1, "200", "GET /x", 7).report();
  Course course(report.measurements()->timeline(), {});
  course.advance(report, 6s);
  course.add_open_row(report, 8500ms);
  ASSERT_EQ(course.rows().size(), 2u);
  EXPECT_EQ(course.rows()[1]->from, 5s);
  EXPECT_EQ(course.rows()[1]->to, 8s);
  EXPECT_EQ(course.rows()[1]->requests, 3u);
}

}  // namespace
}  // namespace proofload
