// SPDX-License-Identifier: Apache-2.0
#pragma once

// A process with everything it started and what that started: workers that it forks, a program that
// a script runs. Children are those that /proc/<pid>/task/*/children names, which the kernel has
// where it was built with CONFIG_PROC_CHILDREN, as Debian's is; elsewhere a tree is its root. What
// detached itself (a daemon) has left the tree. Linux. Pure but for reading /proc; safe from any
// thread.

#include <proofload/service/process_usage.h>

#include <vector>

namespace proofload {

/// The process and its descendants that live now, parents first; empty where it is gone. At most
/// 1,000 of them.
std::vector<pid_t> process_tree(pid_t root);

/// The sum over the tree. Memory that processes share counts for each of them, and so do
/// descriptors. Processor time never falls while parents wait for the children that end.
/// Descriptors are those of all processes, or nothing where one of them shows none. Nothing where
/// the root is gone.
std::optional<ProcessUsage> usage_of_tree(pid_t root);

}  // namespace proofload
