// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ports of 127.0.0.1. Safe from any thread. POSIX.
//
// Both answers are true when they are given and may be stale a moment later: nothing reserves the
// port until the service binds it. Whoever starts a service on a free port has to be ready to try
// another.

#include <proofload/base/result.h>

#include <cstdint>

namespace proofload {

/// A port nobody uses, chosen by the system.
Result<std::uint16_t> free_port();

/// Whether a service could listen on this port; the error says why not.
Result<void> check_port_is_free(std::uint16_t port);

}  // namespace proofload
