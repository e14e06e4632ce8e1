// SPDX-License-Identifier: Apache-2.0
#pragma once

// What tests of the engine play, and how they look at it.

#include <proofload/engine/run.h>
#include <proofload/engine/user.h>

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace proofload::testing_support {

inline constexpr char nowhere[] = "http://127.0.0.1:1";

inline Plan plan_of(Journey journey, Load load, std::string name = {}) {
  Plan plan;
  plan.name = std::move(name);
  plan.scenario = std::move(journey);
  plan.load = std::move(load);
  return plan;
}

inline RunSettings settings_for(std::string target = nowhere, std::uint32_t workers = 1) {
  RunSettings settings;
  settings.target = std::move(target);
  settings.workers = workers;
  return settings;
}

inline RunSettings with_workers(std::uint32_t workers) { return settings_for(nowhere, workers); }

/// One iteration of one user.
inline Report play_one(Journey journey, const std::string& target = nowhere) {
  return play(plan_of(std::move(journey), iterations(1).shared_by(1_users)), settings_for(target));
}

// However a run ends, whatever began has ended in one of three ways, and the metrics say the same.
inline void expect_all_accounted_for(const Report& report) {
  const auto& account = report.facts().account;
  EXPECT_EQ(account.started, account.finished + account.failed + account.interrupted);
  EXPECT_EQ(double(account.finished), report.counter(metrics::iterations).sum);
  EXPECT_EQ(double(account.failed), report.counter(metrics::failed_iterations).sum);
  EXPECT_EQ(double(account.interrupted), report.counter(metrics::interrupted_iterations).sum);
}

inline Task<> nothing(User&) { co_return; }

/// What journeys did, in order. Safe from any thread.
class Log {
 public:
  void add(std::string line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }

  void clear() {
    const std::lock_guard lock(mutex_);
    lines_.clear();
  }

  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

  /// The place of the first line that begins so, and of the last one; -1 where there is none.
  int first(const std::string& begin) const {
    const auto all = lines();
    for (std::size_t place = 0; place < all.size(); ++place)
      if (all[place].starts_with(begin)) return int(place);
    return -1;
  }
  int last(const std::string& begin) const {
    const auto all = lines();
    for (auto place = all.size(); place-- > 0;)
      if (all[place].starts_with(begin)) return int(place);
    return -1;
  }
  int count(const std::string& begin) const {
    int found = 0;
    for (const auto& line : lines()) found += line.starts_with(begin) ? 1 : 0;
    return found;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;  // guarded by mutex_
};

/// How many there are of what a coroutine holds: none, once it has ended.
class Life {
 public:
  Life() { ++alive(); }
  ~Life() { --alive(); }
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  static std::atomic<int>& alive() {
    static std::atomic<int> number{0};
    return number;
  }
};

/// Until it is cut off, counting that it was: not merely destroyed.
inline Task<> rest(User& user, std::atomic<int>& cut_off) {
  const Life life;
  try {
    co_await user.pause(1h);
  } catch (...) {
    ++cut_off;
    throw;
  }
}

}  // namespace proofload::testing_support
