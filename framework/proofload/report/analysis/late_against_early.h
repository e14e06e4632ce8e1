// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a service gets worse with time: a statistic of the last third of a window, held against
// the same of the first third. Pure functions of a window.

#include <proofload/report/statistic.h>

namespace proofload {

/// In the unit of what is compared: a smaller change is none, however large a share it is.
struct SmallestChange {
  double value = 0;
  Quantity quantity = Quantity::count;
};

/// How much worse the last third is than the first: of shares (the error rate) in points, 0.02
/// from 1 % to 3 %; of all else as a share of what it was early, 0.5 from 10 ms to 15 ms. Worse is
/// more, and of what is better when it is more (Statistic::more_is_better) less. Below zero where
/// it got better; 0 where it changed by less than the smallest change, and the context says so.
/// Needs in each third what the statistic needs, and thirds of shortest_third.
///
/// smallest: in another unit than the statistic's there is no value. Where it is not given it is
/// 1 ms for latencies, because below that the scheduler of a shared machine decides as much as the
/// service does (0.4 ms that become 0.6 ms are no finding), and nothing for all else.
Statistic late_against_early(Statistic statistic, std::optional<SmallestChange> smallest = {});

}  // namespace proofload
