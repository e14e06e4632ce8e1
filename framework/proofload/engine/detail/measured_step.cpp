// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/measured_step.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/exemplars.h>

#include <utility>

namespace proofload {

MeasuredStep::MeasuredStep(UserState& state, const LabelSet& labels, std::string name)
    : state_(state),
      labels_(labels),
      own_name_(std::move(name)),
      name_(own_name_),
      begun_(state.context.clock.now()),
      delay_(std::exchange(state.delay, Duration{})),
      slice_(state.context.slice_of(begun_ - delay_)) {
  state_.context.steps.announce(labels_, name_);
}

MeasuredStep::MeasuredStep(UserState& state, std::string name)
    : MeasuredStep(state, *state.labels, std::move(name)) {}

MeasuredStep::MeasuredStep(UserState& state, std::string_view name, Duration planned,
                           Duration begun)
    : state_(state),
      labels_(*state.labels),
      name_(name),
      begun_(begun),
      delay_(begun - planned),
      slice_(state.context.slice_of(planned)) {}

Duration MeasuredStep::service_so_far() const { return state_.context.clock.now() - begun_; }

void MeasuredStep::end(const StepProtocol& protocol, const StepResult& result,
                       const std::function<Exemplar()>& describe, std::optional<Duration> service) {
  const auto length = service ? *service : service_so_far();
  const StepPlace place{labels_, slice_, length + delay_, length};
  if (result.outcome.error == interrupted_error && !state_.outlived_patience(place.response))
    return state_.context.steps.record_interrupted(labels_, name_);
  state_.context.steps.record(place, protocol, name_, result.outcome, result.values);
  keep_if_telling(place, result, describe);
  if (!result.outcome.failed) return;
  state_.step_failed = true;
  note_unanswered(result);
}

// Only of what is measured: not of set-up and warm-up.
void MeasuredStep::keep_if_telling(const StepPlace& place, const StepResult& result,
                                   const std::function<Exemplar()>& describe) {
  if (!state_.phase.empty() || !describe) return;
  auto& context = state_.context;
  const auto& outcome = result.outcome;
  const bool telling =
      outcome.failed ? context.exemplars.choose_failed(failure_kind(outcome.error, outcome.status))
                     : context.exemplars.choose(place.response, context.recorder.slice());
  if (!telling) return;
  auto exemplar = describe();
  exemplar.scenario = state_.scenario.name;
  exemplar.step = name_;
  exemplar.planned = begun_ - delay_;
  exemplar.response = place.response;
  exemplar.service = place.service;
  exemplar.failed = outcome.failed;
  exemplar.status = outcome.status;
  exemplar.error = outcome.error;
  context.recorder.add(std::move(exemplar));
}

// The first one is what people want to know: the others may follow from it.
void MeasuredStep::note_unanswered(const StepResult& result) {
  auto* place = state_.context.unanswered;
  const auto& outcome = result.outcome;
  if (place == nullptr || outcome.error.empty() || !place->empty()) return;
  *place = std::string(name_) + " got no answer: " + std::string(outcome.error);
  if (!result.error_text.empty()) *place += " (" + std::string(result.error_text) + ")";
}

}  // namespace proofload
