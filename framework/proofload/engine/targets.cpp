// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/targets.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/user.h>

#include <memory>

namespace proofload {
namespace {

Task<> send_one(User& user, Request request) { co_await user.send(std::move(request)); }

}  // namespace

Journey round_robin(std::vector<Request> requests) {
  if (requests.empty()) throw UsageError("there is no request to send in turn");
  const auto shared = std::make_shared<const std::vector<Request>>(std::move(requests));
  return
      [shared](User& user) { return send_one(user, (*shared)[user.iteration() % shared->size()]); };
}

}  // namespace proofload
