// SPDX-License-Identifier: Apache-2.0
#pragma once

// Starts a program in a child process that shares nothing with us but what is listed here: a
// session and process group of its own, no file of ours but the output, and the signal handling a
// program expects. Linux.
//
// The child dies when the THREAD that called ends (PR_SET_PDEATHSIG is bound to it), and so when
// our process is killed, however that happens. What the child started itself is not reached by
// that. Call it from a thread that lives as long as the child may: ChildProcess does.

#include <proofload/base/result.h>

#include <sys/types.h>

#include <string>
#include <vector>

namespace proofload {

struct SpawnRequest {
  std::string program{};                   ///< a path
  std::vector<std::string> arguments{};    ///< without the program itself
  std::vector<std::string> environment{};  ///< "NAME=value", all of it
  std::string working_directory{};         ///< empty: ours
  int output = -1;                         ///< a descriptor, for both output streams
};

/// Returns once the program has taken over, with its process id, which is its group's too and which
/// the caller has to wait for. The error says what kept it from running; no process is left then.
Result<pid_t> spawn_process(const SpawnRequest& request);

}  // namespace proofload
