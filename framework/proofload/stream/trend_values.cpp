// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/trend_values.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace proofload {
namespace {

constexpr std::pair<double, double TrendValues::*> percentiles[] = {
    {0.5, &TrendValues::median}, {0.9, &TrendValues::p90},    {0.95, &TrendValues::p95},
    {0.99, &TrendValues::p99},   {0.999, &TrendValues::p999},
};

// The rank and the value of a bucket are those of Histogram.
std::uint64_t rank_of(double share, std::uint64_t count) {
  const double exact = share * double(count);
  return std::max<std::uint64_t>(1, std::uint64_t(std::ceil(exact - exact * 1e-12)));
}

double value_of(std::uint32_t bucket, double min, double max) {
  const double low = Histogram::low(bucket);
  const double high = Histogram::high(bucket);
  if (low == 0) return std::clamp(0.0, min, max);
  return std::isinf(high) ? max : std::clamp((low + high) / 2, min, max);
}

// Both by rising index. A bucket that shrank belongs to another run, and counts as nothing.
Buckets added_to(const Buckets& earlier, const Buckets& later) {
  Buckets added;
  auto known = earlier.begin();
  for (const auto& bucket : later) {
    while (known != earlier.end() && known->index < bucket.index) ++known;
    const bool same = known != earlier.end() && known->index == bucket.index;
    const auto before = same ? known->count : 0;
    if (bucket.count > before) added.push_back({bucket.index, bucket.count - before});
  }
  return added;
}

}  // namespace

TrendValues trend_values(const Buckets& buckets, double sum, double min, double max) {
  TrendValues values;
  if (buckets.empty()) return values;
  for (const auto& bucket : buckets) values.count += bucket.count;
  values.sum = sum;
  values.min = min;
  values.max = max;
  std::uint64_t seen = 0;
  auto bucket = buckets.begin();
  for (const auto& [share, place] : percentiles) {
    const auto rank = rank_of(share, values.count);
    while (seen + bucket->count < rank) seen += (bucket++)->count;
    values.*place = rank >= values.count ? max : value_of(bucket->index, min, max);
  }
  return values;
}

TrendValues trend_values(const Histogram& histogram) {
  return trend_values(histogram.buckets(), histogram.sum(), histogram.min(), histogram.max());
}

TrendValues trend_values_between(const Buckets& earlier, const Buckets& later, double added_sum,
                                 double min, double max) {
  const auto added = added_to(earlier, later);
  if (added.empty()) return {};
  return trend_values(added, added_sum, std::clamp(Histogram::low(added.front().index), min, max),
                      std::clamp(Histogram::high(added.back().index), min, max));
}

}  // namespace proofload
