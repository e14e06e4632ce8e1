// SPDX-License-Identifier: Apache-2.0
#pragma once

// The value of any metric, whatever its kind, as people read it and as pairs of name and number,
// with k6's names for the parts ("p(95)", "passes"). Pure functions.

#include <proofload/metrics/window.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

using NamedValues = std::vector<std::pair<std::string, double>>;

/// counter: count, rate; gauge: value, min, max; rate: rate, passes, fails; trend: count, avg, min,
/// med, p(90), p(95), p(99), p(99.9), max.
NamedValues values_of(const Window& window, const Metric& metric);

/// The same parts as one line.
std::string values_text(const Window& window, const Metric& metric);

}  // namespace proofload
