// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured: a name, a kind, and a unit. The kinds are k6's. A value, meant to be a
// constant:
//
//   inline constexpr Metric schemas_created = counter("schemas_created");

#include <cstdint>
#include <string_view>

namespace proofload {

/// How samples add up.
enum class MetricKind : std::uint8_t {
  counter,  ///< a sum
  gauge,    ///< the last value, with the least and the greatest
  rate,     ///< the share of samples that are not zero
  trend,    ///< a distribution
};

/// What a value is, as k6's "contains".
enum class MetricUnit : std::uint8_t {
  none,
  milliseconds,
  bytes,
};

struct Metric {
  std::string_view name;  ///< must live as long as the program: a literal
  MetricKind kind = MetricKind::counter;
  MetricUnit unit = MetricUnit::none;
  bool over_time = true;  ///< kept for every slice of the run, not only in total

  /// Two kinds of one name are two metrics: their samples do not add up.
  bool operator==(const Metric& other) const { return name == other.name && kind == other.kind; }
};

constexpr Metric counter(std::string_view name, MetricUnit unit = MetricUnit::none) {
  return {name, MetricKind::counter, unit};
}
constexpr Metric gauge(std::string_view name, MetricUnit unit = MetricUnit::none) {
  return {name, MetricKind::gauge, unit};
}
constexpr Metric rate(std::string_view name) { return {name, MetricKind::rate}; }
constexpr Metric trend(std::string_view name, MetricUnit unit = MetricUnit::milliseconds) {
  return {name, MetricKind::trend, unit};
}
/// A trend of which only the total is kept, to save memory.
constexpr Metric total_trend(std::string_view name) {
  return {name, MetricKind::trend, MetricUnit::milliseconds, false};
}

/// "counter", "gauge", "rate", "trend".
constexpr std::string_view to_text(MetricKind kind) {
  constexpr std::string_view names[] = {"counter", "gauge", "rate", "trend"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace proofload
