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

}  // namespace

Histogram& Histogram::operator=(const Histogram& other) {
  if (this != &other) {
    clear();
    merge(other);
  }
  return *this;
}

std::uint32_t Histogram::bucket_of(double value) {
  const auto top = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 42);
  if (!(value > 0) || top < lowest_exponent * buckets_in_octave) return too_small;
  return std::min(1 + top - lowest_exponent * buckets_in_octave, too_great);
}

std::uint64_t& Histogram::counter_of(std::uint32_t bucket) {
  if (bucket == too_small) return too_small_count_;
  if (bucket >= too_great) return too_great_count_;
  auto& octave = octaves_[(bucket - 1) / buckets_in_octave];
  if (!octave) octave = std::make_unique<Octave>();
  return (*octave)[(bucket - 1) % buckets_in_octave];
}

std::uint64_t Histogram::count_in(std::uint32_t bucket) const {
  if (bucket == too_small) return too_small_count_;
  if (bucket >= too_great) return too_great_count_;
  return (*octaves_[(bucket - 1) / buckets_in_octave])[(bucket - 1) % buckets_in_octave];
}

void Histogram::add(std::uint32_t bucket, std::uint64_t count) {
  auto& counter = counter_of(bucket);
  if (counter == 0) touched_.push_back(bucket);
  counter += count;
}

void Histogram::widen(double sum, double min, double max) {
  min_ = count_ == 0 ? min : std::min(min_, min);
  max_ = count_ == 0 ? max : std::max(max_, max);
  sum_ += sum;
}

void Histogram::record(double value) {
  if (std::isnan(value)) return;
  add(bucket_of(value), 1);
  widen(value, value, value);
  ++count_;
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  for (const auto bucket : other.touched_) add(bucket, other.count_in(bucket));
  widen(other.sum_, other.min_, other.max_);
  count_ += other.count_;
}

void Histogram::merge(const std::vector<Bucket>& buckets, double sum, double min, double max) {
  if (buckets.empty()) return;
  widen(sum, min, max);
  for (const auto& bucket : buckets) {
    add(std::min(bucket.index, too_great), bucket.count);
    count_ += bucket.count;
  }
}

void Histogram::clear() {
  for (const auto bucket : touched_) counter_of(bucket) = 0;
  touched_.clear();
  too_small_count_ = too_great_count_ = 0;  // after a move they are not among the touched ones
  count_ = 0;
  sum_ = min_ = max_ = 0;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> all;
  all.reserve(touched_.size());
  for (const auto bucket : touched_) all.push_back({bucket, count_in(bucket)});
  std::sort(all.begin(), all.end(),
            [](const Bucket& a, const Bucket& b) { return a.index < b.index; });
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
  std::size_t octaves = 0;
  for (const auto& octave : octaves_) octaves += octave ? 1 : 0;
  return sizeof *this + octaves * sizeof(Octave) + touched_.capacity() * sizeof touched_[0];
}

}  // namespace proofload
