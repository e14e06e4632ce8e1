// SPDX-License-Identifier: Apache-2.0
#pragma once

// A stage of a load: a stretch of time in which it goes from one value to another. Values are
// starts a second, or users. Plain values; safe from any thread as long as the shapes are.

#include <proofload/units/duration.h>

#include <functional>
#include <string>
#include <vector>

namespace proofload {

/// Without a shape the value goes evenly from one to the other, and a length of zero is a jump.
struct Stage {
  double from = 0;
  double to = 0;
  Duration length{};
  std::string name{};  ///< empty: nobody will ask for it

  /// The value at a time since the stage began, from zero to its length; empty: a straight line.
  /// Pure: it is asked repeatedly, by several threads.
  std::function<double(Duration)> shape{};

  bool warm_up = false;  ///< played, but kept apart from the result
};

/// The value at a time since the stage began. No number where the shape throws.
double value_at(const Stage& stage, Duration since);

Duration length_of(const std::vector<Stage>& stages);

/// The greatest value, a shape seen at the ends of its pieces (piece.h).
double peak_of(const std::vector<Stage>& stages);

/// How long the warm-up takes: the length of the stages marked so, which come first.
Duration warm_up_of(const std::vector<Stage>& stages);

}  // namespace proofload
