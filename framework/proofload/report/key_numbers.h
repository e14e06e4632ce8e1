// SPDX-License-Identifier: Apache-2.0
#pragma once

// The few numbers of a run that are worth carrying into any report: as properties in JUnit and in
// GoogleTest's own XML, as measurements in CTest's. Pure.

#include <proofload/report/report.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// Names without spaces and values as text, in a fixed order. Times are in milliseconds, shares
/// from 0 to 1. "load" is a sentence, "environment" a name, all others are numbers.
std::vector<std::pair<std::string, std::string>> key_numbers(const Report& report);

}  // namespace proofload
