// SPDX-License-Identifier: Apache-2.0
#pragma once

// When a counter that was asked for some outcomes only has counted none of them, which is a zero,
// and no lack of samples: http_reqs{status:500} where every answer was another. Pure functions.

#include <proofload/report/statistic.h>
#include <proofload/report/thresholds/threshold_selector.h>

#include <optional>

namespace proofload::detail {

/// The part of a run in which a counter has samples, but none with the values that the selector
/// asks for of the tags status, error and expected_response; nothing where it has such samples, or
/// none at all. The counter itself has to carry each of these tags. The values of all other tags
/// have to be there: one that never occurred may be misspelt.
std::optional<Window> where_counted_nothing(const ThresholdSelector& selector,
                                            const Metric& counter, const Window& run);

/// Zero, of all the samples of that part.
Statistic counted_nothing(const Metric& counter, Quantity quantity);

}  // namespace proofload::detail
