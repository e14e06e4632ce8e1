// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/packed_sink.h>

#include <cstring>

namespace proofload {
namespace {

using Bytes = std::vector<std::uint8_t>;

void pack_number(double number, Bytes& bytes) {
  const auto at = bytes.size();
  bytes.resize(at + sizeof number);
  std::memcpy(bytes.data() + at, &number, sizeof number);
}

double unpack_number(std::span<const std::uint8_t>& bytes) {
  double number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes = bytes.subspan(sizeof number);
  return number;
}

void pack_kind(const Counter& counter, Bytes& bytes) {
  pack(counter.count, bytes);
  pack_number(counter.sum, bytes);
}

void pack_kind(const Gauge& gauge, Bytes& bytes) {
  pack(gauge.count, bytes);
  for (const double value : {gauge.last, gauge.min, gauge.max}) pack_number(value, bytes);
}

void pack_kind(const PassRate& rate, Bytes& bytes) {
  pack(rate.passes, bytes);
  pack(rate.count, bytes);
}

void pack_kind(const Histogram& histogram, Bytes& bytes) {
  for (const double value : {histogram.sum(), histogram.min(), histogram.max()})
    pack_number(value, bytes);
  std::uint32_t previous = 0;
  for (const auto& bucket : histogram.buckets()) {
    pack(bucket.index - previous, bytes);
    pack(bucket.count, bytes);
    previous = bucket.index;
  }
}

void merge_kind(Counter& counter, std::span<const std::uint8_t> bytes) {
  const auto count = unpack(bytes);
  counter.merge({unpack_number(bytes), count});
}

void merge_kind(Gauge& gauge, std::span<const std::uint8_t> bytes) {
  Gauge other;
  other.count = unpack(bytes);
  for (double* value : {&other.last, &other.min, &other.max}) *value = unpack_number(bytes);
  gauge.merge(other);
}

void merge_kind(PassRate& rate, std::span<const std::uint8_t> bytes) {
  const auto passes = unpack(bytes);
  rate.merge({passes, unpack(bytes)});
}

void merge_kind(Histogram& histogram, std::span<const std::uint8_t> bytes) {
  const double sum = unpack_number(bytes);
  const double min = unpack_number(bytes);
  const double max = unpack_number(bytes);
  thread_local std::vector<Histogram::Bucket> buckets;
  buckets.clear();
  std::uint32_t index = 0;
  while (!bytes.empty()) {
    index += static_cast<std::uint32_t>(unpack(bytes));
    buckets.push_back({index, unpack(bytes)});
  }
  histogram.merge(buckets, sum, min, max);
}

}  // namespace

void pack(std::uint64_t number, Bytes& bytes) {
  for (; number >= 0x80; number >>= 7) bytes.push_back(std::uint8_t(number | 0x80));
  bytes.push_back(std::uint8_t(number));
}

std::uint64_t unpack(std::span<const std::uint8_t>& bytes) {
  std::uint64_t number = 0;
  std::size_t used = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = bytes[used++];
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) break;
  }
  bytes = bytes.subspan(used);
  return number;
}

void pack(const Sink& sink, Bytes& bytes) {
  std::visit([&](const auto& own) { pack_kind(own, bytes); }, sink);
}

void merge_packed(Sink& into, std::span<const std::uint8_t> bytes) {
  std::visit([&](auto& own) { merge_kind(own, bytes); }, into);
}

}  // namespace proofload
