// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/pause_time.h>

#include <proofload/base/usage_error.h>
#include <proofload/load/distributions.h>

#include <algorithm>

namespace proofload {
namespace {

Duration times(Duration duration, double factor) {
  return from_seconds(in_seconds(duration) * factor);
}

}  // namespace

PauseTime::PauseTime(Kind kind, Duration first, Duration second)
    : kind_(kind), first_(first), second_(second) {
  if (first < Duration{} || second < Duration{})
    throw UsageError("a pause of " + to_text(*this) + ": no part of it can be below zero");
}

PauseTime PauseTime::uniform(Duration shortest, Duration longest) {
  const PauseTime pause(Kind::uniform, shortest, longest);
  if (longest < shortest)
    throw UsageError("a pause of " + to_text(pause) + ": the shortest must come first");
  return pause;
}

PauseTime PauseTime::normal(Duration mean, Duration deviation) {
  return {Kind::normal, mean, deviation};
}

PauseTime PauseTime::exponential(Duration mean) { return {Kind::exponential, mean, {}}; }

Duration PauseTime::draw(Random& random) const {
  switch (kind_) {
    case Kind::uniform:
      return first_ + times(second_ - first_, random.uniform());
    case Kind::normal:
      return std::max(Duration{}, first_ + times(second_, draw_normal(random)));
    case Kind::exponential:
      return times(first_, draw_exponential(random));
    case Kind::fixed:
      break;
  }
  return first_;
}

Duration PauseTime::mean() const {
  return kind_ == Kind::uniform ? first_ + (second_ - first_) / 2 : first_;
}

std::string to_text(const PauseTime& pause) {
  const auto first = to_text(pause.first_);
  const auto second = to_text(pause.second_);
  switch (pause.kind_) {
    case PauseTime::Kind::uniform:
      return "uniform, " + first + " to " + second;
    case PauseTime::Kind::normal:
      return "normal, " + first + " ± " + second;
    case PauseTime::Kind::exponential:
      return "exponential, " + first + " in the mean";
    case PauseTime::Kind::fixed:
      break;
  }
  return first;
}

}  // namespace proofload
