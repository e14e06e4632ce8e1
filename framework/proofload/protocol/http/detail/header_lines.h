// SPDX-License-Identifier: Apache-2.0
#pragma once

// The header of a request as libcurl wants it, line by line. Pure functions.

#include <proofload/protocol/http/http_client.h>

#include <string>

namespace proofload::detail {

/// The lines a request is sent with, each with a zero byte behind it: its own, the plan's where it
/// does not set them itself, and the usual ones where neither does. Replaces the text.
/// Throws UsageError where one of them cannot be sent.
void write_header_lines(std::string& lines, const Request& request, const HttpOptions& options);

/// A HEAD request carries no body, whatever its author gave.
bool carries_body(const Request& request);

}  // namespace proofload::detail
