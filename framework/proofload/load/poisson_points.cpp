// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/poisson_points.h>

#include <proofload/load/distributions.h>

#include <algorithm>

namespace proofload {
namespace {

Random stream_of(std::uint64_t seed, std::uint64_t stream, std::uint64_t block) {
  return Random(seed, RandomPurpose::arrivals, (stream << 32) + block);
}

}  // namespace

PoissonPoints::PoissonPoints(double end, std::uint64_t seed, std::uint64_t stream)
    : seed_(seed), stream_(stream), block_begins_{0} {
  while (block_begins_.back() <= end) {
    auto random = stream_of(seed_, stream_, block_begins_.size() - 1);
    block_begins_.push_back(block_begins_.back() + draw_gamma(random, double(block_size)));
  }
  size_ = block_begins_.size() == 1 ? 0 : count_to(end);
}

double PoissonPoints::at(std::uint64_t n) const {
  work_out(n / block_size);
  return points_[n % block_size];
}

std::uint64_t PoissonPoints::count_to(double place) const {
  const auto above = std::upper_bound(block_begins_.begin(), block_begins_.end() - 1, place);
  if (above == block_begins_.begin()) return 0;
  const auto block = static_cast<std::uint64_t>(above - block_begins_.begin() - 1);
  work_out(block);
  const auto point = std::upper_bound(points_.begin(), points_.end(), place);
  return block * block_size + static_cast<std::uint64_t>(point - points_.begin());
}

// Given the sum of independent exponentials, their shares of it are independent of the sum.
void PoissonPoints::work_out(std::uint64_t block) const {
  if (block == worked_out_) return;
  auto random = stream_of(seed_, stream_, block);
  draw_gamma(random, double(block_size));  // the length, known already
  double sum = 0;
  for (auto& point : points_) point = sum += draw_exponential(random);
  const double begin = block_begins_[block];
  const double end = block_begins_[block + 1];
  for (auto& point : points_) point = std::min(end, begin + point / sum * (end - begin));
  worked_out_ = block;
}

}  // namespace proofload
