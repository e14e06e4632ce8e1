// SPDX-License-Identifier: Apache-2.0
#pragma once

// A route is a name and a template at once: "/users/{id}" names the step, so that labels stay
// bounded by the source, and is filled in to give the URL. Pure functions.

#include <proofload/base/percent_encoding.h>
#include <proofload/base/result.h>
#include <proofload/protocol/http/request.h>

#include <string_view>

namespace proofload {

/// How many places in braces a route has.
std::size_t places_in(std::string_view route);

/// The URL of a request: the target, the filled route, the query. An error where places and
/// arguments differ in number, where a route neither starts with "/" nor is a URL, and at a "#".
Result<std::string> url_of(const Request& request, std::string_view target);

/// A target as it can be used: an http or https URL with a host, without a trailing "/",
/// credentials, a query or a fragment. The error names the text, unless that may hold a password.
Result<std::string> checked_target(std::string_view text);

/// Whether two URLs have scheme, host and port in common.
bool same_origin(const std::string& one, const std::string& other);

}  // namespace proofload
