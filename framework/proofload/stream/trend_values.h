// SPDX-License-Identifier: Apache-2.0
#pragma once

// What outputs show of a distribution, read off its buckets in one pass: cheap enough for hundreds
// of trends between two seconds of a run. Percentiles are those of Histogram::quantile(). Values;
// pure functions.

#include <proofload/metrics/histogram.h>

#include <cstdint>
#include <vector>

namespace proofload {

/// In the unit of its metric; all zero where there are no samples.
struct TrendValues {
  std::uint64_t count = 0;
  double sum = 0;
  double min = 0;
  double median = 0;
  double p90 = 0;
  double p95 = 0;
  double p99 = 0;
  double p999 = 0;
  double max = 0;

  double mean() const { return count == 0 ? 0 : sum / double(count); }
};

using Buckets = std::vector<Histogram::Bucket>;

TrendValues trend_values(const Histogram& histogram);

/// Of buckets with the exact figures that belong to them.
TrendValues trend_values(const Buckets& buckets, double sum, double min, double max);

/// What came to a distribution between two looks at it: its buckets then and now, the sum of what
/// came, and the least and greatest of all its values. Least and greatest of what came are known as
/// the bounds of their buckets, so within 0.1 %. Empty where nothing came.
TrendValues trend_values_between(const Buckets& earlier, const Buckets& later, double added_sum,
                                 double min, double max);

}  // namespace proofload
