// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/stage.h>

#include <proofload/load/piece.h>

#include <algorithm>
#include <limits>

namespace proofload {
namespace {

double shape_at(const Stage& stage, Duration since) {
  try {
    return stage.shape(since);
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

double value_at(const Stage& stage, Duration since) {
  if (stage.shape) return shape_at(stage, since);
  if (stage.length <= Duration{}) return stage.to;
  return stage.from + (stage.to - stage.from) * (in_seconds(since) / in_seconds(stage.length));
}

Duration length_of(const std::vector<Stage>& stages) {
  Duration length{};
  for (const auto& stage : stages) length += stage.length;
  return length;
}

double peak_of(const std::vector<Stage>& stages) {
  double peak = 0;
  for (const auto& piece : pieces_of(stages)) peak = std::max({peak, piece.from, piece.to});
  return peak;
}

Duration warm_up_of(const std::vector<Stage>& stages) {
  Duration length{};
  for (const auto& stage : stages)
    if (stage.warm_up) length += stage.length;
  return length;
}

}  // namespace proofload
