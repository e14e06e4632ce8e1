// SPDX-License-Identifier: Apache-2.0
#pragma once

// A limit that stands in a file or on the command line, in the form of k6: a metric with tags, and
// an expression. It becomes a Limit like those that tests assert in code, so that every output
// shows both alike. What is computed stands in threshold_statistic.h. A value; pure functions.
//
// In a scaled run it is scaled like a limit in code: the rate of a counter with the load, a lower
// bound on a count with load and time, one on vus and vus_max with the load.

#include <proofload/report/limit.h>
#include <proofload/report/report.h>
#include <proofload/report/thresholds/threshold_expression.h>
#include <proofload/report/thresholds/threshold_selector.h>

#include <string>
#include <string_view>

namespace proofload {

struct Threshold {
  ThresholdSelector selector;
  ThresholdExpression expression;
  bool abort_on_fail = false;   ///< the run ends as soon as it does not hold; see ThresholdWatch
  Duration delay_abort_eval{};  ///< since the start of the run: not asked for abort_on_fail before
  std::string file{};           ///< where it stands; empty for the command line
  int line = 0;                 ///< of its expression

  /// What came of it. Broken where there is nothing to judge from: the metric has no samples, no
  /// sample has the tags, or the metric is of a kind that does not know the aggregation.
  Limit judged(const Report& report) const;

  /// The metric it is about: of the run, where it has samples; else as it has to be, and then its
  /// name lives as long as this threshold.
  Metric metric_in(const Window& run) const;

  /// Why the metric cannot be held against the expression: another kind, or another unit.
  std::string mistake(const Metric& metric) const;

  /// The bound in a run of this scale.
  Bound bound(const Metric& metric, const Scale& scale) const;
};

/// A threshold without place. The error says what is wrong with the metric, the tags or the
/// expression; the aggregation and the unit are checked here where the metric is built in, and
/// after the run where it is the test's own.
Result<Threshold> parse_threshold(std::string_view selector, std::string_view expression);

}  // namespace proofload
