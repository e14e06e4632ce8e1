// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/unjudged_gauges.h>

#include <proofload/metrics/names.h>

namespace proofload {

bool UnjudgedGauges::concern(const Threshold& threshold) const {
  const auto& metric = threshold.selector.metric;
  const bool of_memory = metric == metrics::memory_leak_indicator.name;
  return names_.contains(of_memory ? metrics::service_memory.name : metric);
}

std::string UnjudgedGauges::note() const {
  std::string list;
  for (const auto& name : names_) list += (list.empty() ? "" : ", ") + name;
  if (list.empty()) return {};
  return "not judged: " + list + ", because the service was not started here";
}

}  // namespace proofload
