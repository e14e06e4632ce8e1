// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is kept of a request that is worth looking at. Pure.

#include <proofload/metrics/exemplar.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// So much of a body is kept, in bytes, of each header, and of the URL.
inline constexpr std::size_t kept_of_body = 2048;
inline constexpr std::size_t kept_of_header = 256;
inline constexpr std::size_t kept_of_url = 512;
inline constexpr std::size_t most_kept_headers = 32;

/// Phases, status, headers and the beginning of the body. Leaves out what is a secret: the values
/// of secret headers, and wherever the service sends back those that this request carried. given:
/// what is sent beside the headers of the request: those of the plan, and the user's cookies.
Exemplar exemplar_of(const Request& request, std::string_view url, const std::vector<Field>& given,
                     const Response& answer);

}  // namespace proofload
