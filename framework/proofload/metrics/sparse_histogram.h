// SPDX-License-Identifier: Apache-2.0
#pragma once

// A histogram laid away: only the buckets that hold something, packed as variable-length numbers
// (index steps and counts, seven bits to a byte, least first), about three bytes a bucket. Holds
// what one slice of a run measured, so that any stretch of it can be put together again exactly.
// A value; not synchronized.

#include <proofload/metrics/histogram.h>

#include <cstdint>
#include <vector>

namespace proofload {

class SparseHistogram {
 public:
  SparseHistogram() = default;
  explicit SparseHistogram(const Histogram& histogram);

  /// Adds everything laid away here to a histogram.
  void add_to(Histogram& histogram) const;

  std::uint64_t count() const { return count_; }
  std::size_t memory() const { return sizeof *this + packed_.capacity(); }

 private:
  std::vector<std::uint8_t> packed_;
  std::uint64_t count_ = 0;
  double sum_ = 0;
  double min_ = 0;
  double max_ = 0;
};

}  // namespace proofload
