// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parts of a vegeta target, checked, and put into a request. Errors say what is wrong but not
// where, and show no value that may be a secret. Pure functions.

#include <proofload/base/result.h>
#include <proofload/protocol/http/request.h>

#include <string_view>

namespace proofload::detail {

/// Named by method and path. Braces in the URL are escaped: they are no places to fill.
Result<Request> vegeta_request(std::string_view method, std::string_view url);

/// vegeta sends no header without a value, and so refuses one.
Result<void> add_vegeta_header(Request& request, std::string_view name, std::string_view value);

}  // namespace proofload::detail
