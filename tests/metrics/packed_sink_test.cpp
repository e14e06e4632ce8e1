// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/packed_sink.h>

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace proofload {
namespace {

using ::testing::SizeIs;

using Bytes = std::vector<std::uint8_t>;

Bytes packed(const Sink& sink) {
  Bytes bytes;
  pack(sink, bytes);
  return bytes;
}

template <class Kind>
Kind unpacked(const Kind& original) {
  Sink sink = Kind{};
  merge_packed(sink, packed(original));
  return std::get<Kind>(std::move(sink));
}

void expect_same_samples(const Histogram& a, const Histogram& b) {
  EXPECT_EQ(a.buckets(), b.buckets());
  EXPECT_EQ(a.count(), b.count());
  EXPECT_EQ(a.sum(), b.sum());
  EXPECT_EQ(a.min(), b.min());
  EXPECT_EQ(a.max(), b.max());
}

TEST(PackedNumber, TakesAByteForSevenBits) {
  std::uint64_t largest = 0x7f;
  for (std::size_t size = 1; size <= 9; ++size) {
    for (const auto& [number, bytes_needed] :
         {std::pair(largest, size), std::pair(largest + 1, size + 1)}) {
      Bytes bytes;
      pack(number, bytes);
      EXPECT_THAT(bytes, SizeIs(bytes_needed)) << number;
    }
    largest = (largest << 7) | 0x7f;
  }
}

TEST(PackedNumber, IsTakenOffTheFrontOfTheBytes) {
  constexpr std::uint64_t greatest = std::numeric_limits<std::uint64_t>::max();
  const std::vector<std::uint64_t> numbers{0,      1,      0x7f,          0x80,
                                           0x3fff, 0x4000, greatest >> 1, greatest};
  Bytes bytes;
  for (const auto number : numbers) pack(number, bytes);
  std::span<const std::uint8_t> rest = bytes;
  for (const auto number : numbers) EXPECT_EQ(unpack(rest), number);
  EXPECT_TRUE(rest.empty());
}

TEST(PackedSink, GivesBackACounter) {
  const auto counter = unpacked(Counter{-1.5, 1'000'000});
  EXPECT_EQ(counter.sum, -1.5);
  EXPECT_EQ(counter.count, 1'000'000u);
}

TEST(PackedSink, GivesBackAGauge) {
  const auto gauge = unpacked(Gauge{3, -7, 1e300, 300});
  EXPECT_EQ(gauge.last, 3);
  EXPECT_EQ(gauge.min, -7);
  EXPECT_EQ(gauge.max, 1e300);
  EXPECT_EQ(gauge.count, 300u);
}

TEST(PackedSink, GivesBackARate) {
  const auto rate = unpacked(PassRate{200, 300});
  EXPECT_EQ(rate.passes, 200u);
  EXPECT_EQ(rate.count, 300u);
}

TEST(PackedSink, GivesBackExactlyTheHistogramThatWasPacked) {
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    Histogram original;
    for (int i = 0; i < 100; ++i) original.record(std::pow(2, -30 + 90 * random.uniform()));
    original.record(-random.uniform());
    expect_same_samples(unpacked(original), original);
  }
}

TEST(PackedSink, HoldsBucketsAndCountsOfEveryLength) {
  Histogram original;
  const std::vector<Histogram::Bucket> buckets{
      {0, 1}, {1, 127}, {2, 128}, {300, 1u << 21}, {70'000, std::uint64_t(1) << 60}};
  original.merge(buckets, 1, -1, 1e20);
  expect_same_samples(unpacked(original), original);
}

TEST(PackedSink, AddsNothingWhenEmpty) {
  Sink some = Histogram();
  record(some, 5);
  merge_packed(some, packed(Histogram()));
  EXPECT_EQ(std::get<Histogram>(some).count(), 1u);
  EXPECT_EQ(std::get<Histogram>(some).min(), 5);
  for (const auto kind : {MetricKind::counter, MetricKind::gauge, MetricKind::rate}) {
    Sink sink = sink_for(kind);
    record(sink, 5);
    merge_packed(sink, packed(sink_for(kind)));
    EXPECT_EQ(count(sink), 1u);
  }
}

TEST(PackedSink, MergesAsTheSinkItselfWould) {
  for (const auto kind :
       {MetricKind::counter, MetricKind::gauge, MetricKind::rate, MetricKind::trend}) {
    Sink early = sink_for(kind);
    for (const double value : {1.0, 0.0, 9.0}) record(early, value);
    Sink late = sink_for(kind);
    for (const double value : {4.0, -2.0}) record(late, value);
    Sink plain = early;
    merge(plain, late);
    merge_packed(early, packed(late));
    EXPECT_EQ(packed(early), packed(plain)) << to_text(kind);
  }
}

TEST(PackedSink, IsAddedToTheBytesThatAreThere) {
  Bytes bytes{1, 2, 3};
  pack(Sink(Counter{1, 1}), bytes);
  EXPECT_THAT(bytes, SizeIs(3 + 1 + sizeof(double)));
  EXPECT_EQ(bytes[2], 3);
}

TEST(PackedSink, TakesAboutThreeBytesABucket) {
  Random random(2);
  Histogram original;
  for (int i = 0; i < 10'000; ++i) original.record(5 * -std::log(1 - random.uniform()));
  EXPECT_LE(packed(original).size(), 3 * original.buckets().size());
}

}  // namespace
}  // namespace proofload
