// SPDX-License-Identifier: Apache-2.0
#pragma once

// Authorization headers, to put among the headers of a request, or into those of a user. They are
// secrets: no message or report shows them. Pure functions.

#include <proofload/protocol/http/field.h>

#include <string_view>

namespace proofload {

/// HTTP Basic (RFC 7617), both texts in UTF-8. Throws UsageError where the user holds a colon, or
/// either of them a control character: neither can be sent.
Field basic_authorization(std::string_view user, std::string_view password);

/// A bearer token (RFC 6750).
Field bearer(std::string_view token);

}  // namespace proofload
