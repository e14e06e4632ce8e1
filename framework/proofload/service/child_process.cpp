// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/child_process.h>

#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace proofload {
namespace {

std::string signal_text(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return "signal " + std::to_string(signal) + (name ? " (SIG" + std::string(name) + ")" : "");
}

std::string ending_text(const siginfo_t& info) {
  if (info.si_code == CLD_EXITED) return "exited with code " + std::to_string(info.si_status);
  if (info.si_code == CLD_KILLED) return "was killed by " + signal_text(info.si_status);
  if (info.si_code == CLD_DUMPED)
    return "was killed by " + signal_text(info.si_status) + " and dumped core";
  return "ended, unknown how: something else in this process waits for children, or SIGCHLD is "
         "ignored";
}

// Blocks until the process has ended; what is left of it keeps its id from being reused. The info
// has no process id where something else has reaped it.
siginfo_t wait_without_reaping(pid_t pid) {
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  return info;
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(SpawnRequest request) {
  std::unique_ptr<ChildProcess> child(new ChildProcess);
  std::promise<Result<pid_t>> promise;
  auto spawned = promise.get_future();
  child->keeper_ =
      std::thread(&ChildProcess::keep, child.get(), std::move(request), std::move(promise));
  const auto pid = spawned.get();
  if (!pid) return Error{pid.error()};
  child->pid_ = pid.value();
  return child;
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) end(Duration{});
  if (keeper_.joinable()) keeper_.join();
}

void ChildProcess::keep(const SpawnRequest& request, std::promise<Result<pid_t>> spawned) {
  const auto pid = spawn_process(request);
  spawned.set_value(pid);
  if (!pid) return;
  const auto info = wait_without_reaping(pid.value());
  const std::lock_guard lock(mutex_);
  ending_ = Ending{ending_text(info), asked_};
  id_is_ours_ = info.si_pid != 0;
  ended_.notify_all();
}

void ChildProcess::signal_group(int signal) {
  const std::lock_guard lock(mutex_);
  if (id_is_ours_) ::kill(-pid_, signal);
}

std::optional<Ending> ChildProcess::ending() const {
  const std::lock_guard lock(mutex_);
  return ending_;
}

bool ChildProcess::wait_for_end(Duration within) const {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, within, [this] { return ending_.has_value(); });
}

void ChildProcess::end(Duration patience) {
  const std::lock_guard lock(end_mutex_);
  if (gone_) return;
  {
    const std::lock_guard state(mutex_);
    asked_ = true;
  }
  if (!ending()) {
    signal_group(SIGTERM);
    signal_group(SIGCONT);
    wait_for_end(patience);
  }
  signal_group(SIGKILL);
  keeper_.join();
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  gone_ = true;
}

}  // namespace proofload
