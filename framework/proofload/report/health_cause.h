// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes a slice of a run unhealthy, in words: the bounds that report/health.h lists, and the
// sentences that outputs show. "It" is the generator. Pure functions.

#include <proofload/report/generator_signals.h>

#include <string>
#include <vector>

namespace proofload {

/// Everything that spoils a slice: "it started up to 310 ms late, its host took away 6 % of the
/// processor time"; empty where nothing does. allowed: how late starts may be.
std::string unhealthy_because(const GeneratorSignals& signals, Duration allowed);

/// "second 12": the one in which a slice begins.
std::string second_of(const Timeline& timeline, SliceNumber slice);

/// What spoiled those slices that count, the most frequent cause first: "in 2 seconds it started up
/// to 310 ms late (worst in second 12); in second 3 ...". Empty where nothing did.
std::string causes_text(const Timeline& timeline, const std::vector<GeneratorSignals>& signals,
                        const std::vector<bool>& counts, Duration allowed);

}  // namespace proofload
