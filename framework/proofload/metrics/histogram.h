// SPDX-License-Identifier: Apache-2.0
#pragma once

// A distribution in bounded memory. Buckets are logarithmic with 1,024 to each power of two, read
// off the exponent and the first ten bits of the fraction of an IEEE 754 double, so a quantile is
// off by at most 1/2048 (0.049 %) of its value; least, greatest, sum and count are exact. Buckets
// come in blocks of 64, and a block gets its 512 bytes when its first value arrives, so that a
// stray value far from all others costs little. Range: 2^-20 to 2^44 (in milliseconds: from one
// nanosecond to centuries); smaller values, zero and negative ones share one bucket, whose value is
// zero or what is nearest to it between least and greatest; greater ones share another, whose value
// is the greatest.
//
// Histograms merge exactly: merging is adding counts, in any order.
// Not synchronized: one thread at a time.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace proofload {

class Histogram {
 public:
  /// Adds one value. Allocates only for the first value in a block; NaN is ignored.
  void record(double value);

  /// Adds everything the other one holds.
  void merge(const Histogram& other);

  /// Empties it. Keeps the memory for what comes next, but for that of values spread unusually
  /// wide.
  void clear();

  std::uint64_t count() const { return count_; }
  double sum() const { return sum_; }
  double min() const { return count_ == 0 ? 0 : min_; }
  double max() const { return count_ == 0 ? 0 : max_; }
  double mean() const { return count_ == 0 ? 0 : sum_ / double(count_); }

  /// The smallest recorded value v such that at least ceil(share * count) values are <= v: nearest
  /// rank, no interpolation. share is in [0, 1]; 0 when empty.
  double quantile(double share) const;

  /// A bucket that is not empty.
  struct Bucket {
    std::uint32_t index = 0;
    std::uint64_t count = 0;
    bool operator==(const Bucket&) const = default;
  };

  /// All of them, by rising index.
  std::vector<Bucket> buckets() const;

  /// Adds buckets and the exact figures that belong to them, as another histogram gave them.
  void merge(const std::vector<Bucket>& buckets, double sum, double min, double max);

  /// The values of a bucket lie in [low, high); negative ones in the first bucket too.
  static double low(std::uint32_t bucket);
  static double high(std::uint32_t bucket);

  /// Memory held, in bytes.
  std::size_t memory() const;

 private:
  static std::uint32_t bucket_of(double value);
  std::uint64_t& counter_of(std::uint32_t bucket);
  void add_block(std::uint32_t block);
  double value_of(std::uint32_t bucket) const;
  void widen(double sum, double min, double max);
  template <class Visitor>
  void visit(Visitor visitor) const;

  std::vector<std::uint16_t> places_;    // of each block among the counters, from 1; 0: it has none
  std::vector<std::uint64_t> counters_;  // block by block, as they were added
  std::uint64_t count_ = 0;
  double sum_ = 0;
  double min_ = 0;
  double max_ = 0;
};

}  // namespace proofload
