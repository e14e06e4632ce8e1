// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a condition held in the course of a window, as statistics like any other: the window is cut
// into pieces of whole slices, at least `every` long, one after another, and the condition is asked
// of each; what is left over at the end is in none. A piece with too little data counts as one in
// which it did not hold. Where such a limit is judged again on healthy seconds alone, pieces
// without them are left out, as if they had not been. Pure functions of a window.

#include <proofload/report/condition.h>

namespace proofload {

/// The share of the pieces in which they held.
Statistic share_held(const Conditions& conditions, Duration every);

/// The longest time for which they held without interruption; zero where they never did.
Statistic longest_held(const Conditions& conditions, Duration every);

/// The longest time for which they did not hold.
Statistic longest_broken(const Conditions& conditions, Duration every);

/// From the beginning of the window to the first piece from which on they hold for `stays`, or to
/// the end of the window where that is nearer. Never is worse than any number.
Statistic recovery_time(const Conditions& conditions, Duration every, Duration stays = 5s);

}  // namespace proofload
