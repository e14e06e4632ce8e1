// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/stage_text.h>

#include <proofload/load/piece.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

template <class Quantity>
std::string shape_text(const Stage& stage) {
  double least = stage.from;
  double greatest = stage.from;
  bool finite = std::isfinite(stage.from);
  for (const auto& piece : pieces_of({stage})) {
    least = std::min(least, piece.to);
    greatest = std::max(greatest, piece.to);
    finite = finite && std::isfinite(piece.to);
  }
  const auto range = finite ? " from " + to_text(quantity<Quantity>(least)) + " to " +
                                  to_text(quantity<Quantity>(greatest))
                            : "";
  return "follow a shape" + range + " for " + to_text(stage.length);
}

template <class Quantity>
std::string course_text(const Stage& stage) {
  if (stage.shape) return shape_text<Quantity>(stage);
  const auto value = to_text(quantity<Quantity>(stage.to));
  if (stage.length == Duration{}) return "jump to " + value;
  return stage.from == stage.to ? "hold " + value + " for " + to_text(stage.length)
                                : "ramp to " + value + " in " + to_text(stage.length);
}

}  // namespace

template <class Quantity>
std::string stage_text(const Stage& stage) {
  const auto text = course_text<Quantity>(stage);
  if (stage.name.empty()) return stage.warm_up ? text + " (warm-up)" : text;
  return text + " (" + stage.name + (stage.warm_up ? ", warm-up)" : ")");
}

template std::string stage_text<Rate>(const Stage&);
template std::string stage_text<Users>(const Stage&);

}  // namespace proofload
