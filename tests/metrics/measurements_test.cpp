// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/measurements.h>
#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Metric orders = counter("orders");

TEST(SliceBoundaries, AreWholeSecondsAndTheGivenInstants) {
  EXPECT_THAT(slice_boundaries(3s, {}), ElementsAre(1s, 2s, 3s));
  EXPECT_THAT(slice_boundaries(3s, {1500ms, 3s}), ElementsAre(1s, 1500ms, 2s, 3s));
  EXPECT_THAT(slice_boundaries(2500ms, {}), ElementsAre(1s, 2s, 2500ms));
}

TEST(SliceBoundaries, LeaveOutDoublesAndWhatLiesOutside) {
  EXPECT_THAT(slice_boundaries(2s, {0s, -1s, 1s, 1s, 3s}), ElementsAre(1s, 2s));
  EXPECT_THAT(slice_boundaries(0s, {}), IsEmpty());
  EXPECT_THAT(slice_boundaries(0s, {1s}), IsEmpty());
}

// One worker: what it records in a slice goes into the measurements.
struct WorkerOf {
  Measurements& measurements;
  std::size_t number;
  Recorder recorder;
  std::unique_ptr<Recording> spare;

  void hand_over(std::uint32_t slice) {
    auto recording = recorder.exchange(slice, std::move(spare));
    measurements.add(number, *recording);
    spare = std::move(recording);
  }
};

double slice_sum(const Measurements& measurements, std::size_t slice) {
  Sink sum = Counter{};
  for (const auto& [series, sink] : measurements.slices().at(slice).sinks) merge(sum, sink);
  return std::get<Counter>(sum).sum;
}

TEST(Measurements, AddUpWorkersThatNumberTheirSeriesDifferently) {
  Measurements measurements({1s}, {});
  WorkerOf one{measurements, 0, {}, {}};
  WorkerOf two{measurements, 1, {}, {}};
  one.recorder.record(orders, {{"step", "a"}}, 1);
  one.recorder.record(orders, {{"step", "b"}}, 2);
  two.recorder.record(orders, {{"step", "b"}}, 4);
  one.hand_over(0);
  two.hand_over(0);
  ASSERT_THAT(measurements.series(), SizeIs(2));
  EXPECT_EQ(measurements.series()[1].tags.get("step"), "b");
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 1);
  EXPECT_EQ(std::get<Counter>(measurements.total(1)).sum, 6);
}

TEST(Measurements, KeepSliceBySliceWhatHasACourseOverTime) {
  Measurements measurements({1s, 2s, 2500ms}, {});
  WorkerOf worker{measurements, 0, {}, {}};
  for (const std::uint32_t slice : {0u, 2u}) {
    worker.recorder.record(orders, {}, 10 + slice);
    worker.hand_over(slice);
  }
  EXPECT_EQ(slice_sum(measurements, 0), 10);
  EXPECT_THAT(measurements.slices()[1].sinks, IsEmpty());
  EXPECT_EQ(slice_sum(measurements, 2), 12);
  EXPECT_EQ(measurements.slices()[2].from, 2s);
  EXPECT_EQ(measurements.slices()[2].to, 2500ms);
  EXPECT_EQ(measurements.length(), 2500ms);
}

TEST(Measurements, KeepOnlyTheTotalOfATotalTrend) {
  Measurements measurements({1s}, {});
  WorkerOf worker{measurements, 0, {}, {}};
  worker.recorder.record(metrics::http_req_waiting, {}, 3);
  worker.hand_over(0);
  EXPECT_EQ(std::get<Histogram>(measurements.total(0)).count(), 1u);
  EXPECT_THAT(measurements.slices()[0].sinks, IsEmpty());
}

TEST(Measurements, PutWhatComesAfterTheLoadIntoASliceOfItsOwn) {
  Measurements measurements({1s, 2s}, {});
  WorkerOf worker{measurements, 0, {}, {}};
  worker.recorder.record(orders, {}, 1);
  worker.hand_over(1);
  worker.recorder.record(orders, {}, 2);
  worker.hand_over(7);
  EXPECT_EQ(slice_sum(measurements, 1), 1);
  EXPECT_EQ(slice_sum(measurements, 2), 2);
  EXPECT_EQ(measurements.length(), 2s);
}

TEST(Measurements, KeepTheLatestValueOfAGaugeInTotalAndInTheSlice) {
  Measurements measurements({1s}, {});
  WorkerOf worker{measurements, 0, {}, {}};
  for (const double users : {5.0, 9.0, 2.0}) {
    worker.recorder.record(metrics::vus, {}, users);
    worker.hand_over(0);
  }
  const auto& slice = std::get<Gauge>(measurements.slices()[0].sinks[0].second);
  EXPECT_EQ(std::get<Gauge>(measurements.total(0)).last, 2);
  EXPECT_EQ(slice.last, 2);
  EXPECT_EQ(slice.max, 9);
  EXPECT_EQ(slice.count, 3u);
}

TEST(Measurements, EmptyTheRecordingForItsNextUse) {
  Measurements measurements({1s}, {});
  Recorder recorder;
  recorder.record(orders, {}, 1);
  const auto recording = recorder.exchange(0, nullptr);
  measurements.add(0, *recording);
  measurements.add(0, *recording);
  EXPECT_THAT(recording->added, IsEmpty());
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 1);
}

TEST(Measurements, KeepTwoKindsOfOneNameApart) {
  Measurements measurements({1s}, {});
  WorkerOf one{measurements, 0, {}, {}};
  WorkerOf two{measurements, 1, {}, {}};
  one.recorder.record(counter("queue"), {}, 1);
  two.recorder.record(gauge("queue"), {}, 7);
  one.hand_over(0);
  two.hand_over(0);
  EXPECT_THAT(measurements.series(), SizeIs(2));
}

TEST(Measurements, TakeRecordingsWithoutAnySlices) {
  Measurements measurements({}, {});
  WorkerOf worker{measurements, 0, {}, {}};
  worker.recorder.record(orders, {}, 1);
  worker.hand_over(0);
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 1);
  EXPECT_EQ(measurements.length(), 0s);
}

Histogram sum_of_slices(const Measurements& measurements, std::size_t wanted) {
  Sink sum = Histogram();
  for (const auto& slice : measurements.slices())
    for (const auto& [series, sink] : slice.sinks)
      if (series == wanted) merge(sum, sink);
  return std::get<Histogram>(std::move(sum));
}

TEST(Measurements, HaveSlicesThatAddUpToTheTotals) {
  constexpr std::uint32_t slices = 20;
  Measurements measurements(slice_boundaries(Duration(1s) * slices, {}), {});
  std::vector<WorkerOf> workers;
  for (std::size_t i = 0; i < 3; ++i) workers.push_back({measurements, i, {}, {}});
  Random random(1);
  for (std::uint32_t slice = 0; slice < slices; ++slice)
    for (auto& worker : workers) {
      for (int sample = 0; sample < 50; ++sample)
        worker.recorder.record(metrics::response, {{"step", std::to_string(random.below(4))}},
                               double(random.below(1000)));
      worker.hand_over(slice);
    }
  for (std::size_t series = 0; series < measurements.series().size(); ++series) {
    const auto& total = std::get<Histogram>(measurements.total(series));
    const auto sum = sum_of_slices(measurements, series);
    EXPECT_EQ(sum.buckets(), total.buckets());
    EXPECT_EQ(sum.sum(), total.sum());
    EXPECT_EQ(sum.min(), total.min());
    EXPECT_EQ(sum.max(), total.max());
  }
}

}  // namespace
}  // namespace proofload
