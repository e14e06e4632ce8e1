// SPDX-License-Identifier: Apache-2.0
#pragma once

// One side of a limit: "< 10 ms", as a comparison and a number in the unit of the statistic that is
// held against it. A value; pure functions.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace proofload {

enum class Comparison : std::uint8_t { less, at_most, greater, at_least, equal, not_equal };

struct Bound {
  Comparison comparison = Comparison::less;
  double value = 0;
};

/// Whether a value is within the bound. NaN never is.
bool holds(const Bound& bound, double observed);

/// "<", "<=", ">", ">=", "=", "!=".
std::string_view symbol(Comparison comparison);

/// Whether it bounds from below: > and >=.
bool is_lower(Comparison comparison);

/// The comparison that holds exactly where this one does not, but for NaN: no bound holds for that.
Comparison opposite(Comparison comparison);

}  // namespace proofload
