// SPDX-License-Identifier: Apache-2.0
#pragma once

// A list of requests as a journey: what vegeta calls an attack.
//
//   const auto targets = read_vegeta_targets("targets/api.txt");
//   ASSERT_TRUE(targets) << targets.error();
//   const Report report = run({.scenario = round_robin(targets.value()), .load = hold(50_per_s,
//   1min)});
//
// Any requests will do, wherever they come from.

#include <proofload/engine/scenario.h>
#include <proofload/protocol/http/request.h>

#include <vector>

namespace proofload {

/// Iteration n of the scenario sends request n modulo their number: one after the other, whoever
/// plays it and however many workers there are. Each is a step, under its own name; a run may have
/// 500 different ones. The journey owns the requests. Throws UsageError where there are none.
Journey round_robin(std::vector<Request> requests);

}  // namespace proofload
