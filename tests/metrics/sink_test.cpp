// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/names.h>
#include <proofload/metrics/sink.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

constexpr MetricKind kinds[] = {MetricKind::counter, MetricKind::gauge, MetricKind::rate,
                                MetricKind::trend};

Sink sink_with(MetricKind kind, std::initializer_list<double> values) {
  Sink sink = sink_for(kind);
  for (const double value : values) record(sink, value);
  return sink;
}

TEST(Sink, IsOfTheKindOfItsMetric) {
  EXPECT_TRUE(std::holds_alternative<Counter>(sink_for(metrics::iterations.kind)));
  EXPECT_TRUE(std::holds_alternative<Gauge>(sink_for(metrics::vus.kind)));
  EXPECT_TRUE(std::holds_alternative<PassRate>(sink_for(metrics::checks.kind)));
  EXPECT_TRUE(std::holds_alternative<Histogram>(sink_for(metrics::response.kind)));
}

TEST(Counter, AddsUpValuesAndCountsSamples) {
  const auto counter = std::get<Counter>(sink_with(MetricKind::counter, {2, 3.5}));
  EXPECT_EQ(counter.sum, 5.5);
  EXPECT_EQ(counter.count, 2u);
}

TEST(Gauge, KeepsLastLeastAndGreatest) {
  const auto gauge = std::get<Gauge>(sink_with(MetricKind::gauge, {-5, 7, 3}));
  EXPECT_EQ(gauge.last, 3);
  EXPECT_EQ(gauge.min, -5);
  EXPECT_EQ(gauge.max, 7);
}

TEST(Gauge, KeepsItsOwnValueWhenMergedWithAnEmptyOne) {
  Gauge gauge;
  gauge.record(4);
  gauge.merge(Gauge());
  EXPECT_EQ(gauge.last, 4);
  EXPECT_EQ(gauge.min, 4);
}

TEST(Gauge, TakesTheOtherOneForTheLaterWhenMerged) {
  Gauge gauge;
  gauge.record(4);
  Gauge later;
  later.record(2);
  gauge.merge(later);
  EXPECT_EQ(gauge.last, 2);
  EXPECT_EQ(gauge.max, 4);
}

TEST(PassRate, IsTheShareOfSamplesThatAreNotZero) {
  const auto rate = std::get<PassRate>(sink_with(MetricKind::rate, {1, 0, -2, 0}));
  EXPECT_EQ(rate.passes, 2u);
  EXPECT_EQ(rate.share(), 0.5);
  EXPECT_EQ(PassRate().share(), 0);
}

TEST(Sink, IsEmptyOnceCleared) {
  for (const auto kind : kinds) {
    Sink sink = sink_with(kind, {1, 2});
    clear(sink);
    EXPECT_EQ(count(sink), 0u);
    record(sink, 3);
    EXPECT_EQ(count(sink), 1u);
  }
}

TEST(Sink, MergesWithOneOfItsKind) {
  for (const auto kind : kinds) {
    Sink into = sink_with(kind, {1, 2});
    merge(into, sink_with(kind, {3, 4, 5}));
    EXPECT_EQ(count(into), 5u);
  }
}

TEST(Sink, HoldsItsSizeAndWhatAHistogramAllocated) {
  EXPECT_EQ(memory(sink_with(MetricKind::counter, {1})), sizeof(Sink));
  const Sink trend = sink_with(MetricKind::trend, {1});
  EXPECT_EQ(memory(trend), sizeof(Sink) - sizeof(Histogram) + std::get<Histogram>(trend).memory());
}

TEST(MetricKind, HasTheNamesOfK6) {
  EXPECT_EQ(to_text(MetricKind::counter), "counter");
  EXPECT_EQ(to_text(MetricKind::gauge), "gauge");
  EXPECT_EQ(to_text(MetricKind::rate), "rate");
  EXPECT_EQ(to_text(MetricKind::trend), "trend");
}

}  // namespace
}  // namespace proofload
