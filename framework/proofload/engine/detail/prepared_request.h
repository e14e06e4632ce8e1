// SPDX-License-Identifier: Apache-2.0
#pragma once

// A request as a user sends it: what the user, the plan and the run add to what the journey wrote.

#include <proofload/metrics/label_set.h>
#include <proofload/protocol/http/request.h>

#include <string>
#include <vector>

namespace proofload {

struct UserState;

struct PreparedRequest {
  Request request;
  std::string url;
};

/// With the user's headers where it does not set them itself. Throws UsageError where the route and
/// its arguments do not fit.
PreparedRequest prepared(const UserState& state, Request request);

/// Of its samples: the user's, and the tags of its own.
const LabelSet& labels_of(UserState& state, const Request& request);

/// What is sent beside its headers: those of the plan, and the user's cookies.
std::vector<Field> sent_by_itself(const UserState& state);

}  // namespace proofload
