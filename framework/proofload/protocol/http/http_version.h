// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which version of HTTP is spoken. A value.

#include <cstdint>

namespace proofload {

enum class HttpVersion : std::uint8_t {
  /// Over TLS HTTP/2 where the service agrees to it (ALPN), else HTTP/1.1; without TLS HTTP/1.1.
  negotiated,

  /// HTTP/1.1 only.
  http1,

  /// HTTP/2 only: over TLS by ALPN, without TLS by prior knowledge (RFC 9113, section 3). A service
  /// that does not speak it is an error of kind version_refused.
  http2,

  /// HTTP/3 only, over TLS; where the installed libcurl speaks it.
  http3,
};

}  // namespace proofload
