// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a load in virtual time: the dispatchers of all workers, a virtual service, and a clock that
// jumps from one event to the next. Everything is exact to the nanosecond and takes no real time.

#include <support/virtual_service.h>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace proofload {

struct PlayedIteration {
  std::uint32_t worker = 0;
  Start start;
  Duration begin{};
  Duration end{};
  bool cut_off = false;

  Duration response() const { return end - start.planned; }
  Duration service() const { return end - begin; }
};

struct VirtualRun {
  std::vector<PlayedIteration> iterations;  ///< in the order in which they began
  std::vector<Duration> dropped;  ///< planned instants, in the order in which they were told
};

/// The loop of a worker, for several of them at once.
class VirtualPlayer {
 public:
  VirtualPlayer(std::vector<std::unique_ptr<Dispatcher>> workers, VirtualService service)
      : workers_(std::move(workers)), service_(std::move(service)) {}

  /// Until no iteration runs and none will start.
  VirtualRun play() {
    for (std::optional<Duration> now = Duration{}; now; now = next_event(*now)) {
      while (!ends_.empty() && ends_.begin()->first <= *now) end(ends_.begin()->second, *now);
      for (std::uint32_t worker = 0; worker < workers_.size(); ++worker) act(worker, *now);
    }
    EXPECT_TRUE(running_.empty());
    return std::move(run_);
  }

 private:
  void act(std::uint32_t worker, Duration now) {
    auto& dispatcher = *workers_[worker];
    while (const auto start = dispatcher.next(now)) begin(worker, *start, now);
    while (const auto planned = dispatcher.take_drop()) run_.dropped.push_back(*planned);
    while (const auto user = dispatcher.overdue(now)) {
      const auto iteration = running_.at({worker, *user});
      run_.iterations[iteration].cut_off = true;
      ends_.erase({run_.iterations[iteration].end, iteration});
      finish(iteration, now);
      act(worker, now);
    }
  }

  void begin(std::uint32_t worker, const Start& start, Duration now) {
    const auto iteration = run_.iterations.size();
    run_.iterations.push_back({worker, start, now, service_(start, now)});
    EXPECT_TRUE(running_.emplace(std::pair(worker, start.user), iteration).second)
        << "user " << start.user << " plays already";
    ends_.emplace(run_.iterations.back().end, iteration);
  }

  void end(std::size_t iteration, Duration now) {
    ends_.erase(ends_.begin());
    finish(iteration, now);
  }

  void finish(std::size_t iteration, Duration now) {
    auto& played = run_.iterations[iteration];
    played.end = now;
    running_.erase({played.worker, played.start.user});
    workers_[played.worker]->finished(played.start.user, now);
  }

  std::optional<Duration> next_event(Duration now) {
    std::optional<Duration> next;
    if (!ends_.empty()) next = ends_.begin()->first;
    for (const auto& worker : workers_)
      if (const auto due = worker->next_due()) next = std::min(next.value_or(*due), *due);
    if (!next || *next > now) return next;
    ADD_FAILURE() << "woken at " << to_text(now) << " for " << to_text(*next) << " in vain";
    return {};
  }

  std::vector<std::unique_ptr<Dispatcher>> workers_;
  VirtualService service_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> running_;  // by worker and user
  std::set<std::pair<Duration, std::size_t>> ends_;
  VirtualRun run_;
};

inline VirtualRun play(const Load& load, const DispatchOptions& options, VirtualService service,
                       std::uint32_t workers = 1) {
  std::vector<std::unique_ptr<Dispatcher>> dispatchers;
  for (std::uint32_t index = 0; index < workers; ++index)
    dispatchers.push_back(make_dispatcher(load, options, {index, workers}));
  return VirtualPlayer(std::move(dispatchers), std::move(service)).play();
}

/// When iterations began, in order.
inline std::vector<Duration> begins_of(const VirtualRun& run) {
  std::vector<Duration> begins;
  for (const auto& iteration : run.iterations) begins.push_back(iteration.begin);
  return begins;
}

/// The smallest value that at least this share of all does not exceed (nearest rank).
inline Duration quantile(std::vector<Duration> values, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * double(values.size())));
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

inline std::vector<Duration> responses_of(const VirtualRun& run) {
  std::vector<Duration> responses;
  for (const auto& iteration : run.iterations) responses.push_back(iteration.response());
  return responses;
}

inline std::vector<Duration> services_of(const VirtualRun& run) {
  std::vector<Duration> services;
  for (const auto& iteration : run.iterations) services.push_back(iteration.service());
  return services;
}

}  // namespace proofload
