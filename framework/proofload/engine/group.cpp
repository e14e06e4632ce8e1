// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/group.h>

#include <proofload/engine/detail/user_state.h>

#include <exception>

namespace proofload {

Group::Group(UserState& state, std::string_view name)
    : state_(state),
      outer_(state.group),
      series_(state.context.author_series.group(
          *state.labels, outer_.empty() ? std::string(name) : outer_ + "::" + std::string(name))),
      begun_(state.context.clock.now()),
      exceptions_(std::uncaught_exceptions()) {
  state_.enter_group(outer_.empty() ? std::string(name) : outer_ + "::" + std::string(name));
}

Group::~Group() {
  auto& context = state_.context;
  if (std::uncaught_exceptions() == exceptions_ && !state_.interrupted)
    context.recorder.record_at(context.slice_of(begun_), series_, context.clock.now() - begun_);
  state_.enter_group(outer_);
}

}  // namespace proofload
