// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a threshold asks of a metric, computed as k6 does:
//
//   trend     avg min max med p(x)   over all samples of the window, whatever their outcome; of the
//                                    metrics response and service, which k6 does not have, steps
//                                    that failed count as slower than every other, and avg, min and
//                                    max are those of the others
//   counter   count                  the sum
//             rate                   the sum until the end of the load / its seconds
//   gauge     value                  the last one; of memory_leak_indicator and
//                                    response_time_trend, which have no samples, what
//                                    report/analysis/soak_indicators.h says, in percent
//   rate      rate                   the share of samples that are not zero
//
// Three things differ. k6 keeps every sample and interpolates between two; med and p(x) here are
// the nearest rank in a histogram, off by at most 0.1 %. p(x) needs ten samples beyond the
// percentile, as p95 of our own does: p(95) needs 200, p(99) needs 1,000; the message says how
// many. p(0) is min, p(100) is max, and these, avg and med need one. And no samples is never a
// pass: k6 lets a rate without samples pass, and takes an empty trend for zero.
//
// What counts mishaps is zero where something was played and none happened: dropped_iterations,
// interrupted_iterations, interrupted_requests, failed_iterations, late_starts. And a counter that
// carries status, error or expected_response, and has samples with other values of it only, has
// counted nothing of this one: http_reqs{status:500} is zero where every answer was another. Of all
// other tags a value that never occurred may be misspelt, and so is never a pass. Pure functions.

#include <proofload/report/statistic.h>
#include <proofload/report/thresholds/threshold_expression.h>

namespace proofload {

/// The statistic of a metric whose kind has the aggregation. It looks at that metric, whatever
/// trend the window looks at. The name of the metric must live as long as the statistic.
Statistic threshold_statistic(const ThresholdExpression& expression, const Metric& metric);

/// What its value counts.
Quantity threshold_quantity(Aggregation aggregation, const Metric& metric);

}  // namespace proofload
