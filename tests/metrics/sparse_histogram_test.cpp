// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/sparse_histogram.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload {
namespace {

Histogram unpacked(const SparseHistogram& sparse) {
  Histogram histogram;
  sparse.add_to(histogram);
  return histogram;
}

void expect_same(const Histogram& a, const Histogram& b) {
  EXPECT_EQ(a.buckets(), b.buckets());
  EXPECT_EQ(a.count(), b.count());
  EXPECT_EQ(a.sum(), b.sum());
  EXPECT_EQ(a.min(), b.min());
  EXPECT_EQ(a.max(), b.max());
}

TEST(SparseHistogram, AddsNothingWhenEmpty) {
  Histogram histogram;
  histogram.record(5);
  SparseHistogram().add_to(histogram);
  SparseHistogram(Histogram()).add_to(histogram);
  EXPECT_EQ(histogram.count(), 1u);
  EXPECT_EQ(histogram.min(), 5);
}

TEST(SparseHistogram, GivesBackExactlyWhatWasLaidAway) {
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    Histogram original;
    for (int i = 0; i < 100; ++i) original.record(std::pow(2, -30 + 90 * random.uniform()));
    original.record(-random.uniform());
    const SparseHistogram sparse(original);
    EXPECT_EQ(sparse.count(), original.count());
    expect_same(unpacked(sparse), original);
  }
}

TEST(SparseHistogram, HoldsCountsOfEveryLength) {
  Histogram original;
  const std::vector<Histogram::Bucket> buckets{
      {0, 1}, {1, 127}, {2, 128}, {300, 1u << 21}, {70'000, std::uint64_t(1) << 60}};
  original.merge(buckets, 1, -1, 1e20);
  expect_same(unpacked(SparseHistogram(original)), original);
}

TEST(SparseHistogram, AddsToWhatIsThere) {
  Histogram early;
  early.record(1);
  Histogram late;
  late.record(100);
  Histogram both = early;
  SparseHistogram(late).add_to(both);
  early.merge(late);
  expect_same(both, early);
}

TEST(SparseHistogram, TakesAboutThreeBytesABucket) {
  Random random(2);
  Histogram original;
  for (int i = 0; i < 10'000; ++i) original.record(5 * -std::log(1 - random.uniform()));
  const auto bytes = SparseHistogram(original).memory() - sizeof(SparseHistogram);
  EXPECT_LE(bytes, 3 * original.buckets().size());
}

}  // namespace
}  // namespace proofload
