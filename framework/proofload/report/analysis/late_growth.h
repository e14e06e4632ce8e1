// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether what grows has levelled off. A service that starts fills its caches and opens its pools:
// its memory grows, and then stays. A leak goes on. So what counts is how it grows late:
//
//   cut the last third of the window into eight pieces (of whole seconds, so that there may be a
//   few more, and fewer where it lasts less than eight) and take the statistic of each piece; lay
//   the line of growth.h through them;
//   the late growth is what that line rises from the first piece to the last, as a share of where
//   it begins (of where it ends, if it begins at zero).
//
// A leak of constant speed that makes up x of the level after two thirds of the run has a late
// growth of a little less than x/2: at the usual bound of 5 % it shows once an eighth of the memory
// has leaked. A cache that fills along 1 - exp(-t/T) passes that bound when the run is four times
// as long as T, even where all memory is the cache. Growth of up to 1 MiB, or of five descriptors,
// is none: allocators and pools take what they need in steps. The highest value of each piece is
// blind to a saw-tooth, as of a garbage collector, that is shorter than a piece.
//
// The rule is our own. A test of trend over the whole run, as Mann's and Kendall's, takes the start
// of a service for a leak, and so only what is late counts here. It has no rate of error.
// Pure functions of a window.

#include <proofload/report/statistic.h>

namespace proofload {

/// The late growth of a statistic, highest(metrics::service_memory) say; below zero where it fell.
/// The context says which, how fast, and from where to where. Needs thirds of shortest_third, and
/// values in five pieces of the last one.
Statistic late_growth(Statistic statistic);

/// Growth in a third that is none.
double negligible_growth(Quantity quantity);

}  // namespace proofload
