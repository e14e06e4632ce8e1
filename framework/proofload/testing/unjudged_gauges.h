// SPDX-License-Identifier: Apache-2.0
#pragma once

// Gauges that a test does not judge, because the service was not started here: the memory and the
// open files of its process. A value; thread of the test only.

#include <proofload/metrics/metric.h>
#include <proofload/report/thresholds/threshold.h>

#include <set>
#include <string>

namespace proofload {

class UnjudgedGauges {
 public:
  void add(const Metric& gauge) { names_.emplace(gauge.name); }

  /// Whether the threshold is on one of them; memory_leak_indicator is on service_memory.
  bool concern(const Threshold& threshold) const;

  bool empty() const { return names_.empty(); }

  /// What results say of them; empty where there are none.
  std::string note() const;

 private:
  std::set<std::string, std::less<>> names_;
};

}  // namespace proofload
