// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a service gets worse with time: a statistic of the last third of a window, held against
// the same of the first third. Pure functions of a window.

#include <proofload/report/statistic.h>

namespace proofload {

/// How much worse the last third is than the first: of shares (the error rate) in points, 0.02
/// from 1 % to 3 %; of all else as a share of what it was early, 0.5 from 10 ms to 15 ms. Worse is
/// more, and of what is better when it is more (Statistic::more_is_better) less. Below zero where
/// it got better. Needs in each third what the statistic needs, and thirds of shortest_third.
Statistic late_against_early(Statistic statistic);

}  // namespace proofload
