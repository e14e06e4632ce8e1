// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/names.h>
#include <proofload/metrics/recorder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Metric orders = counter("orders");

double sum_of(const Recording& recording, SeriesId id) {
  return std::get<Counter>(recording.sinks.at(id)).sum;
}

TEST(Recorder, KnowsASeriesByMetricAndTags) {
  Recorder recorder;
  const auto a = recorder.series(orders, {{"step", "a"}});
  const auto b = recorder.series(orders, {{"step", "b"}});
  EXPECT_NE(a, b);
  EXPECT_EQ(recorder.series(counter("orders"), {{"step", "a"}}), a);
  EXPECT_NE(recorder.series(counter("other"), {{"step", "a"}}), a);
}

// Two authors may choose the same name; their samples must not run into one sink.
TEST(Recorder, TakesTwoKindsOfOneNameForTwoSeries) {
  Recorder recorder;
  EXPECT_NE(recorder.series(counter("queue"), {}), recorder.series(gauge("queue"), {}));
}

TEST(Recorder, HandsOutWhatWasWrittenSinceTheLastExchange) {
  Recorder recorder;
  const auto id = recorder.series(orders, {});
  recorder.record(id, 2);
  const auto first = recorder.exchange(3, nullptr);
  recorder.record(id, 5);
  const auto second = recorder.exchange(4, nullptr);
  EXPECT_EQ(first->slice, 3u);
  EXPECT_EQ(sum_of(*first, id), 2);
  EXPECT_EQ(second->slice, 4u);
  EXPECT_EQ(sum_of(*second, id), 5);
}

TEST(Recorder, AnnouncesASeriesOnceInTheRecordingThatSawItFirst) {
  Recorder recorder;
  recorder.record(orders, {}, 1);
  const auto first = recorder.exchange(0, nullptr);
  ASSERT_THAT(first->added, SizeIs(1));
  EXPECT_EQ(first->added[0].metric, orders);
  recorder.record(orders, {}, 1);
  recorder.record(metrics::vus, {}, 1);
  const auto second = recorder.exchange(1, nullptr);
  ASSERT_THAT(second->added, SizeIs(1));
  EXPECT_EQ(second->added[0].metric, metrics::vus);
}

TEST(Recorder, GoesOnInASpareThatKnowsFewerSeries) {
  Recorder recorder;
  recorder.record(orders, {}, 1);
  auto spare = std::make_unique<Recording>();
  auto* const same = spare.get();
  recorder.record(metrics::vus, {}, 1);
  recorder.exchange(0, std::move(spare));
  recorder.record(orders, {}, 7);
  const auto recording = recorder.exchange(1, nullptr);
  EXPECT_EQ(recording.get(), same);
  EXPECT_THAT(recording->sinks, SizeIs(2));
  EXPECT_THAT(recording->added, IsEmpty());
  EXPECT_EQ(sum_of(*recording, 0), 7);
}

TEST(Recorder, WritesDurationsInMilliseconds) {
  Recorder recorder;
  const auto id = recorder.series(metrics::response, {});
  recorder.record(id, Duration(1500us));
  const auto recording = recorder.exchange(0, nullptr);
  EXPECT_EQ(std::get<Histogram>(recording->sinks[id]).max(), 1.5);
}

}  // namespace
}  // namespace proofload
