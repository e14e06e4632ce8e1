// SPDX-License-Identifier: Apache-2.0
#pragma once

// Control groups, by which containers get their share of a machine: see the kernel's pages on
// cgroup-v1 and -v2. Linux. Pure but for usable_processors(); safe from any thread.

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace proofload {

/// The folders of the groups that a process gets its processors from, its own first, then those
/// around it. self_cgroup: the content of /proc/self/cgroup. They need not exist.
std::vector<std::filesystem::path> processor_groups(std::string_view self_cgroup);

/// How many processors a group may use, from its cpu.max (version 2): "max 100000" is no bound and
/// nothing, "150000 100000" is 1.5. Version 1 keeps the two numbers in two files: cpu.cfs_quota_us,
/// where -1 is no bound, and cpu.cfs_period_us.
std::optional<double> parse_processor_quota(std::string_view quota_and_period);

/// How many processors this process can keep busy: those it may run on, or fewer where one of its
/// groups says so; a part of one counts as one. At least 1.
unsigned usable_processors();

}  // namespace proofload
