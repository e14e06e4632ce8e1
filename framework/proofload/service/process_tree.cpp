// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/process_tree.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace proofload {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_processes = 1000;

fs::path folder_of(pid_t process) { return fs::path("/proc") / std::to_string(process); }

// A child belongs to the thread that forked it.
void add_children(pid_t parent, std::vector<pid_t>& tree) {
  std::error_code failed;
  for (fs::directory_iterator thread(folder_of(parent) / "task", failed), end;
       !failed && thread != end; thread.increment(failed)) {
    std::ifstream children(thread->path() / "children");
    for (pid_t child = 0; children >> child && tree.size() < most_processes;)
      if (std::find(tree.begin(), tree.end(), child) == tree.end()) tree.push_back(child);
  }
}

void add(const ProcessUsage& one, ProcessUsage& sum) {
  sum.memory = Bytes(sum.memory.count() + one.memory.count());
  sum.processor_time += one.processor_time;
  sum.threads += one.threads;
  if (!one.descriptors) sum.descriptors.reset();
  if (!sum.descriptors) return;
  sum.descriptors->open += one.descriptors->open;
  sum.descriptors->sockets += one.descriptors->sockets;
}

}  // namespace

std::vector<pid_t> process_tree(pid_t root) {
  std::error_code failed;
  if (root <= 0 || !fs::exists(folder_of(root), failed)) return {};
  std::vector<pid_t> tree{root};
  for (std::size_t known = 0; known < tree.size(); ++known) add_children(tree[known], tree);
  return tree;
}

std::optional<ProcessUsage> usage_of_tree(pid_t root) {
  auto sum = usage_of(root);
  if (!sum) return {};
  for (const auto process : process_tree(root))
    if (const auto usage = process == root ? std::nullopt : usage_of(process)) add(*usage, *sum);
  return sum;
}

}  // namespace proofload
