// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/distributions.h>

#include <cmath>
#include <numbers>

namespace proofload {

double draw_exponential(Random& random) { return -std::log1p(-random.uniform()); }

double draw_normal(Random& random) {
  const double radius = std::sqrt(2 * draw_exponential(random));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

double draw_gamma(Random& random, double shape) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = draw_normal(random);
    const double root = 1 + c * x;
    const double v = root * root * root;
    const double u = random.uniform();
    if (v > 0 && std::log(u) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

}  // namespace proofload
