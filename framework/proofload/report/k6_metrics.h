// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was measured as k6 lists it: metrics by their names, among them its sub-metrics, which are a
// metric cut down to some tags ("http_req_duration{status:200}"). As in k6 there are only those
// that a threshold names, and http_req_duration{expected_response:true}. Tags have k6's names; see
// k6_tags.h. Like a report, without set-up, warm-up and tear-down, which k6 counts in.
// https://grafana.com/docs/k6/latest/using-k6/thresholds/
// Pure functions over values.

#include <proofload/report/run_result.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// The sub-metric that k6 makes without being asked.
inline constexpr std::string_view k6_expected_responses =
    "http_req_duration{expected_response:true}";

/// A threshold and what came of it.
struct K6Threshold {
  std::string expression;  ///< "p(95)<500"
  bool held = false;
};

struct K6Metric {
  std::string name;              ///< with the suffix of a sub-metric
  std::optional<Metric> metric;  ///< nothing where only a threshold names it: no samples at all
  Sink sink;                     ///< all samples, merged
  Duration length{};             ///< of the load that a counter's rate is against
  std::vector<K6Threshold> thresholds;
};

/// Sorted by name. Where two kinds of metric share a name, which k6 forbids, the later one has its
/// kind in brackets behind it.
std::vector<K6Metric> k6_metrics(const RunResult& result);

/// "time", "data" or "default": what its values are.
std::string_view k6_contains(const Metric& metric);

}  // namespace proofload
