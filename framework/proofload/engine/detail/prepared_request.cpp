// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/prepared_request.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/protocol/http/route.h>

namespace proofload {

PreparedRequest prepared(const UserState& state, Request request) {
  auto url = url_of(request, state.context.target);
  if (!url) throw UsageError(url.error());
  for (const auto& [name, value] : state.headers)
    if (find_header(request.headers, name) == nullptr) request.headers.emplace_back(name, value);
  return {std::move(request), std::move(url.value())};
}

const LabelSet& labels_of(UserState& state, const Request& request) {
  if (request.tags.empty()) return *state.labels;
  auto all = state.labels->tags;
  for (const auto& [name, value] : request.tags) all.set(name, value);
  return state.context.label_sets.intern(all);
}

std::vector<Field> sent_by_itself(const UserState& state) {
  auto fields = state.scenario.http.headers;
  for (const auto& [name, value] : state.client.cookies())
    fields.emplace_back("Cookie", name + "=" + value);
  return fields;
}

}  // namespace proofload
