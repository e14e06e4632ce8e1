// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as k6 writes it with --summary-export: the metrics and their values, and the
// tree of groups with their checks. For people whose scripts read that file. As in k6,
//
//   the value of a threshold is TRUE WHERE IT FAILED ("p(95)<500": true),
//   a rate has value, passes and fails; value is missing where there are no samples,
//   trends are in milliseconds, with avg, min, med, max, p(90) and p(95).
//
// Unlike k6: percentiles come from a histogram (metrics/histogram.h, off by 0.05 % at most) without
// interpolation; set-up, warm-up and tear-down are left out, and rates are against the time of the
// load without them; metrics that k6 does not know (response, service, ...) stand among its own.
// There is no setup_data. A metric that only a threshold names, and that has no samples at all, has
// thresholds and no values. Only limits that came from a threshold are thresholds here.
// github.com/grafana/k6, internal/js/summary.go and internal/js/summary-wrapper.js (2.2.0)
// Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string k6_summary_export(const RunResult& result);

}  // namespace proofload
