// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/scenario.h>

#include <proofload/base/random.h>

#include <cmath>

namespace proofload {
namespace {

std::string weights_text(const std::vector<WeightedJourney>& journeys) {
  std::string text;
  for (const auto& candidate : journeys)
    text += (text.empty() ? "" : " + ") + to_text(candidate.weight);
  return text;
}

}  // namespace

Scenario mix(std::initializer_list<WeightedJourney> journeys) { return Scenario(journeys); }

const Journey& Scenario::journey_of(std::uint64_t seed, std::uint64_t iteration) const {
  double left =
      journeys_.size() == 1 ? 0 : Random(seed, RandomPurpose::journey, iteration).uniform();
  for (const auto& candidate : journeys_)
    if ((left -= candidate.weight.share()) < 0) return candidate.journey;
  return journeys_.back().journey;
}

std::string Scenario::mix_text() const {
  return journeys_.size() < 2 ? std::string() : weights_text(journeys_);
}

std::vector<std::string> Scenario::problems() const {
  if (journeys_.empty())
    return {"the plan has no scenario: give it a journey, such as .scenario = browse"};
  std::vector<std::string> found;
  double sum = 0;
  for (const auto& [weight, journey] : journeys_) {
    if (!journey) found.push_back("a journey of the scenario is empty");
    if (!(weight.share() > 0)) found.push_back("a weight of " + to_text(weight) + " in the mix");
    sum += weight.share();
  }
  if (std::abs(sum - 1) > 1e-9)
    found.push_back("the weights of the mix add up to " + to_text(Percent::of_share(sum)) + " (" +
                    weights_text(journeys_) + "), not to 100 %");
  return found;
}

}  // namespace proofload
