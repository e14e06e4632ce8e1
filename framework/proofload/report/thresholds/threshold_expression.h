// SPDX-License-Identifier: Apache-2.0
#pragma once

// The expression of a threshold, in the grammar of k6 (metrics/thresholds_parser.go, v2.2.0):
//
//   aggregation operator number       "p(95)<500", "rate < 0.01", "count>=100"
//   aggregation   avg min max med p(0 to 100), of trends; rate, of rates; count rate, of counters;
//                 value, of gauges
//   operator      < <= > >= == === !=
//   number        -1, 0.5, 1e3; without a unit it is in the unit of the metric: milliseconds, a
//                 share (0.01), bytes, a second's worth
//
// As in k6, operators are looked for in the order <= < >= > === == !=, and the first that occurs
// anywhere in the text divides it. What k6 does not know: a number may carry a unit, as in <500ms,
// <1.5s, <200us, <1%, <10MiB, <10MB, >=100/s. What k6 takes and we refuse: NaN and Inf, because
// such a limit holds for no value or for all; percentiles beyond 0 to 100; hexadecimal numbers, and
// underscores between digits. Values; pure functions.

#include <proofload/base/result.h>
#include <proofload/metrics/metric.h>
#include <proofload/report/bound.h>
#include <proofload/report/quantity.h>

#include <optional>
#include <string>
#include <string_view>

namespace proofload {

/// What the samples of a metric are reduced to.
enum class Aggregation : std::uint8_t {
  average,
  least,
  greatest,
  median,
  percentile,
  count,
  rate,
  value,
};

struct ThresholdExpression {
  std::string text;  ///< as it was written, without spaces around it
  Aggregation aggregation = Aggregation::value;
  std::string statistic;  ///< the aggregation as k6 writes it: "p(99.9)", "avg"
  double percentile = 0;  ///< 0 to 100, of Aggregation::percentile

  /// The value is in the unit of the metric: milliseconds, a share, bytes, 1/s, or a plain number.
  Bound bound{};

  /// What the number was said to be; nothing where it has no unit.
  std::optional<Quantity> quantity{};
};

/// The error names the expression and the column, in bytes from 1.
Result<ThresholdExpression> parse_threshold_expression(std::string_view text);

/// Whether a text begins with an aggregation.
bool starts_with_aggregation(std::string_view text);

/// Whether k6 knows the aggregation for this kind of metric.
bool is_known_of(Aggregation aggregation, MetricKind kind);

/// "avg, min, max, med, or p(x)": the aggregations of a kind of metric.
std::string_view aggregations_of(MetricKind kind);

}  // namespace proofload
