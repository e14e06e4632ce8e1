// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run: a window over everything it measured, and the facts about the run itself.
// A cheap value; read-only, safe from any thread.

#include <proofload/base/clock.h>
#include <proofload/metrics/exemplars.h>
#include <proofload/metrics/window.h>
#include <proofload/report/course.h>
#include <proofload/report/load_account.h>
#include <proofload/units/scale.h>

namespace proofload {

/// One scenario of a run.
struct ScenarioFacts {
  std::string name;     ///< empty in a run of one scenario without a name
  std::string load;     ///< its load as a sentence, scaled
  LoadAccount account;  ///< with its own stages
  std::string mix{};    ///< weights of its journeys, "60 % + 40 %"; empty where it has one
};

/// What there is to know about a run beside its measurements.
struct RunFacts {
  std::string test;                   ///< "Suite.Name"
  std::vector<std::string> labels{};  ///< of the test: "soak", "http"
  std::string load;                   ///< the load as a sentence, scaled
  Scale scale;
  std::uint64_t seed = 0;
  std::string target;                 ///< base URL; never holds credentials
  std::string environment = "local";  ///< the named environment it was played in
  WallClock::time_point started_at;
  Duration planned_length{};  ///< of the load
  Duration played{};          ///< until the last iteration had ended
  LoadAccount account;        ///< the sum over the scenarios, with the stages of all
  std::vector<ScenarioFacts> scenarios{};

  /// Starts that the plan wanted in each slice; empty where a scenario is closed, or bounded by
  /// count.
  std::vector<std::uint64_t> planned{};

  /// Limits have to be shown to hold: a generator that often did not keep time makes the run
  /// INVALID even where they do. Set for soak and capacity.
  bool must_prove = false;

  /// Of the machine, as far as the test may use them; zero where that is not known. Generator and
  /// service share them, so that a report can say who had none to spare.
  std::uint32_t processors = 0;

  /// The slowest steps, and the first that failed.
  Exemplars exemplars{};

  /// How it went over time, where it is known already: of a run that still plays. Else nothing, and
  /// course_of() finds it.
  std::optional<Course> course{};

  /// False while it plays, and so for ever in what a run that was killed leaves behind.
  bool complete = true;

  /// What is worth knowing of how it was measured: shown beside the verdict, which it does not
  /// change.
  std::vector<std::string> notes{};

  std::string ended_early;   ///< why the run was stopped before its end; else empty
  std::string author_error;  ///< what the author has to mend; else empty
  std::string file;          ///< where run() was called
  int line = 0;

  /// Planned starts that never happened, of all scenarios.
  std::uint64_t dropped() const;

  /// The account of the scenario that got the smallest share of its planned starts on time, the
  /// first of equals; of the run where it has no scenarios.
  const LoadAccount& least_delivered() const;
};

class Report : public Window {
 public:
  Report(std::shared_ptr<const Measurements> measurements, RunFacts facts)
      : Window(std::move(measurements)), facts_(std::move(facts)) {}

  const RunFacts& facts() const { return facts_; }

 private:
  RunFacts facts_;
};

/// How a run went over time.
Course course_of(const Report& report);

}  // namespace proofload
