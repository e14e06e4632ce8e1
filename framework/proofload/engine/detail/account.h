// SPDX-License-Identifier: Apache-2.0
#pragma once

// Takes stock of a run, when it has ended or on its way: what was planned, what became of it, in
// each scenario. Reads the workers' figures once, because a stuck worker may go on counting.

#include <proofload/engine/detail/worker.h>
#include <proofload/report/report.h>

#include <vector>

namespace proofload {

/// What became of the load of one run.
struct RunAccount {
  LoadAccount sum;
  std::vector<ScenarioFacts> scenarios;
  std::uint64_t stuck = 0;  ///< iterations that still play
};

/// When the load ended: as planned, or with its last iteration where it is bounded by count.
Duration load_end(const RunPlan& run, const std::vector<std::unique_ptr<Worker>>& workers);

/// played_until: of the loads, since the start of the run. played: in all.
RunAccount account_of(const RunPlan& run, const std::vector<std::unique_ptr<Worker>>& workers,
                      Duration played_until, Duration played);

/// Planned starts until an instant, by slice; empty where a load sets no instants.
std::vector<std::uint64_t> planned_by_slice(const RunPlan& run, Duration until);

/// Writes the starts that never happened into the slices they were planned for, but for those that
/// the lanes wrote themselves.
void record_drops(const RunPlan& run, const std::vector<std::unique_ptr<Worker>>& workers,
                  const RunAccount& account, Duration played_until, Recorder& recorder);

}  // namespace proofload
