// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run is in Prometheus. Metrics have k6's names, so that its dashboards read them:
//
//   counter        k6_<name>_total
//   gauge          k6_<name>          the last value
//   rate           k6_<name>_rate     share of the samples that are not zero, 0 to 1
//   trend          k6_<name>_<part>   count, sum, min, max, avg, med, p90, p95, p99, p999
//
// each since the run began, with times in seconds. Labels are the tags, as in report/k6_tags.h,
// those of the run, as in stream/run_tags.h, and `test`: "Suite.Name". k6 does not export its
// thresholds; here the verdict ends the run:
//
//   k6_verdict{outcome}      1 for the outcome of the run, 0 for the two others:
//                            "PASS", "FAIL", "INVALID"
//   k6_threshold_passed      1 where a limit held, else 0
//   k6_threshold_value       what was observed, in its base unit: seconds, bytes, a share of 1;
//                            missing where there was too little to tell
//   k6_threshold_limit       the bound that it was held against, in the same unit
//
// the last three with the labels `threshold` ("p95 < 10 ms"), `subject` ("GET /x") and `source`:
// "code", "file" or "command line". Of limits that are alike in all of them a broken one is shown.
// https://grafana.com/docs/k6/latest/results-output/real-time/prometheus-remote-write/
// Pure functions.

#include <proofload/report/run_result.h>
#include <proofload/stream/metric_snapshot.h>
#include <proofload/stream/prometheus_request.h>

namespace proofload {

/// The names that a metric has in Prometheus: one, or those of its parts.
std::vector<std::string> prometheus_names(const Metric& metric);

/// Adds a snapshot of the whole run. of_run: tags of the run.
void add_snapshot(PrometheusRequest& request, const MetricSnapshot& snapshot, std::string_view test,
                  const Tags& of_run = {});

/// Adds the verdict and the limits.
void add_verdict(PrometheusRequest& request, const RunResult& result, const Tags& of_run = {});

}  // namespace proofload
