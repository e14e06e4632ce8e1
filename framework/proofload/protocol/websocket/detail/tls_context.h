// SPDX-License-Identifier: Apache-2.0
#pragma once

// What TLS connections of the same settings share: to read the certificates that a system trusts
// takes longer than a handshake.

#include <proofload/base/result.h>
#include <proofload/protocol/websocket/web_socket_settings.h>

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace proofload::detail {

/// The one in use somewhere with the same settings, or a new one. Safe from any thread. The error
/// names the file that cannot be used.
Result<std::shared_ptr<boost::asio::ssl::context>> shared_tls_context(
    const WebSocketSettings& settings);

}  // namespace proofload::detail
