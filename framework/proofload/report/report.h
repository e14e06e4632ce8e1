// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run: a window over everything it measured, and the facts about the run itself.
// A cheap value; read-only, safe from any thread.

#include <proofload/base/clock.h>
#include <proofload/metrics/window.h>
#include <proofload/report/load_account.h>
#include <proofload/units/scale.h>

namespace proofload {

/// What there is to know about a run beside its measurements.
struct RunFacts {
  std::string test;  ///< "Suite.Name"
  std::string load;  ///< the load as a sentence, scaled
  Scale scale;
  std::uint64_t seed = 0;
  std::string target;  ///< base URL; never holds credentials
  WallClock::time_point started_at;
  Duration planned_length{};  ///< of the load
  Duration played{};          ///< until the last iteration had ended
  LoadAccount account;
  std::string ended_early;   ///< why the run was stopped before its end; else empty
  std::string author_error;  ///< what the author has to mend; else empty
  std::string file;          ///< where run() was called
  int line = 0;
};

class Report : public Window {
 public:
  Report(std::shared_ptr<const Measurements> measurements, RunFacts facts)
      : Window(std::move(measurements)), facts_(std::move(facts)) {}

  const RunFacts& facts() const { return facts_; }

 private:
  RunFacts facts_;
};

}  // namespace proofload
