// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplar_choice.h>

namespace proofload {

bool ExemplarChoice::choose(Duration response) {
  if (kept_.size() == slowest) {
    if (response <= kept_.top()) return false;
    kept_.pop();
  }
  kept_.push(response);
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
