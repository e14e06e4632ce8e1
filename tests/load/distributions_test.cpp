// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/distributions.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace proofload {
namespace {

// The greatest distance from a distribution, times sqrt(n): above 1.63 in one of a hundred samples
// that follow it (Kolmogorov and Smirnov).
double distance(const std::function<double(Random&)>& draw,
                const std::function<double(double)>& distribution) {
  constexpr std::size_t number = 20'000;
  Random random(1);
  std::vector<double> values(number);
  for (auto& value : values) value = draw(random);
  std::sort(values.begin(), values.end());
  double greatest = 0;
  for (std::size_t i = 0; i < number; ++i) {
    const double expected = distribution(values[i]);
    greatest =
        std::max({greatest, expected - double(i) / number, double(i + 1) / number - expected});
  }
  return greatest * std::sqrt(double(number));
}

double normal_distribution(double x) { return std::erfc(-x / std::sqrt(2)) / 2; }

TEST(Distributions, DrawExponentials) {
  EXPECT_LT(distance(draw_exponential, [](double x) { return -std::expm1(-x); }), 1.63);
}

TEST(Distributions, DrawNormals) { EXPECT_LT(distance(draw_normal, normal_distribution), 1.63); }

// The sum of k exponentials: 1 - e^-x (1 + x + x^2/2! + ... + x^(k-1)/(k-1)!).
TEST(Distributions, DrawGammas) {
  for (const int shape : {1, 2, 5}) {
    const auto erlang = [shape](double x) {
      double term = 1;
      double sum = 1;
      for (int i = 1; i < shape; ++i) sum += term *= x / i;
      return 1 - std::exp(-x) * sum;
    };
    EXPECT_LT(distance([shape](Random& random) { return draw_gamma(random, shape); }, erlang), 1.63)
        << shape;
  }
}

// Of a great shape: Wilson and Hilferty's cube root, which is nearly normal.
TEST(Distributions, DrawGammasOfAGreatShape) {
  const auto nearly = [](double x) {
    const double v = 1.0 / (9 * 1024);
    return normal_distribution((std::cbrt(x / 1024) - (1 - v)) / std::sqrt(v));
  };
  EXPECT_LT(distance([](Random& random) { return draw_gamma(random, 1024); }, nearly), 1.63);
}

}  // namespace
}  // namespace proofload
