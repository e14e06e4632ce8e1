// SPDX-License-Identifier: Apache-2.0
#pragma once

// Holds a run against its baseline, as limits whose source is "baseline":
//
//   * the p95 of every step is less than 20 % above the baseline's,
//   * the error rate of the run is less than twice the baseline's. Where fewer than three of its
//     requests failed, three are taken to have failed: none of n says no more than that the true
//     rate lies below 3/n (with 95 %: the "rule of three", Hanley and Lippman-Hand 1983). So after
//     no error of a million, one is no regression, and six are,
//   * the throughput is more than 90 % of the baseline's.
//
// A run of another workload (test, environment, scale, version of Proofload, scenarios with their
// loads, mixes and users, names of steps) is not compared: that is one broken limit, which says
// what differs. Pure functions; what is read and written stands in testing/baselines.h.

#include <proofload/report/baseline/baseline.h>
#include <proofload/report/limit.h>
#include <proofload/units/percent.h>

#include <string>
#include <vector>

namespace proofload {

/// How much worse than its baseline a run may be. Bounds are not reached.
struct BaselineTolerance {
  Percent slower = Percent::of_hundred(20);     ///< p95 of a step above the baseline's
  double error_factor = 2;                      ///< error rate as a multiple of the baseline's
  Percent less_done = Percent::of_hundred(10);  ///< throughput below the baseline's
};

/// What keeps a run from being compared with a baseline, one sentence each.
std::vector<std::string> workload_differences(const Baseline& baseline, const Report& report);

/// The limits that the baseline sets, and what came of them.
std::vector<Limit> compared(const Report& report, const Baseline& baseline,
                            const BaselineTolerance& tolerance = {});

/// The broken limit of a run that there is nothing to compare with: a missing baseline is no pass.
/// why: a sentence that says what to do.
Limit not_comparable(const std::string& why);

}  // namespace proofload
