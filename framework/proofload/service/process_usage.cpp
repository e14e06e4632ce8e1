// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/process_usage.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace proofload {
namespace {

namespace fs = std::filesystem;

// proc(5): fields 14 and 15 of stat are user and system time in clock ticks. The second field, a
// name in parentheses, may hold anything, so counting starts behind its end.
std::optional<Duration> processor_time(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string line;
  if (!std::getline(file, line)) return {};
  const auto name_end = line.rfind(')');
  if (name_end == line.npos) return {};
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0;
  double system = 0;
  if (!(fields >> user >> system)) return {};
  return from_seconds((user + system) / double(sysconf(_SC_CLK_TCK)));
}

std::optional<Bytes> resident_memory(const fs::path& folder) {
  std::ifstream file(folder / "statm");
  std::int64_t all = 0;
  std::int64_t resident = 0;
  if (!(file >> all >> resident)) return {};
  return Bytes(resident * sysconf(_SC_PAGESIZE));
}

std::int64_t open_files(const fs::path& folder) {
  std::error_code failed;
  std::int64_t number = 0;
  for (fs::directory_iterator entry(folder / "fd", failed), end; !failed && entry != end;
       entry.increment(failed))
    ++number;
  return number;
}

}  // namespace

std::optional<ProcessUsage> usage_of(pid_t process) {
  const auto folder = fs::path("/proc") / std::to_string(process);
  const auto time = processor_time(folder);
  const auto memory = resident_memory(folder);
  if (!time || !memory) return {};
  return ProcessUsage{*memory, *time, open_files(folder)};
}

}  // namespace proofload
