// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/measurements.h>
#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Metric orders = counter("orders");

// One worker: what it records goes into the measurements slice by slice.
struct WorkerOf {
  Measurements& measurements;
  std::size_t number = 0;
  Recorder recorder{};
  std::unique_ptr<Recording> spare{};

  void go_on_in(SliceNumber next) {
    auto recording = recorder.exchange(next, std::move(spare));
    measurements.add(number, *recording);
    spare = std::move(recording);
  }
};

template <class Kind>
Kind slice_of(const Measurements& measurements, SliceNumber slice, std::size_t series = 0) {
  std::vector<bool> wanted(measurements.series().size());
  wanted.at(series) = true;
  Sink sink = Kind{};
  measurements.merge_slice(slice, wanted, sink);
  return std::get<Kind>(std::move(sink));
}

double orders_in(const Measurements& measurements, SliceNumber slice) {
  return slice_of<Counter>(measurements, slice).sum;
}

TEST(Measurements, AddUpWorkersThatNumberTheirSeriesDifferently) {
  Measurements measurements(Timeline(1s));
  WorkerOf one{measurements, 0};
  WorkerOf two{measurements, 1};
  one.recorder.record(orders, {{"step", "a"}}, 1);
  one.recorder.record(orders, {{"step", "b"}}, 2);
  two.recorder.record(orders, {{"step", "b"}}, 4);
  one.go_on_in(1);
  two.go_on_in(1);
  ASSERT_THAT(measurements.series(), SizeIs(2));
  EXPECT_EQ(measurements.series()[1].tags.get("step"), "b");
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 1);
  EXPECT_EQ(std::get<Counter>(measurements.total(1)).sum, 6);
  EXPECT_EQ(slice_of<Counter>(measurements, 0, 0).sum, 1);
  EXPECT_EQ(slice_of<Counter>(measurements, 0, 1).sum, 6);
}

TEST(Measurements, KeepSliceBySliceWhatHasACourseOverTime) {
  Measurements measurements(Timeline(2500ms));
  WorkerOf worker{measurements};
  worker.recorder.record(orders, {}, 10);
  worker.go_on_in(2);
  worker.recorder.record(orders, {}, 12);
  worker.go_on_in(3);
  EXPECT_EQ(orders_in(measurements, 0), 10);
  EXPECT_EQ(slice_of<Counter>(measurements, 1).count, 0u);
  EXPECT_EQ(orders_in(measurements, 2), 12);
}

TEST(Measurements, MergeTheWantedSeriesOfASliceOnly) {
  Measurements measurements(Timeline(1s));
  WorkerOf worker{measurements};
  for (const double value : {1.0, 2.0, 4.0, 8.0})
    worker.recorder.record(orders, {{"value", std::to_string(value)}}, value);
  worker.go_on_in(1);
  Sink sum = Counter{100, 1};
  measurements.merge_slice(0, {false, true, false, true}, sum);
  EXPECT_EQ(std::get<Counter>(sum).sum, 110);
  EXPECT_EQ(std::get<Counter>(sum).count, 3u);
}

TEST(Measurements, KeepOnlyTheTotalOfATotalTrend) {
  Measurements measurements(Timeline(1s));
  WorkerOf worker{measurements};
  worker.recorder.record(metrics::http_req_waiting, {}, 3);
  worker.go_on_in(1);
  const auto late = worker.recorder.series(metrics::http_req_waiting, {});
  worker.recorder.record_at(0, late, 5.0);
  worker.go_on_in(1);
  EXPECT_EQ(std::get<Histogram>(measurements.total(0)).count(), 2u);
  EXPECT_EQ(slice_of<Histogram>(measurements, 0).count(), 0u);
}

TEST(Measurements, PutWhatComesAfterTheLoadIntoASliceOfItsOwn) {
  Measurements measurements(Timeline(2s));
  WorkerOf worker{measurements};
  for (const SliceNumber slice : {1u, 2u, 7u}) {
    worker.go_on_in(slice);
    worker.recorder.record(orders, {}, slice);
  }
  worker.go_on_in(8);
  EXPECT_EQ(orders_in(measurements, 1), 1);
  EXPECT_EQ(orders_in(measurements, 2), 9);
}

TEST(Measurements, CountALateAnswerToTheSecondItBelongsTo) {
  Measurements measurements(Timeline(5s));
  WorkerOf worker{measurements};
  const auto id = worker.recorder.series(metrics::response, {});
  worker.go_on_in(3);
  worker.recorder.record_at(0, id, 3000.0);
  worker.recorder.record_at(3, id, 5.0);
  worker.recorder.record_at(1, id, 2000.0);
  worker.recorder.record_at(1, id, 2100.0);
  worker.go_on_in(4);
  EXPECT_EQ(slice_of<Histogram>(measurements, 0).max(), 3000);
  EXPECT_EQ(slice_of<Histogram>(measurements, 1).count(), 2u);
  EXPECT_EQ(slice_of<Histogram>(measurements, 1).min(), 2000);
  EXPECT_EQ(slice_of<Histogram>(measurements, 2).count(), 0u);
  EXPECT_EQ(slice_of<Histogram>(measurements, 3).max(), 5);
  EXPECT_EQ(std::get<Histogram>(measurements.total(0)).count(), 4u);
}

TEST(Measurements, CountALateSampleOfASliceBeyondTheLoadToTheOneThatFollowsIt) {
  Measurements measurements(Timeline(2s));
  WorkerOf worker{measurements};
  worker.recorder.record_at(90, worker.recorder.series(orders, {}), 7.0);
  worker.go_on_in(1);
  EXPECT_EQ(orders_in(measurements, 2), 7);
}

TEST(Measurements, CountWhatFollowsAnEarlyEndToTheSliceAfterTheLoad) {
  Measurements measurements(Timeline(9s));
  WorkerOf worker{measurements};
  for (SliceNumber slice = 0; slice < 10; ++slice) {
    worker.recorder.record(orders, {}, std::pow(10, slice));
    worker.go_on_in(slice + 1);
  }
  measurements.end_at(2500ms);
  ASSERT_EQ(measurements.timeline().slices(), 4u);
  EXPECT_EQ(orders_in(measurements, 1), 10);
  EXPECT_EQ(orders_in(measurements, 2), 100);
  EXPECT_EQ(orders_in(measurements, 3), 1'111'111'000);
  worker.recorder.record(orders, {}, 1);
  worker.go_on_in(11);
  EXPECT_EQ(orders_in(measurements, 3), 1'111'111'001);
}

TEST(Measurements, KeepTheLatestValueOfAGaugeInTotalAndInTheSlice) {
  Measurements measurements(Timeline(1s));
  WorkerOf worker{measurements};
  for (const double users : {5.0, 9.0, 2.0}) {
    worker.recorder.record(metrics::vus, {}, users);
    worker.go_on_in(0);
  }
  const auto slice = slice_of<Gauge>(measurements, 0);
  EXPECT_EQ(std::get<Gauge>(measurements.total(0)).last, 2);
  EXPECT_EQ(slice.last, 2);
  EXPECT_EQ(slice.max, 9);
  EXPECT_EQ(slice.count, 3u);
}

TEST(Measurements, EmptyTheRecordingForItsNextUse) {
  Measurements measurements(Timeline(1s));
  Recorder recorder;
  recorder.record(orders, {}, 1);
  recorder.record_at(1, recorder.series(orders, {}), 2.0);
  const auto recording = recorder.exchange(1);
  measurements.add(0, *recording);
  measurements.add(0, *recording);
  EXPECT_THAT(recording->added, IsEmpty());
  EXPECT_THAT(recording->strays, IsEmpty());
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 3);
  EXPECT_EQ(orders_in(measurements, 0), 1);
  EXPECT_EQ(orders_in(measurements, 1), 2);
}

TEST(Measurements, KeepTwoKindsOfOneNameApart) {
  Measurements measurements(Timeline(1s));
  WorkerOf one{measurements, 0};
  WorkerOf two{measurements, 1};
  one.recorder.record(counter("queue"), {}, 1);
  two.recorder.record(gauge("queue"), {}, 7);
  one.go_on_in(1);
  two.go_on_in(1);
  EXPECT_THAT(measurements.series(), SizeIs(2));
}

TEST(Measurements, TakeRecordingsOfARunWithoutLength) {
  Measurements measurements{Timeline(0s)};
  WorkerOf worker{measurements};
  worker.recorder.record(orders, {}, 1);
  worker.go_on_in(4);
  worker.recorder.record(orders, {}, 2);
  worker.go_on_in(5);
  EXPECT_EQ(std::get<Counter>(measurements.total(0)).sum, 3);
  EXPECT_EQ(orders_in(measurements, 0), 3);
}

// Whole numbers, whose sums are exact in any order.
TEST(Measurements, HaveSlicesThatAddUpToTheTotals) {
  constexpr SliceNumber slices = 20;
  Measurements measurements(Timeline(Duration(1s) * slices));
  std::vector<WorkerOf> workers;
  for (std::size_t i = 0; i < 3; ++i) workers.push_back({measurements, i});
  Random random(1);
  for (SliceNumber slice = 0; slice < slices + 3; ++slice)
    for (auto& worker : workers) {
      for (int sample = 0; sample < 50; ++sample)
        worker.recorder.record_at(
            slice - std::min(slice, SliceNumber(random.below(4))),
            worker.recorder.series(metrics::response, {{"step", std::to_string(random.below(4))}}),
            double(random.below(1000)));
      worker.go_on_in(slice + 1);
    }
  ASSERT_THAT(measurements.series(), SizeIs(4));
  for (std::size_t series = 0; series < 4; ++series) {
    const auto& total = std::get<Histogram>(measurements.total(series));
    Histogram sum;
    for (SliceNumber slice = 0; slice <= slices; ++slice)
      sum.merge(slice_of<Histogram>(measurements, slice, series));
    EXPECT_EQ(sum.buckets(), total.buckets());
    EXPECT_EQ(sum.count(), total.count());
    EXPECT_EQ(sum.sum(), total.sum());
    EXPECT_EQ(sum.min(), total.min());
    EXPECT_EQ(sum.max(), total.max());
  }
}

TEST(Measurements, CountTheMemoryOfTheirTotals) {
  Measurements measurements(Timeline(1s));
  WorkerOf worker{measurements};
  worker.recorder.record(metrics::http_req_waiting, {}, 1);
  worker.go_on_in(0);
  const auto before = measurements.memory();
  for (int octave = 0; octave < 20; ++octave)
    worker.recorder.record(metrics::http_req_waiting, {}, std::exp2(octave));
  worker.go_on_in(0);
  EXPECT_GE(measurements.memory() - before, 19u * 512);
}

std::size_t memory_of(const Recording& recording) {
  std::size_t sum = recording.strays.capacity() * sizeof(Stray);
  for (const auto& sink : recording.sinks) sum += memory(sink);
  return sum;
}

// Ten minutes of one worker: 8 trends with 2,000 samples a second, now and then one of them far
// from all others, one in 200 of the second before; and 32 other series.
class TenMinutes {
 public:
  TenMinutes() {
    for (auto& latency : latencies_) latency = std::exp(1 + 1.2 * normal());
    for (int number = 0; number < 40; ++number)
      series_.push_back(worker_.recorder.series(number < 8    ? metrics::response
                                                : number < 24 ? orders
                                                              : metrics::step_failed,
                                                {{"step", std::to_string(number)}}));
  }

  void play(SliceNumber from, SliceNumber to) {
    for (auto slice = from; slice < to; ++slice) {
      for (std::size_t trend = 0; trend < 8; ++trend) second_of(series_[trend], slice);
      for (std::size_t other = 8; other < series_.size(); ++other)
        worker_.recorder.record(series_[other], 1);
      other_recording_ = worker_.spare ? memory_of(*worker_.spare) : 0;
      worker_.go_on_in(slice + 1);
    }
  }

  // With both recordings, which the worker and the measurements exchange.
  std::size_t memory() const {
    return measurements_.memory() + other_recording_ + memory_of(*worker_.spare);
  }

 private:
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random_.uniform();
    return sum;
  }

  void second_of(SeriesId id, SliceNumber slice) {
    for (std::size_t sample = 0; sample < 2000; ++sample) {
      const bool late = sample % 200 == 0 && slice > 0;
      worker_.recorder.record_at(late ? slice - 1 : slice, id,
                                 latencies_[random_.below(latencies_.size())]);
    }
    if (random_.below(20) == 0)
      worker_.recorder.record(id, std::exp2(-10 + 26 * random_.uniform()));
  }

  Random random_{1};
  std::array<double, 1 << 14> latencies_{};
  Measurements measurements_{Timeline(10min)};
  WorkerOf worker_{measurements_};
  std::vector<SeriesId> series_;
  std::size_t other_recording_ = 0;
};

TEST(Measurements, GrowByLessThanOneMebibyteInTenMinutes) {
  TenMinutes run;
  run.play(0, 60);
  const auto after_one = run.memory();
  run.play(60, 600);
  RecordProperty("bytes_after_one_minute", std::to_string(after_one));
  RecordProperty("bytes_grown_in_nine_more", std::to_string(run.memory() - after_one));
  EXPECT_LT(run.memory() - after_one, 1u << 20);
}

}  // namespace
}  // namespace proofload
