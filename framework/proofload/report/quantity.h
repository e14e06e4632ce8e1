// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the number of a statistic counts, and so how it is written for people. Pure functions.

#include <proofload/metrics/metric.h>

#include <cstdint>
#include <string>

namespace proofload {

enum class Quantity : std::uint8_t {
  milliseconds,
  share,       ///< 0.05 is 5 %
  per_second,  ///< 1/s
  bytes,
  count,
};

/// What the values of a metric are.
constexpr Quantity quantity_of(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::milliseconds:
      return Quantity::milliseconds;
    case MetricUnit::bytes:
      return Quantity::bytes;
    case MetricUnit::none:
      break;
  }
  return Quantity::count;
}

/// "7.2 ms", "0.4 %", "998/s", "1.5 MiB", "12".
std::string to_text(Quantity quantity, double value);

/// For names in JSON and properties: "ms", "share", "per_second", "bytes", "count".
std::string_view unit_name(Quantity quantity);

}  // namespace proofload
