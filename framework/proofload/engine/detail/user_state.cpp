// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/user_state.h>

namespace proofload {

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return unknown_exception;
  }
}

void UserState::update_labels() {
  Tags all = scenario.tags;
  for (const auto& [name, value] : tags) all.set(name, value);
  all.set("scenario", scenario.name);
  all.set("phase", phase);
  all.set("group", group);
  labels = &context.label_sets.intern(all);
}

}  // namespace proofload
