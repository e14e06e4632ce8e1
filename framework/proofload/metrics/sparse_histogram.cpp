// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/sparse_histogram.h>

namespace proofload {
namespace {

void pack(std::vector<std::uint8_t>& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes.push_back(std::uint8_t(number | 0x80));
  bytes.push_back(std::uint8_t(number));
}

std::uint64_t unpack(const std::vector<std::uint8_t>& bytes, std::size_t& position) {
  std::uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = bytes[position++];
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return number;
  }
}

}  // namespace

SparseHistogram::SparseHistogram(const Histogram& histogram)
    : count_(histogram.count()),
      sum_(histogram.sum()),
      min_(histogram.min()),
      max_(histogram.max()) {
  std::uint32_t previous = 0;
  for (const auto& bucket : histogram.buckets()) {
    pack(packed_, bucket.index - previous);
    pack(packed_, bucket.count);
    previous = bucket.index;
  }
  packed_.shrink_to_fit();
}

void SparseHistogram::add_to(Histogram& histogram) const {
  std::vector<Histogram::Bucket> buckets;
  std::uint32_t index = 0;
  for (std::size_t position = 0; position < packed_.size();) {
    index += static_cast<std::uint32_t>(unpack(packed_, position));
    buckets.push_back({index, unpack(packed_, position)});
  }
  histogram.merge(buckets, sum_, min_, max_);
}

}  // namespace proofload
