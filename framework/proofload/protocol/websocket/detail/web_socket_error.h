// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an error of Asio, Beast or OpenSSL is called in reports. Pure.

#include <proofload/protocol/error_kind.h>

#include <boost/system/error_code.hpp>

namespace proofload::detail {

/// Of an operation on a WebSocket that is open or being opened.
ErrorKind web_socket_error_kind(const boost::system::error_code& error);

}  // namespace proofload::detail
