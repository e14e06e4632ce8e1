// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/machine_signals.h>

#include <proofload/base/control_groups.h>
#include <proofload/base/system_file.h>

#include <sys/resource.h>

#include <ctime>
#include <utility>

namespace proofload {
namespace fs = std::filesystem;
namespace {

std::optional<Duration> suspended() {
#ifdef CLOCK_BOOTTIME
  timespec boot{};
  timespec monotonic{};
  if (clock_gettime(CLOCK_MONOTONIC, &monotonic) != 0 || clock_gettime(CLOCK_BOOTTIME, &boot) != 0)
    return {};
  return std::chrono::seconds(boot.tv_sec - monotonic.tv_sec) +
         std::chrono::nanoseconds(boot.tv_nsec - monotonic.tv_nsec);
#else
  return {};
#endif
}

std::optional<double> page_faults() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return {};
  return double(usage.ru_majflt);
}

}  // namespace

MachineSignals::MachineSignals(std::vector<pid_t> threads)
    : groups_(processor_groups(content_of_system_file("/proc/self/cgroup"))) {
  for (auto& group : groups_) group /= "cpu.stat";
  std::erase_if(groups_, [](const fs::path& path) { return content_of_system_file(path).empty(); });
  for (const auto thread : threads)
    threads_.push_back(fs::path("/proc/self/task") / std::to_string(thread) / "schedstat");
  last_ = read();
}

MachineCounters MachineSignals::read() const {
  MachineCounters counters;
  counters.ticks = parse_processor_ticks(content_of_system_file("/proc/stat"));
  for (const auto& path : groups_)
    counters.throttled.push_back(parse_throttled(content_of_system_file(path)));
  for (const auto& path : threads_)
    counters.run_delay.push_back(parse_run_delay(content_of_system_file(path)));
  counters.pressure = parse_pressure(content_of_system_file("/proc/pressure/cpu"));
  counters.page_faults = page_faults();
  counters.suspended = suspended();
  return counters;
}

std::vector<std::pair<Metric, double>> MachineSignals::since_last(Duration elapsed) {
  const auto before = std::exchange(last_, read());
  return signals_between(before, last_, elapsed);
}

}  // namespace proofload
