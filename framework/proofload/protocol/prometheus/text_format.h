// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a service says of itself at its metrics endpoint, in Prometheus' text format 0.0.4
// (https://prometheus.io/docs/instrumenting/exposition_formats/), which OpenMetrics extends: one
// sample a line, as name{label="value"} 3.5. The page is hostile: a line that is no sample is
// passed over. Pure functions.

#include <proofload/base/result.h>
#include <proofload/metrics/tags.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

struct PrometheusSample {
  std::string_view name;  ///< a part of the line that was read
  Tags labels;
  double value = 0;  ///< may be infinite, or not a number
};

/// The sample in a line; nothing where it holds none: a comment, an empty line, or no such text.
std::optional<PrometheusSample> parse_prometheus_line(std::string_view line);

/// Which series are meant: those of a name that have all of these labels, among others.
struct PrometheusSelector {
  std::string name;
  Tags labels{};
};

/// Reads `http_requests_in_flight`, or `http_requests_in_flight{path="/x",code="200"}`. Labels are
/// compared with = alone. The error says what is wrong with the text.
Result<PrometheusSelector> parse_prometheus_selector(std::string_view text);

/// The value of each selector on a page: the sum over the series it selects, as PromQL's sum() has
/// it; nothing where it selects none, or the sum is not a finite number.
std::vector<std::optional<double>> read_prometheus_page(
    std::string_view page, const std::vector<PrometheusSelector>& selectors);

}  // namespace proofload
