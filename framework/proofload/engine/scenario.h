// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the users of a run do: one journey, or a weighted mix of journeys of which each iteration
// plays one. A journey is a coroutine: a free function taking User&, or a member of the fixture
// (LoadTest::journey). Never a capturing lambda that is itself a coroutine: it would outlive what
// it captured. Values; journeys are called on the workers' threads.

#include <proofload/protocol/task.h>
#include <proofload/units/percent.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace proofload {

class User;

using Journey = std::function<Task<>(User&)>;

/// A journey and its share of the iterations.
struct WeightedJourney {
  Percent weight;
  Journey journey;
};

class Scenario {
 public:
  Scenario() = default;
  Scenario(std::vector<WeightedJourney> journeys) : journeys_(std::move(journeys)) {}

  /// One journey, played by every iteration.
  template <std::convertible_to<Journey> Function>
  requires(!std::same_as<std::remove_cvref_t<Function>, Scenario>) Scenario(Function&& journey)
      : journeys_{{Percent::of_share(1), Journey(std::forward<Function>(journey))}} {}

  /// The journey of an iteration: the same one for the same seed, whenever it is played.
  /// Requires a scenario without problems.
  const Journey& journey_of(std::uint64_t seed, std::uint64_t iteration) const;

  /// The weights of its journeys, in their order: "60 % + 40 %"; empty where there is one.
  std::string mix_text() const;

  /// Everything wrong with it, one sentence each.
  std::vector<std::string> problems() const;

 private:
  std::vector<WeightedJourney> journeys_;
};

/// Several journeys by weight; the weights add up to 100 %.
///   mix({{60_percent, browse}, {40_percent, search}})
Scenario mix(std::initializer_list<WeightedJourney> journeys);

}  // namespace proofload
