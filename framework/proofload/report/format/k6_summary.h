// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as k6's machine-readable summary, schema 1.0.0, which its option
// --new-machine-readable-summary writes. Readers of it are strict: there is no field but k6's own,
// and none is missing. It holds no thresholds and no groups: for those there are json_summary.h and
// k6_summary_export.h.
//
//   config.duration       seconds that the run was played for
//   config.script         the test: "Suite.Name"
//   metadata.generatedAt  the end of the run: the document is a function of the result alone
//   metadata.k6Version    "0.0.0+proofload", since no k6 had a part in it
//
// Metrics are sorted by name, where k6 has them in any order; as in k6, checks and group_duration
// are not among them. What differs in the values stands in k6_summary_export.h.
// github.com/grafana/k6, internal/lib/summary/machinereadable/types_gen.go (2.2.0)
// Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string k6_summary(const RunResult& result);

}  // namespace proofload
