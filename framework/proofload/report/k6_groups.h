// SPDX-License-Identifier: Apache-2.0
#pragma once

// The groups of a run and the checks in them, as the tree that k6 reports: the root has no name and
// an empty path, the path of a group or a check is that of its group, "::" and its name. Checks of
// several scenarios under one name in one group are one. Like a report, without set-up, warm-up and
// tear-down. Pure functions over values.

#include <proofload/report/report.h>

#include <cstdint>
#include <string>
#include <vector>

namespace proofload {

struct K6Check {
  std::string name;
  std::string path;  ///< "::checkout::pay::paid"
  std::uint64_t passes = 0;
  std::uint64_t fails = 0;
};

struct K6Group {
  std::string name;
  std::string path;             ///< "::checkout::pay"
  std::vector<K6Group> groups;  ///< sorted by name
  std::vector<K6Check> checks;  ///< sorted by name
};

/// The group that holds all others.
K6Group k6_root_group(const Report& report);

}  // namespace proofload
