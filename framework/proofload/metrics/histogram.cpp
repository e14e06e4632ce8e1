// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/histogram.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace proofload {
namespace {

constexpr std::uint32_t exponent_bias = 1023;
constexpr std::uint32_t lowest_exponent = exponent_bias - 20;
constexpr std::uint32_t octaves = 64;
constexpr std::uint32_t buckets_in_octave = 1024;
constexpr std::uint32_t too_small = 0;
constexpr std::uint32_t too_great = 1 + octaves * buckets_in_octave;
constexpr std::uint32_t buckets_in_block = 64;
constexpr std::uint32_t blocks = too_great / buckets_in_block + 1;
constexpr std::uint32_t kept_blocks = 64;  // four octaves

}  // namespace

std::uint32_t Histogram::bucket_of(double value) {
  const auto top = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 42);
  if (!(value > 0) || top < lowest_exponent * buckets_in_octave) return too_small;
  return std::min(1 + top - lowest_exponent * buckets_in_octave, too_great);
}

std::uint64_t& Histogram::counter_of(std::uint32_t bucket) {
  const auto block = bucket / buckets_in_block;
  if (places_.empty() || places_[block] == 0) add_block(block);
  return counters_[(places_[block] - 1u) * buckets_in_block + bucket % buckets_in_block];
}

// Room grows by an eighth: doubling it for one stray value would be what blocks are there to avoid.
void Histogram::add_block(std::uint32_t block) {
  places_.resize(blocks);
  const auto size = counters_.size() + buckets_in_block;
  if (size > counters_.capacity()) counters_.reserve(size + size / 8);
  counters_.resize(size);
  places_[block] = static_cast<std::uint16_t>(size / buckets_in_block);
}

// Shows every bucket that is not empty, by rising index.
template <class Visitor>
void Histogram::visit(Visitor visitor) const {
  for (std::uint32_t block = 0; block < places_.size(); ++block) {
    if (places_[block] == 0) continue;
    const auto* counters = &counters_[(places_[block] - 1u) * buckets_in_block];
    for (std::uint32_t number = 0; number < buckets_in_block; ++number)
      if (counters[number] != 0)
        visitor(Bucket{block * buckets_in_block + number, counters[number]});
  }
}

void Histogram::widen(double sum, double min, double max) {
  min_ = count_ == 0 ? min : std::min(min_, min);
  max_ = count_ == 0 ? max : std::max(max_, max);
  sum_ += sum;
}

void Histogram::record(double value) {
  if (std::isnan(value)) return;
  ++counter_of(bucket_of(value));
  widen(value, value, value);
  ++count_;
}

// With itself, too: a block that is merged is already there.
void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  other.visit([this](const Bucket& bucket) { counter_of(bucket.index) += bucket.count; });
  widen(other.sum_, other.min_, other.max_);
  count_ += other.count_;
}

void Histogram::merge(const std::vector<Bucket>& buckets, double sum, double min, double max) {
  if (buckets.empty()) return;
  widen(sum, min, max);
  for (const auto& bucket : buckets) {
    counter_of(std::min(bucket.index, too_great)) += bucket.count;
    count_ += bucket.count;
  }
}

// A rare slow second would else stay in memory for the rest of the run, in every recording.
void Histogram::clear() {
  if (counters_.size() > kept_blocks * buckets_in_block) {
    std::vector<std::uint64_t>().swap(counters_);
    std::vector<std::uint16_t>().swap(places_);
  }
  std::fill(counters_.begin(), counters_.end(), 0);
  count_ = 0;
  sum_ = min_ = max_ = 0;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> all;
  visit([&](const Bucket& bucket) { all.push_back(bucket); });
  return all;
}

double Histogram::low(std::uint32_t bucket) {
  if (bucket == too_small) return 0;
  const auto top = std::min(bucket, too_great) - 1 + lowest_exponent * buckets_in_octave;
  return std::bit_cast<double>(std::uint64_t{top} << 42);
}

double Histogram::high(std::uint32_t bucket) {
  return bucket >= too_great ? std::numeric_limits<double>::infinity() : low(bucket + 1);
}

double Histogram::value_of(std::uint32_t bucket) const {
  if (bucket == too_small) return std::clamp(0.0, min_, max_);
  if (bucket == too_great) return max_;
  return std::clamp((low(bucket) + high(bucket)) / 2, min_, max_);
}

double Histogram::quantile(double share) const {
  if (count_ == 0) return 0;
  if (share <= 0) return min_;
  // The small step back keeps 0.95 * 20, which is 19.000000000000004 or so, at rank 19.
  const double exact = share * double(count_);
  const auto rank = std::max<std::uint64_t>(1, std::uint64_t(std::ceil(exact - exact * 1e-12)));
  if (rank >= count_) return max_;
  std::uint64_t seen = 0;
  for (const auto& bucket : buckets()) {
    seen += bucket.count;
    if (seen >= rank) return value_of(bucket.index);
  }
  return max_;
}

std::size_t Histogram::memory() const {
  return sizeof *this + places_.capacity() * sizeof places_[0] +
         counters_.capacity() * sizeof counters_[0];
}

}  // namespace proofload
