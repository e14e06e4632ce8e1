// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/step.h>

#include <proofload/engine/detail/user_state.h>

#include <exception>
#include <utility>

namespace proofload {

Step::Step(UserState& state, std::string_view name)
    : state_(state),
      labels_(*state.labels),
      name_(name),
      begun_(state.context.clock.now()),
      delay_(std::exchange(state.delay, Duration{})),
      exceptions_(std::uncaught_exceptions()) {
  state_.context.steps.announce(labels_, name_);
}

void Step::fail(std::string_view reason) { error_ = reason.empty() ? "failed" : reason; }

Step::~Step() {
  auto& context = state_.context;
  const auto service = context.clock.now() - begun_;
  const StepPlace place{labels_, context.slice_of(begun_ - delay_), service + delay_, service};
  if (state_.interrupted && !state_.outlived_patience(place.response)) {
    context.steps.record_interrupted(labels_, name_);
    return;
  }
  if (state_.interrupted) error_ = "interrupted";
  if (error_.empty() && std::uncaught_exceptions() > exceptions_) error_ = "exception";
  context.steps.record(place, name_, error_);
  if (!error_.empty()) state_.step_failed = true;
}

}  // namespace proofload
