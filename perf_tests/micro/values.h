// SPDX-License-Identifier: Apache-2.0
#pragma once

// Values to measure with, the same in every run: latencies in milliseconds, exponential around 5.

#include <proofload/base/random.h>

#include <array>
#include <cmath>
#include <cstddef>

namespace proofload {

inline double any_latency(Random& random) { return -5 * std::log(1 - random.uniform()); }

/// A number of them made ahead, so that a benchmark does not measure how they are made.
class Latencies {
 public:
  static constexpr std::size_t size = 4096;

  Latencies() {
    Random random(1);
    for (double& value : values_) value = any_latency(random);
  }

  /// Begins anew behind the last one.
  double operator[](std::size_t index) const { return values_[index % size]; }

 private:
  std::array<double, size> values_{};
};

}  // namespace proofload
