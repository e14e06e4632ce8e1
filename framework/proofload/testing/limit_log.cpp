// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/limit_log.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace proofload {
namespace {

std::mutex mutex;
std::map<std::shared_ptr<const Measurements>, std::vector<Limit>> log;  // guarded by mutex

bool is_same_assertion(const Limit& a, const Limit& b) {
  return a.line == b.line && a.file == b.file && a.subject == b.subject &&
         a.statistic == b.statistic && a.bound == b.bound;
}

}  // namespace

void log_limit(const Window& window, const Limit& limit) {
  const std::lock_guard lock(mutex);
  auto& limits = log[window.measurements()];
  const auto known = std::find_if(limits.begin(), limits.end(), [&](const Limit& earlier) {
    return is_same_assertion(earlier, limit);
  });
  if (known == limits.end())
    limits.push_back(limit);
  else
    *known = limit;
}

std::vector<Limit> take_limits(const std::shared_ptr<const Measurements>& measurements) {
  const std::lock_guard lock(mutex);
  auto taken = log.extract(measurements);
  return taken ? std::move(taken.mapped()) : std::vector<Limit>{};
}

}  // namespace proofload
