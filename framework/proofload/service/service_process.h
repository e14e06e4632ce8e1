// SPDX-License-Identifier: Apache-2.0
#pragma once

// The service under test as a child process: started, waited for until it is ready, watched, and
// stopped. Owned by the fixture of a test; the destructor stops it. start() and stop() block their
// caller, every other function returns at once and is safe from any thread.
//
// The service listens on 127.0.0.1 and runs in a process group of its own, which ends with it. It
// also dies when the test binary is killed; processes that it started itself outlive that, and so
// does whatever leaves the group. A script that wraps a service should exec it: what is still
// running when the script has ended is killed.

#include <proofload/base/result.h>
#include <proofload/service/service_options.h>

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace proofload {

class ChildProcess;
class LogFile;

class ServiceProcess {
 public:
  /// Returns when the service is ready. The error tells what kept it from that: problems of the
  /// options, a program that cannot be run, a port that is taken, a death, or that ready_within has
  /// passed; for the latter two with the last lines it printed. Nothing is left running then.
  /// On a port that was chosen for it a service that dies is started once more, on another one.
  static Result<std::unique_ptr<ServiceProcess>> start(ServiceOptions options);

  /// stop().
  ~ServiceProcess();

  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  const std::string& name() const { return options_.name; }
  std::uint16_t port() const { return options_.port; }

  /// "http://127.0.0.1:8080".
  std::string url() const;

  /// No other process has this id before stop() has returned.
  pid_t pid() const;

  const std::string& log_file() const;

  /// The last lines it printed, oldest first, safe to be shown. Reads a bounded part of the log.
  std::vector<std::string> last_log_lines(std::size_t count) const;

  /// How it died, if it did so before it was stopped: "schema_registry (pid 4711) was killed by
  /// signal 9 (SIGKILL)". Known within milliseconds.
  std::optional<std::string> death() const;

  /// How it came to its end, stopped or not; the same sentence. Nothing while it lives.
  std::optional<std::string> ending() const;

  /// Asks the service to stop, waits for at most stop_within, kills what is left of its group. Once
  /// it has stopped, does nothing.
  void stop();

 private:
  ServiceProcess(ServiceOptions options, LogFile log, std::unique_ptr<ChildProcess> child);
  static Result<std::unique_ptr<ServiceProcess>> launch(const ServiceOptions& options);
  Result<void> wait_until_ready() const;
  std::string title() const;
  std::string log_excerpt() const;

  ServiceOptions options_;  // with its name and port
  std::unique_ptr<LogFile> log_;
  std::unique_ptr<ChildProcess> child_;
};

}  // namespace proofload
