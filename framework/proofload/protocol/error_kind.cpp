// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/error_kind.h>

#include <array>
#include <cerrno>

namespace proofload {
namespace {

constexpr std::array<std::string_view, 26> names{"",
                                                 "invalid_url",
                                                 "name_lookup",
                                                 "connection_refused",
                                                 "connection_timeout",
                                                 "connection_failed",
                                                 "tls_handshake",
                                                 "tls_verification",
                                                 "timeout",
                                                 "connection_reset",
                                                 "empty_answer",
                                                 "truncated",
                                                 "bad_answer",
                                                 "bad_encoding",
                                                 "wrong_content_type",
                                                 "version_refused",
                                                 "handshake_refused",
                                                 "wrong_subprotocol",
                                                 "invalid_utf8",
                                                 "closed",
                                                 "too_many_redirects",
                                                 "too_large",
                                                 "local_resources",
                                                 "interrupted",
                                                 "exception",
                                                 "other"};

}  // namespace

ErrorKind network_error_kind(int number, ErrorKind otherwise) {
  switch (number) {
    case ECONNREFUSED:
      return ErrorKind::connection_refused;
    case ETIMEDOUT:
      return ErrorKind::connection_timeout;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
      return ErrorKind::connection_failed;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
    case EADDRNOTAVAIL:
      return ErrorKind::local_resources;
    default:
      return otherwise;
  }
}

std::string_view to_text(ErrorKind kind) { return names.at(std::size_t(kind)); }

}  // namespace proofload
