// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/step.h>

#include <proofload/engine/detail/measured_step.h>
#include <proofload/engine/detail/user_state.h>

#include <exception>

namespace proofload {
namespace {

constexpr StepProtocol by_hand{};

}  // namespace

Step::Step(UserState& state, std::string_view name)
    : state_(state),
      measured_(std::make_unique<MeasuredStep>(state, std::string(name))),
      exceptions_(std::uncaught_exceptions()) {}

void Step::fail(std::string_view reason) { error_ = reason.empty() ? "failed" : reason; }

Step::~Step() {
  if (state_.interrupted) error_ = interrupted_error;
  if (error_.empty() && std::uncaught_exceptions() > exceptions_) error_ = "exception";
  const StepOutcome outcome{.failed = !error_.empty(), .error = error_};
  measured_->end(by_hand, {outcome});
}

}  // namespace proofload
