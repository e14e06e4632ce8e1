// SPDX-License-Identifier: Apache-2.0
#pragma once

// Asks a service on 127.0.0.1 once whether it is ready. Blocks the calling thread for at most the
// time given and keeps nothing; safe from any thread. Not a general HTTP client: it reads the
// status line, so that the service layer needs no HTTP library. POSIX.

#include <proofload/units/duration.h>

#include <cstdint>
#include <string>

namespace proofload {

/// What one question brought.
struct Readiness {
  bool ready = false;
  std::string outcome;  ///< "answered 503", "Connection refused", "no answer within 1 s"
};

/// GET path, ready when it is answered 2xx; with an empty path, when a connection is accepted. What
/// the service sends is never part of the outcome, but for the status.
Readiness ask_readiness(std::uint16_t port, const std::string& path, Duration within);

}  // namespace proofload
