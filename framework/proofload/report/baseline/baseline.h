// SPDX-License-Identifier: Apache-2.0
#pragma once

// The key results of a run, kept to hold later runs of the same test against: after each release,
// say. With them stands what was played, because numbers of another load compare nothing. Values;
// pure functions of a report.

#include <proofload/report/report.h>

#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct StepBaseline {
  std::string scenario;  ///< empty in a run of one scenario without a name
  std::string name;
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;

  /// Of the response, in milliseconds; nothing where there were too few samples, or too many of
  /// them failed.
  std::optional<double> p50{};
  std::optional<double> p95{};
  std::optional<double> p99{};

  int line = 0;  ///< where it stands in the file
};

/// One scenario of what was played.
struct ScenarioWorkload {
  std::string name;             ///< empty in a run of one scenario without a name
  std::string load;             ///< as a sentence, scaled
  std::string mix;              ///< weights of its journeys, "60 % + 40 %"; empty where it has one
  std::uint64_t max_users = 0;  ///< that may play at once
};

/// What was played, as far as it decides whether two runs can be compared; with it the names of the
/// steps. What a journey does, and the flags of the service, are not in it.
struct Workload {
  std::vector<ScenarioWorkload> scenarios;
  double load_scale = 1;  ///< shares
  double time_scale = 1;
  std::string version;  ///< of Proofload: another one may measure differently
};

struct Baseline {
  std::string test;  ///< "Suite.Name"
  std::string environment;
  std::string recorded_at;  ///< begin of the run, "2026-11-22T00:04:47.000Z"
  Workload workload;
  std::uint64_t requests = 0;
  double error_rate = 0;  ///< a share; see error_rate()
  double throughput = 0;  ///< successful steps in a second
  std::vector<StepBaseline> steps;

  std::string file{};  ///< that it was read from
};

Baseline baseline_of(const Report& report);

}  // namespace proofload
