// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/control_groups.h>
#include <proofload/base/system_file.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <thread>

namespace proofload {
namespace {

namespace fs = std::filesystem;

// The folders of a group and of those around it, under where its hierarchy is mounted.
void add_groups(const fs::path& mount, fs::path group, std::vector<fs::path>& groups) {
  for (group = group.relative_path(); !group.empty(); group = group.parent_path())
    groups.push_back(mount / group);
  groups.push_back(mount);
}

std::optional<double> processor_quota_of(const fs::path& group) {
  if (const auto quota = parse_processor_quota(content_of_system_file(group / "cpu.max")))
    return quota;
  return parse_processor_quota(content_of_system_file(group / "cpu.cfs_quota_us") + " " +
                               content_of_system_file(group / "cpu.cfs_period_us"));
}

}  // namespace

// A line is "number:controllers:group"; version 2 has no controllers. Within a container the group
// may be named as its host knows it, and then only the mount itself can be read.
std::vector<fs::path> processor_groups(std::string_view self_cgroup) {
  const fs::path mounts = "/sys/fs/cgroup";
  std::vector<fs::path> groups;
  std::istringstream lines{std::string(self_cgroup)};
  for (std::string line; std::getline(lines, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == line.npos || second == line.npos) continue;
    const auto controllers = line.substr(first + 1, second - first - 1);
    const auto group = line.substr(second + 1);
    if (controllers.empty()) add_groups(mounts, group, groups);
    const auto named = "," + controllers + ",";
    if (named.find(",cpu,") != named.npos) add_groups(mounts / controllers, group, groups);
  }
  return groups;
}

std::optional<double> parse_processor_quota(std::string_view quota_and_period) {
  std::istringstream text{std::string(quota_and_period)};
  double quota = 0;
  double period = 0;
  if (!(text >> quota >> period) || quota <= 0 || period <= 0) return {};
  return quota / period;
}

unsigned usable_processors() {
  double processors = std::max(1U, std::thread::hardware_concurrency());
  for (const auto& group : processor_groups(content_of_system_file("/proc/self/cgroup")))
    if (const auto quota = processor_quota_of(group)) processors = std::min(processors, *quota);
  return unsigned(std::ceil(processors));
}

}  // namespace proofload
