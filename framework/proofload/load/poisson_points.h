// SPDX-License-Identifier: Apache-2.0
#pragma once

// The points of a Poisson process of rate one on a line that begins at zero, by number: the time
// changed into the area under the rate, they become arrivals of any changing rate.
//
// The distances of neighbours are independent exponentials of mean 1. They come in blocks of 1,024:
// first the length of a block is drawn, which is gamma of shape 1,024, then how the points divide
// it, which is independent of the length. So a number of any size is found without going through
// all before it, and the points are the same for everybody who has the same seed and stream.
// Memory: 8 bytes a block. One block is kept worked out, so asking in rising order costs next to
// nothing, and a jump 1,024 draws. One thread at a time, const or not.

#include <array>
#include <cstdint>
#include <vector>

namespace proofload {

class PoissonPoints {
 public:
  /// The points up to a place on the line, one exactly there included. stream: below 2^32.
  PoissonPoints(double end, std::uint64_t seed, std::uint64_t stream);

  std::uint64_t size() const { return size_; }

  /// Point number n, from 0. Requires n < size(). Never decreases.
  double at(std::uint64_t n) const;

  /// How many points lie at or before a place.
  std::uint64_t count_to(double place) const;

 private:
  static constexpr std::uint64_t block_size = 1024;

  void work_out(std::uint64_t block) const;

  std::uint64_t seed_;
  std::uint64_t stream_;
  std::vector<double> block_begins_;  // and the end of the last one
  std::uint64_t size_ = 0;
  mutable std::uint64_t worked_out_ = ~std::uint64_t{0};  // number of the block in points_
  mutable std::array<double, block_size> points_{};
};

}  // namespace proofload
