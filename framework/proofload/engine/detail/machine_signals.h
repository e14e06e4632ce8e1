// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the machine tells of the time it kept from the generator: processor time stolen by its host,
// throttling by a control group, threads that waited for a processor, pages read from disk,
// suspend. Reads /proc and /sys of Linux; a source that is missing, there or elsewhere, is left
// out. What the numbers mean stands in machine_counters.h. Belongs to one thread.

#include <proofload/engine/detail/machine_counters.h>

#include <sys/types.h>

#include <filesystem>

namespace proofload {

class MachineSignals {
 public:
  /// threads: ids of the generator's threads, as gettid() gives them. Counting begins here.
  explicit MachineSignals(std::vector<pid_t> threads);

  /// What happened since the last call, or since construction, and elapsed is the time since then.
  /// Takes some 20 µs.
  std::vector<std::pair<Metric, double>> since_last(Duration elapsed);

 private:
  MachineCounters read() const;

  std::vector<std::filesystem::path> groups_;   // cpu.stat of each
  std::vector<std::filesystem::path> threads_;  // schedstat of each
  MachineCounters last_;
};

}  // namespace proofload
