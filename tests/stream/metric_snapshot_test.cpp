// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/metric_snapshot.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const Tags get_x{{"step", "GET /x"}, {"method", "GET"}, {"scenario", "shop"}};

/// A run that goes on between two looks at it.
class MetricSnapshotsTest : public testing::Test {
 protected:
  void record(const Metric& metric, const Tags& tags, std::initializer_list<double> values) {
    Recorder recorder;
    for (const double value : values) recorder.record(metric, tags, value);
    measurements_.add(worker_++, *recorder.exchange(0));
  }

  MetricSnapshot total() { return totals_.take(measurements_); }
  MetricSnapshot added() { return since_the_last_.take(measurements_); }

  Measurements measurements_{Timeline(10s)};
  MetricSnapshots totals_{SnapshotOf::whole_run};
  MetricSnapshots since_the_last_{SnapshotOf::since_the_last_one};

 private:
  std::size_t worker_ = 0;
};

template <class Kind>
Kind only(const MetricSnapshot& snapshot) {
  EXPECT_THAT(snapshot, SizeIs(1));
  return std::get<Kind>(snapshot.at(0).values);
}

TEST_F(MetricSnapshotsTest, AreEmptyBeforeAnythingHappened) {
  EXPECT_THAT(total(), IsEmpty());
  EXPECT_THAT(added(), IsEmpty());
}

TEST_F(MetricSnapshotsTest, HaveTheTagsOfK6) {
  record(metrics::http_reqs, get_x, {1});
  const auto snapshot = total();
  ASSERT_THAT(snapshot, SizeIs(1));
  EXPECT_EQ(snapshot[0].series->metric, metrics::http_reqs);
  EXPECT_EQ(snapshot[0].series->tags.get("name"), "/x");
  EXPECT_EQ(snapshot[0].series->tags.get("step"), "");
}

TEST_F(MetricSnapshotsTest, KeepThePhase) {
  record(metrics::iterations, {{"phase", "warm_up"}}, {1});
  EXPECT_EQ(total().at(0).series->tags.get("phase"), "warm_up");
}

TEST_F(MetricSnapshotsTest, OfTheWholeRunHoldTotals) {
  record(metrics::http_reqs, get_x, {1, 1});
  EXPECT_EQ(only<Counter>(total()).sum, 2);
  record(metrics::http_reqs, get_x, {1});
  EXPECT_EQ(only<Counter>(total()).sum, 3);
  EXPECT_EQ(only<Counter>(total()).sum, 3);
}

TEST_F(MetricSnapshotsTest, OfTheWholeRunHoldTheTotalOfATrend) {
  record(metrics::response, get_x, {1, 2, 3});
  EXPECT_NEAR(only<TrendValues>(total()).median, 2, 0.002);
  record(metrics::response, get_x, {8, 8, 8, 8});
  const auto values = only<TrendValues>(total());
  EXPECT_EQ(values.count, 7u);
  EXPECT_EQ(values.max, 8);
  EXPECT_EQ(values.sum, 38);
}

TEST_F(MetricSnapshotsTest, SinceTheLastOneHoldWhatCameToACounter) {
  record(metrics::data_sent, get_x, {10, 20});
  EXPECT_EQ(only<Counter>(added()).sum, 30);
  record(metrics::data_sent, get_x, {5});
  EXPECT_EQ(only<Counter>(added()).sum, 5);
  EXPECT_THAT(added(), IsEmpty());
}

TEST_F(MetricSnapshotsTest, SinceTheLastOneHoldTheLastValueOfAGauge) {
  record(metrics::vus, {}, {9});
  static_cast<void>(added());
  record(metrics::vus, {}, {4, 2});
  const auto gauge = only<Gauge>(added());
  EXPECT_EQ(gauge.last, 2);
  EXPECT_EQ(gauge.max, 2);
  EXPECT_EQ(gauge.count, 2u);
  EXPECT_THAT(added(), IsEmpty());
}

TEST_F(MetricSnapshotsTest, SinceTheLastOneHoldWhatCameToARate) {
  record(metrics::checks, {{"check", "is up"}}, {1, 1, 0});
  static_cast<void>(added());
  record(metrics::checks, {{"check", "is up"}}, {1, 0});
  const auto rate = only<PassRate>(added());
  EXPECT_EQ(rate.passes, 1u);
  EXPECT_EQ(rate.count, 2u);
}

TEST_F(MetricSnapshotsTest, SinceTheLastOneHoldWhatCameToATrend) {
  record(metrics::response, get_x, {1, 1, 1, 4});
  const auto first = only<TrendValues>(added());
  EXPECT_EQ(first.count, 4u);
  EXPECT_EQ(first.sum, 7);
  record(metrics::response, get_x, {2, 2});
  const auto second = only<TrendValues>(added());
  EXPECT_EQ(second.count, 2u);
  EXPECT_EQ(second.sum, 4);
  EXPECT_NEAR(second.median, 2, 0.002);
  record(metrics::response, get_x, {4});
  EXPECT_EQ(only<TrendValues>(added()).sum, 4);
  EXPECT_THAT(added(), IsEmpty());
}

TEST_F(MetricSnapshotsTest, LeaveOutOnlyTheSeriesToWhichNothingCame) {
  record(metrics::http_reqs, get_x, {1});
  record(metrics::iterations, {}, {1});
  EXPECT_THAT(added(), SizeIs(2));
  record(metrics::iterations, {}, {1, 1});
  const auto snapshot = added();
  EXPECT_EQ(only<Counter>(snapshot).sum, 2);
  EXPECT_EQ(snapshot.at(0).series->metric, metrics::iterations);
}

TEST_F(MetricSnapshotsTest, TakeACopyWithItsSeriesInAnotherOrder) {
  record(metrics::http_reqs, get_x, {1});
  record(metrics::iterations, {}, {1, 1});
  static_cast<void>(added());
  static_cast<void>(total());
  Measurements copy(Timeline(10s));
  Recorder recorder;
  recorder.record(metrics::iterations, {}, 7);
  recorder.record(metrics::iterations, {}, 7);
  recorder.record(metrics::iterations, {}, 7);
  recorder.record(metrics::http_reqs, get_x, 1);
  copy.add(0, *recorder.exchange(0));
  EXPECT_EQ(only<Counter>(since_the_last_.take(copy)).sum, 19);
  const auto snapshot = totals_.take(copy);
  EXPECT_EQ(std::get<Counter>(snapshot.at(0).values).sum, 1);
  EXPECT_EQ(std::get<Counter>(snapshot.at(1).values).sum, 21);
}

TEST_F(MetricSnapshotsTest, NeverGoBackInACopyThatKnowsLess) {
  record(metrics::http_reqs, get_x, {1, 1, 1});
  static_cast<void>(added());
  static_cast<void>(total());
  Measurements copy(Timeline(10s));
  Recorder recorder;
  recorder.record(metrics::http_reqs, get_x, 1);
  copy.add(0, *recorder.exchange(0));
  EXPECT_THAT(since_the_last_.take(copy), IsEmpty());
  EXPECT_EQ(only<Counter>(totals_.take(copy)).sum, 3);
}

const Tags steps[] = {{{"step", "a"}}, {{"step", "b"}}, {{"step", "c"}}};

TEST_F(MetricSnapshotsTest, ReadABoundedNumberOfBucketsAndComeRoundToAllTrends) {
  for (const auto& step : steps) record(metrics::response, step, {1, 2, 4});
  record(metrics::iterations, {}, {1});
  MetricSnapshots snapshots(SnapshotOf::since_the_last_one, 4);
  const auto names = [](const MetricSnapshot& snapshot) {
    std::string all;
    for (const auto& one : snapshot) all += std::string(one.series->tags.get("name")) + " ";
    return all;
  };
  EXPECT_EQ(names(snapshots.take(measurements_)), "a b  ");
  for (const auto& step : steps) record(metrics::response, step, {8, 16});
  const auto second = snapshots.take(measurements_);
  EXPECT_EQ(names(second), "c ");
  EXPECT_EQ(std::get<TrendValues>(second.at(0).values).count, 5u);
  const auto third = snapshots.take(measurements_);
  EXPECT_EQ(names(third), "a ");
  EXPECT_EQ(std::get<TrendValues>(third.at(0).values).count, 2u);
  EXPECT_EQ(names(snapshots.take(measurements_)), "b ");
  EXPECT_EQ(names(snapshots.take(measurements_)), "");
}

TEST_F(MetricSnapshotsTest, OfTheWholeRunShowWhatWasLastReadOfATrend) {
  for (const auto& step : steps) record(metrics::response, step, {1});
  MetricSnapshots snapshots(SnapshotOf::whole_run, 1);
  EXPECT_THAT(snapshots.take(measurements_), SizeIs(1));
  EXPECT_THAT(snapshots.take(measurements_), SizeIs(2));
  EXPECT_THAT(snapshots.take(measurements_), SizeIs(3));
  record(metrics::response, steps[2], {1});
  EXPECT_EQ(std::get<TrendValues>(snapshots.take(measurements_).at(2).values).count, 2u);
}

TEST_F(MetricSnapshotsTest, ReadEveryTrendAtTheEnd) {
  for (const auto& step : steps) record(metrics::response, step, {1, 2, 4});
  MetricSnapshots snapshots(SnapshotOf::whole_run, 1);
  EXPECT_THAT(snapshots.take_all(measurements_), SizeIs(3));
}

}  // namespace
}  // namespace proofload
