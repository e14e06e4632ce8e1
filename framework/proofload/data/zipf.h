// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ranks that follow Zipf's law: the one of rank k comes up in proportion to 1 / k^exponent. So are
// visits to products, words, keys of a cache: a few are wanted all the time and most hardly ever.
//
//   const synthetic::Zipf popularity(products.size());
//   const auto product = popularity(user.random());
//
// Never changes once made, so safe from any thread; eight bytes for each rank. The same Random
// gives the same ranks on every machine. After G. K. Zipf, "Human Behavior and the Principle of
// Least Effort", 1949.

#include <proofload/base/random.h>

#include <cstddef>
#include <vector>

namespace proofload::synthetic {

class Zipf {
 public:
  /// Ranks from 1 to ranks. exponent: from 0, where all are equally likely, to 10. Throws
  /// UsageError for others, and for no ranks.
  explicit Zipf(std::size_t ranks, double exponent = 1);

  std::size_t operator()(Random& random) const;

 private:
  std::vector<double> up_to_;  // the weight of each rank and of those before it
};

}  // namespace proofload::synthetic
