// SPDX-License-Identifier: Apache-2.0
#pragma once

// A request as a value. Only the route is required:
//
//   const Request request{.method = "PUT", .route = "/agents/{id}", .arguments = {id},
//                         .body = R"({"name": "new"})", .timeout = 2s};
//   const Response response = co_await user.send(request);
//
// A value; belongs to who made it.

#include <proofload/metrics/tags.h>
#include <proofload/protocol/http/body.h>
#include <proofload/protocol/http/expected_statuses.h>
#include <proofload/protocol/http/field.h>
#include <proofload/units/duration.h>

#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct Request {
  std::string method = "GET";
  std::string route{};                   ///< "/users/{id}" below the target, or a whole URL
  std::vector<std::string> arguments{};  ///< fill the places in braces, in order, percent-encoded
  std::vector<Field> query{};            ///< appended to the URL, percent-encoded
  std::vector<Field> headers{};
  Body body{};
  Duration timeout{};  ///< for the whole exchange; zero: the plan's
  /// To the same scheme, host and port, ten times at most. What leads elsewhere is the answer
  /// itself: load and secrets are for the service under test only.
  bool follow_redirects = true;
  std::optional<ExpectedStatuses> expected{};  ///< nothing: the plan's
  std::string name{};                          ///< names the step; by default method and route
  Tags tags{};                                 ///< of its samples, beside the usual ones
};

/// The name of the step: what the author gave, or "GET /users/{id}".
std::string step_name(const Request& request);

}  // namespace proofload
