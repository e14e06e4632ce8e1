// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a report says of a run without being asked: how it aged, of a soak; where it broke, of a
// load that changes. Values; pure functions of a report.

#include <proofload/report/analysis/breaking_point.h>
#include <proofload/report/analysis/soak_indicators.h>

namespace proofload {

struct Findings {
  std::optional<SoakIndicators> soak{};
  std::optional<BreakingPoint> stress{};
};

/// soak: of tests with that label, and of all whose load does not change, where at least one of
/// the indicators has data. stress: of tests with the label stress, spike or capacity, and of all
/// whose load changes. None of a run that still plays.
Findings findings_of(const Report& report);

/// All of them, one sentence each.
std::vector<std::string> sentences(const Findings& findings);

}  // namespace proofload
