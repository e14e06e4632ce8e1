// SPDX-License-Identifier: Apache-2.0
#pragma once

// The services of one test: started here, or given by flag or variable; watched while load is
// played, and stopped with the test. For LoadTest; thread of the test only, but for death(), which
// the engine asks from the same thread while it plays.

#include <proofload/base/clock.h>
#include <proofload/metrics/metric.h>
#include <proofload/report/result_files.h>
#include <proofload/service/process_tree.h>
#include <proofload/service/service_process.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace proofload {

class ServicesUnderTest {
 public:
  /// Takes the target that was given for this service, or its environment's, or starts it; logs go
  /// beside the results.
  Result<void> start(ServiceOptions service, const ResultFiles& files);

  /// Where load goes: the service started last, or the target for all; empty where there is none.
  std::string target() const;

  /// The process that the load goes to; 0 where it was not started here.
  pid_t pid() const;

  /// Which service died and how, with the last lines of its log; nothing while all live.
  std::optional<std::string> death() const;

  /// Memory of this process; memory, processors, files, threads and sockets of the service that the
  /// load goes to, with all its child processes, where it was started here. What the system does
  /// not show of it is missing.
  std::vector<std::pair<Metric, double>> gauges();

  void stop() {
    under_load_ = nullptr;
    processes_.clear();
  }

 private:
  std::string free_log_name(const std::string& service) const;
  void aim_at(std::string url, const ServiceProcess* process);

  std::vector<std::unique_ptr<ServiceProcess>> processes_;
  const ServiceProcess* under_load_ = nullptr;  // of the above
  std::string target_;
  std::optional<ProcessUsage> last_usage_;
  SteadyClock::time_point usage_taken_;
};

/// Targets given by name that no test of this process has asked for: misspelt, most likely.
std::vector<std::string> unused_targets();

}  // namespace proofload
