// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/profile.h>

#include <proofload/load/piece.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace proofload {

template <>
Rate quantity<Rate>(double magnitude) {
  return Rate::per_second(magnitude);
}

template <>
Users quantity<Users>(double magnitude) {
  return Users(std::llround(magnitude));
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::add(Stage stage) {
  named_ = stages_.size();
  stages_.push_back(std::move(stage));
  return *this;
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::hold(Quantity value, Duration length) {
  return add({.from = magnitude(value), .to = magnitude(value), .length = length});
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::hold(Duration length) {
  return add({.from = last(), .to = last(), .length = length});
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::ramp_to(Quantity value, Duration length) {
  return add({.from = last(), .to = magnitude(value), .length = length});
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::follow(std::function<Quantity(Duration)> shape,
                                             Duration length) {
  if (!shape) {
    mistakes_.push_back("follow() was given no function");
    return hold(length);
  }
  Stage stage{.length = length,
              .shape = [shape = std::move(shape)](Duration t) { return magnitude(shape(t)); }};
  stage.from = value_at(stage, Duration{});
  stage.to = value_at(stage, length);
  return add(std::move(stage));
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::spike_to(Quantity peak, SpikeTimes times) {
  if (times.rise == Duration{} && times.hold == Duration{} && times.fall == Duration{})
    mistakes_.push_back("spike_to(" + to_text(peak) + ", …) has no duration");
  const auto before = quantity<Quantity>(last());
  ramp_to(peak, times.rise);
  if (times.hold != Duration{}) hold(times.hold);
  named(++spikes_ == 1 ? "spike" : "spike " + std::to_string(spikes_));
  const auto top = named_;
  ramp_to(before, times.fall);
  named_ = top;
  return *this;
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::stairs(StairSteps<Quantity> steps) {
  if (steps.steps < 1 || steps.steps > 10'000)
    mistakes_.push_back("stairs of " + std::to_string(steps.steps) +
                        " steps: there must be 1 to 10,000");
  for (int step = 1; step <= std::min(steps.steps, 10'000); ++step) {
    const auto value = quantity<Quantity>(last() + magnitude(steps.height));
    if (steps.rise != Duration{}) ramp_to(value, steps.rise);
    hold(value, steps.each);
    named("step " + std::to_string(++steps_));
  }
  return *this;
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::sine(SineWave<Quantity> wave) {
  const auto text = "sine of " + to_text(wave.amplitude) + " around " + to_text(wave.mean) +
                    " every " + to_text(wave.period);
  const auto mistakes = mistakes_.size();
  const auto pieces = std::max<std::int64_t>(pieces_in(wave.length), 1);
  if (magnitude(wave.amplitude) < 0) mistakes_.push_back(text + ": an amplitude below zero");
  if (wave.amplitude > wave.mean)
    mistakes_.push_back(text + ": it would fall below zero, since the amplitude is above the mean");
  if (wave.period < 20 * (wave.length / pieces) || wave.period <= Duration{})
    mistakes_.push_back(text + ": the period is too short for a stage of " + to_text(wave.length) +
                        "; it must be at least " + to_text(20 * (wave.length / pieces)));
  if (mistakes_.size() > mistakes) return hold(wave.mean, wave.length);
  return follow(
      [wave](Duration t) {
        const double turn = in_seconds(t) / in_seconds(wave.period);
        return quantity<Quantity>(magnitude(wave.mean) + magnitude(wave.amplitude) *
                                                             std::sin(2 * std::numbers::pi * turn));
      },
      wave.length);
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::named(std::string name) {
  if (!stages_.empty()) stages_[named_].name = std::move(name);
  return *this;
}

template <class Quantity>
Profile<Quantity>& Profile<Quantity>::warm_up() {
  for (auto& stage : stages_) stage.warm_up = true;
  return *this;
}

template <class Quantity>
Profile<Quantity> Profile<Quantity>::with_stages(std::vector<Stage> stages) const {
  auto result = *this;
  result.stages_ = std::move(stages);
  result.named_ = result.stages_.empty() ? 0 : result.stages_.size() - 1;
  return result;
}

template class Profile<Rate>;
template class Profile<Users>;

}  // namespace proofload
