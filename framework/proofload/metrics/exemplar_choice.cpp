// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplar_choice.h>

#include <utility>

namespace proofload {

bool ExemplarChoice::choose(Duration response, SliceNumber slice) {
  if (std::exchange(slice_, slice) != slice) in_slice_ = 0;
  if (kept_.size() == slowest) {
    const auto least = in_slice_ < most_in_a_slice ? kept_.top() : kept_.top() + kept_.top() / 10;
    if (response <= least) return false;
    kept_.pop();
  }
  kept_.push(response);
  ++in_slice_;
  return true;
}

bool ExemplarChoice::choose_failed(std::string_view kind) {
  std::string name(kind);
  const auto known = failures_.find(name);
  if (known != failures_.end()) return known->second++ < of_each_failure;
  if (failures_.size() == most_failures) return false;
  failures_.emplace(std::move(name), 1);
  return true;
}

}  // namespace proofload
