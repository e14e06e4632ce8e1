// SPDX-License-Identifier: Apache-2.0
#pragma once

// The first and the last third of a window: early and late in a soak. Thirds are those of the time
// that was planned, after the warm-up: of a run that ended before its plan there is no last third,
// and nothing late to judge. A value; pure.

#include <proofload/metrics/window.h>

#include <string>

namespace proofload {

/// A third that is shorter tells of the start of the service, not of its life.
constexpr Duration shortest_third = 5s;

struct Thirds {
  Window first;
  Window middle;
  Window last;
  std::string missing{};  ///< why there are none; else empty
};

/// The slices that lie in each third as a whole.
Thirds thirds_of(const Window& window);

}  // namespace proofload
