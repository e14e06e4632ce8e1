// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is kept of a request that is worth looking at. Pure.

#include <proofload/metrics/exemplar.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// So much of a body is kept, in bytes, of each header, and of the URL.
inline constexpr std::size_t kept_of_body = 2048;
inline constexpr std::size_t kept_of_header = 256;
inline constexpr std::size_t kept_of_url = 512;
inline constexpr std::size_t most_kept_headers = 32;

/// What secret headers carry, each whole and in parts ("Bearer abc", "a=1; b=2"), the longest
/// first: to be hidden wherever a service sends it back. Without what is too short to be hidden.
std::vector<std::string> secrets_of(std::initializer_list<std::span<const Field>> headers);

/// Phases, status, headers and the beginning of the body. Leaves out what is a secret: the values
/// of secret headers, and wherever the service sends back those that this request carried. given:
/// what is sent beside the headers of the request: those of the plan, and the user's cookies.
Exemplar exemplar_of(const Request& request, std::string_view url, const std::vector<Field>& given,
                     const Response& answer);

}  // namespace proofload
