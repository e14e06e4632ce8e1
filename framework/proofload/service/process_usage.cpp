// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/process_usage.h>

#include <dirent.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_questions = 2000;  // of what descriptors lead to

struct Stat {
  Duration processor_time{};
  std::int64_t threads = 0;
};

// proc(5): fields 14 to 17 of stat are the user and system time of the process and of children that
// it waited for, in clock ticks; field 20 is the number of threads. The second field, a name in
// parentheses, may hold anything, so counting starts behind its end.
std::optional<Stat> stat_in(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string line;
  if (!std::getline(file, line)) return {};
  const auto name_end = line.rfind(')');
  if (name_end == line.npos) return {};
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double ticks = 0;
  for (int field = 14; field < 18; ++field) {
    double more = 0;
    fields >> more;
    ticks += more;
  }
  Stat stat;
  if (!(fields >> skipped >> skipped >> stat.threads)) return {};
  stat.processor_time = from_seconds(ticks / double(sysconf(_SC_CLK_TCK)));
  return stat;
}

std::optional<Bytes> resident_memory(const fs::path& folder) {
  std::ifstream file(folder / "statm");
  std::int64_t all = 0;
  std::int64_t resident = 0;
  if (!(file >> all >> resident)) return {};
  return Bytes(resident * sysconf(_SC_PAGESIZE));
}

// What a descriptor leads to: "socket:[4711]".
bool leads_to_socket(int folder, const char* descriptor) {
  constexpr std::string_view begin = "socket:";
  std::array<char, begin.size()> target{};
  const auto size = readlinkat(folder, descriptor, target.data(), target.size());
  return size == ssize_t(begin.size()) && std::string_view(target.data(), begin.size()) == begin;
}

// A service may hold ten thousand, and each question costs two microseconds.
std::optional<Descriptors> descriptors_in(const fs::path& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> place(opendir((folder / "fd").c_str()), closedir);
  if (!place) return {};
  std::vector<std::string> descriptors;
  while (const auto* entry = readdir(place.get()))
    if (*std::data(entry->d_name) != '.') descriptors.emplace_back(std::data(entry->d_name));
  Descriptors counted{std::int64_t(descriptors.size()), 0};
  const auto every = 1 + descriptors.size() / (most_questions + 1);
  for (std::size_t i = 0; i < descriptors.size(); i += every)
    if (leads_to_socket(dirfd(place.get()), descriptors[i].c_str()))
      counted.sockets += std::int64_t(std::min(every, descriptors.size() - i));
  return counted;
}

}  // namespace

std::optional<ProcessUsage> usage_of(pid_t process) {
  const auto folder = fs::path("/proc") / std::to_string(process);
  const auto stat = stat_in(folder);
  const auto memory = resident_memory(folder);
  if (!stat || !memory) return {};
  return ProcessUsage{*memory, stat->processor_time, stat->threads, descriptors_in(folder)};
}

}  // namespace proofload
