// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/bound.h>

#include <cmath>

namespace proofload {

bool holds(const Bound& bound, double observed) {
  switch (bound.comparison) {
    case Comparison::less:
      return observed < bound.value;
    case Comparison::at_most:
      return observed <= bound.value;
    case Comparison::greater:
      return observed > bound.value;
    case Comparison::at_least:
      return observed >= bound.value;
    case Comparison::equal:
      return observed == bound.value;
    case Comparison::not_equal:
      break;
  }
  return !std::isnan(observed) && observed != bound.value;
}

std::string_view symbol(Comparison comparison) {
  constexpr std::string_view symbols[] = {"<", "<=", ">", ">=", "=", "!="};
  return symbols[static_cast<std::size_t>(comparison)];
}

bool is_lower(Comparison comparison) {
  return comparison == Comparison::greater || comparison == Comparison::at_least;
}

Comparison opposite(Comparison comparison) {
  constexpr Comparison opposites[] = {Comparison::at_least,  Comparison::greater,
                                      Comparison::at_most,   Comparison::less,
                                      Comparison::not_equal, Comparison::equal};
  return opposites[static_cast<std::size_t>(comparison)];
}

}  // namespace proofload
