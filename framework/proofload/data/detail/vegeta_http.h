// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/data/vegeta_targets.h>

namespace proofload::detail {

/// Targets in vegeta's format "http"; may be none.
Result<std::vector<Request>> parse_vegeta_http(const std::string& name, std::string_view text,
                                               const BodyReader& read_body);

}  // namespace proofload::detail
