// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>
#include <proofload/protocol/http/request.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload::detail {

/// Targets in vegeta's format "json"; may be none. As its schema says, "method" and "url" must be
/// there, and nothing but them, "body" and "header" may be.
Result<std::vector<Request>> parse_vegeta_json(const std::string& name, std::string_view text);

}  // namespace proofload::detail
