// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a plan and returns what came of it. Blocks the calling thread, which meanwhile collects
// recordings, watches the service and reports progress; users live on the workers' threads.

#include <proofload/base/result.h>
#include <proofload/engine/plan.h>
#include <proofload/report/progress.h>
#include <proofload/report/report.h>
#include <proofload/report/run_forecast.h>
#include <proofload/report/run_observer.h>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace proofload {

/// Where and how a plan is played.
struct RunSettings {
  std::string test;                   ///< "Suite.Name", for the report
  std::vector<std::string> labels{};  ///< see RunFacts
  std::string file;                   ///< where the author called, for messages
  int line = 0;
  std::string target;                 ///< base URL for routes
  std::string environment = "local";  ///< what the target belongs to, for the report
  Scale scale;
  std::uint64_t seed = 0;
  std::uint32_t workers = 1;            ///< threads that play users
  Duration deadline = Duration::max();  ///< the run is stopped by then, and keeps what it measured
  bool must_prove = false;              ///< see RunFacts
  std::uint32_t processors = 0;         ///< see RunFacts

  /// Asked twenty times a second: a reason to stop at once, such as a service that died.
  std::function<std::optional<std::string>()> stop_when;

  /// Asked once a second: gauges from outside, such as the memory of the service.
  std::function<std::vector<std::pair<Metric, double>>()> gauges;

  /// Told once a second how far the run is.
  std::function<void(const Progress&)> progress;

  /// Asked once a second whether what was measured so far, of the whole run, is a reason to stop:
  /// now is the time since its start.
  std::function<std::optional<std::string>(const Window& so_far, Duration now)> abort_when;

  /// Follow the run on the calling thread; must live as long as play() runs.
  std::vector<RunObserver*> observers{};

  /// Given every five seconds what is known by then: a report that is not complete, with the totals
  /// of everything, its course and its exemplars, but without slices: windows of parts of the time
  /// are empty. Called on the calling thread, for at most some milliseconds.
  std::function<void(Report so_far)> flush;
};

/// Everything that keeps plans from being played together with these settings, one sentence each.
std::vector<std::string> problems(const std::vector<Plan>& plans, const RunSettings& settings);
inline std::vector<std::string> problems(const Plan& plan, const RunSettings& settings) {
  return problems(std::vector<Plan>{plan}, settings);
}

/// What plans without problems will do.
RunForecast forecast(const std::vector<Plan>& plans, const RunSettings& settings);

/// Plays plans without problems, with as many descriptors as this process may have. Never throws
/// for what the service does; a mistake of the author that shows only while playing ends the run
/// and is in facts().author_error. What one of the callbacks throws ends the run too, and is thrown
/// on.
///
/// In this order: set-up of the scenarios, one after another; set-up of all users; the loads, with
/// what they need to come to their end; tear-down of the users, and of the scenarios. A set-up that
/// fails ends the run before any load. The tear-down is played however the loads ended, unless the
/// service or the deadline leaves no room for it.
///
/// Always returns: a journey that blocks its thread, or goes on when the end of the run cuts it
/// off, gets 2 s and is then left behind on its thread, with facts().ended_early saying so. What it
/// refers to outside the plan, such as its fixture, may be gone when it wakes up.
Report play(const std::vector<Plan>& plans, const RunSettings& settings);
inline Report play(const Plan& plan, const RunSettings& settings) {
  return play(std::vector<Plan>{plan}, settings);
}

/// Plays one journey once, with one user, against settings.target, and measures nothing: for
/// setting up and cleaning away. Ends at settings.deadline, or when settings.stop_when (asked every
/// 50 ms) gives a reason. The error says why the journey did not come to its end, or which request
/// got no answer, even if the journey went on without it. What stop_when throws is
/// thrown on. The caller's thread plays it: a journey that blocks, or goes on when it is cut off,
/// holds up the caller.
Result<void> play_once(const Journey& journey, const HttpOptions& http,
                       const RunSettings& settings);

}  // namespace proofload
