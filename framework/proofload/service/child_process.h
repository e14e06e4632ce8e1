// SPDX-License-Identifier: Apache-2.0
#pragma once

// A program running in a process group of its own, and a thread that starts it, waits for its end
// and so knows of it at once. That thread lives as long as the child: it is what binds the child's
// life to ours (see spawn.h).
//
// Owned by whoever started it; every function is safe from any thread, except the destructor.

#include <proofload/base/result.h>
#include <proofload/service/spawn.h>
#include <proofload/units/duration.h>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace proofload {

/// How a process came to its end.
struct Ending {
  std::string how;     ///< "exited with code 3", "was killed by signal 9 (SIGKILL)"
  bool asked = false;  ///< whether end() was called before
};

class ChildProcess {
 public:
  /// Returns once the program runs. The output descriptor is used only until then.
  static Result<std::unique_ptr<ChildProcess>> start(SpawnRequest request);

  /// Kills the group, if it still lives.
  ~ChildProcess();

  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// The id of the process and of its group. Until end() has returned no other process gets it,
  /// even if this one dies before.
  pid_t pid() const { return pid_; }

  /// Nothing while it lives.
  std::optional<Ending> ending() const;

  /// Blocks until it ended, at most so long. Whether it ended.
  bool wait_for_end(Duration within) const;

  /// Sends SIGTERM to the group (also to one that was halted by SIGSTOP), and SIGKILL to whatever
  /// of it is left when the process has ended or the patience is over; returns when the process is
  /// gone. Once it is gone, does nothing.
  void end(Duration patience);

 private:
  ChildProcess() = default;
  void keep(const SpawnRequest& request, std::promise<Result<pid_t>> spawned);
  void signal_group(int signal);

  pid_t pid_ = 0;  // written before start() returns
  std::thread keeper_;

  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  std::optional<Ending> ending_;  // guarded by mutex_
  bool asked_ = false;            // guarded by mutex_
  bool id_is_ours_ = true;        // guarded by mutex_; false once something else has reaped it

  std::mutex end_mutex_;
  bool gone_ = false;  // guarded by end_mutex_
};

}  // namespace proofload
