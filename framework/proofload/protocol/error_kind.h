// SPDX-License-Identifier: Apache-2.0
#pragma once

// Why a step got no answer. The names are stable: they are tags, and appear in reports. That a
// service fails in one of these ways is data, never an exception.

#include <cstdint>
#include <string_view>

namespace proofload {

enum class ErrorKind : std::uint8_t {
  none,
  invalid_url,         ///< the URL does not parse
  name_lookup,         ///< the host name has no address
  connection_refused,  ///< nobody listens there
  connection_timeout,  ///< no connection in time
  connection_failed,   ///< the network said no in another way
  tls_handshake,       ///< TLS could not be agreed on
  tls_verification,    ///< the certificate does not verify
  timeout,             ///< connected, but no complete answer in time
  connection_reset,    ///< cut while sending or receiving
  empty_answer,        ///< closed without a single byte
  truncated,           ///< closed in the middle of the answer
  bad_answer,          ///< not the protocol that was spoken
  bad_encoding,        ///< compressed content that does not unpack
  wrong_content_type,  ///< an answer, but not of the type that was asked for
  version_refused,     ///< the service does not speak the version of HTTP that was forced
  handshake_refused,   ///< the service would not become a WebSocket
  wrong_subprotocol,   ///< the service agreed on none that was offered
  invalid_utf8,        ///< a message of text that is none
  closed,              ///< a connection that the other side closed in order, or we did
  too_many_redirects,
  too_large,        ///< more than the client is willing to hold
  local_resources,  ///< this machine ran out of descriptors, ports or memory
  interrupted,      ///< cut off by the end of the run, or with the part of a journey that played it
  exception,        ///< the author's own code threw meanwhile
  other,
};

/// Of an errno with which the network answered; otherwise: of one that says nothing more.
ErrorKind network_error_kind(int number, ErrorKind otherwise);

/// "connection_refused"; an empty text for none.
std::string_view to_text(ErrorKind kind);

}  // namespace proofload
