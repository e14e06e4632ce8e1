// SPDX-License-Identifier: Apache-2.0
#pragma once

// libcurl's codes as kinds of error. Pure but for reading the handle.

#include <proofload/protocol/error_kind.h>

#include <curl/curl.h>

namespace proofload::detail {

/// easy: the handle on which the transfer ended; tells a connection that timed out from an answer
/// that did, and a refused connection from a network that cannot be reached.
ErrorKind error_kind(CURLcode code, CURL* easy);

}  // namespace proofload::detail
