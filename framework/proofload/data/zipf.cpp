// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/zipf.h>

#include <proofload/base/usage_error.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace proofload::synthetic {
namespace {

// base^exponent, for exponents from 0, by squares and square roots: IEEE 754 rounds those alike
// everywhere, which it does not ask of pow().
double power(double base, double exponent) {
  double result = 1;
  for (auto whole = unsigned(exponent); whole > 0; --whole) result *= base;
  double fraction = exponent - std::floor(exponent);
  for (double root = base; fraction > 0;) {
    root = std::sqrt(root);
    fraction *= 2;
    if (fraction < 1) continue;
    result *= root;
    fraction -= 1;
  }
  return result;
}

}  // namespace

Zipf::Zipf(std::size_t ranks, double exponent) {
  if (ranks == 0) throw UsageError("Zipf's law needs at least one rank");
  if (!(exponent >= 0 && exponent <= 10))
    throw UsageError("the exponent of Zipf's law must be from 0 to 10, and is " +
                     std::to_string(exponent));
  up_to_.reserve(ranks);
  double sum = 0;
  for (std::size_t rank = 1; rank <= ranks; ++rank)
    up_to_.push_back(sum += 1 / power(double(rank), exponent));
}

std::size_t Zipf::operator()(Random& random) const {
  const double wanted = random.uniform() * up_to_.back();
  const auto place = std::upper_bound(up_to_.begin(), up_to_.end() - 1, wanted);
  return std::size_t(place - up_to_.begin()) + 1;
}

}  // namespace proofload::synthetic
