// SPDX-License-Identifier: Apache-2.0
#pragma once

// A step while it plays, of whatever protocol: knows when it was planned and when it began, and
// writes down what became of it. Lives in the coroutine of the journey, on its worker's thread, not
// longer than the iteration. Where end() is not called, nothing is recorded.
//
//   MeasuredStep step(state, *state.labels, "WS /chat");
//   ... plays it ...
//   step.end(protocol, {{.failed = true, .error = "timeout"}, values, text});

#include <proofload/engine/detail/step_series.h>
#include <proofload/metrics/exemplar.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace proofload {

struct UserState;

/// The error of a step that the end of the run cut off.
inline constexpr std::string_view interrupted_error = "interrupted";

/// What became of a step, for its metrics and for people.
struct StepResult {
  StepOutcome outcome;
  std::span<const double> values{};  ///< of the protocol's metrics
  std::string_view error_text{};     ///< for people
};

class MeasuredStep {
 public:
  /// Begins now. The delay of the iteration against its plan is charged to its first step, to one
  /// that begins here. Throws UsageError where a run has more than 500 different steps.
  MeasuredStep(UserState& state, const LabelSet& labels, std::string name);
  MeasuredStep(UserState& state, std::string name);

  /// One of many that a journey plans by itself: planned then, begun at some instant since. The
  /// name must live as long.
  MeasuredStep(UserState& state, std::string_view name, Duration planned, Duration begun);

  MeasuredStep(const MeasuredStep&) = delete;
  MeasuredStep& operator=(const MeasuredStep&) = delete;

  std::string_view name() const { return name_; }

  /// When it began, since the start of the run.
  Duration begun() const { return begun_; }

  /// When it was to begin, since then.
  Duration planned() const { return begun_ - delay_; }
  Duration service_so_far() const;

  /// Records it. An outcome with interrupted_error was cut off by the end of the run, which says
  /// nothing about the service, unless it had outlived what the plan grants. describe: fills in
  /// what an exemplar shows beside name, times and error, where the step is worth keeping one; by
  /// std::ref() it costs no allocation.
  /// service: nothing where it ended now.
  void end(const StepProtocol& protocol, const StepResult& result,
           const std::function<Exemplar()>& describe = {}, std::optional<Duration> service = {});

 private:
  void keep_if_telling(const StepPlace& place, const StepResult& result,
                       const std::function<Exemplar()>& describe);
  void note_unanswered(const StepResult& result);

  UserState& state_;
  const LabelSet& labels_;  // when it began
  std::string own_name_;
  std::string_view name_;
  Duration begun_;
  Duration delay_;
  SliceNumber slice_;
};

}  // namespace proofload
