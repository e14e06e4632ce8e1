// SPDX-License-Identifier: Apache-2.0
#pragma once

// The addresses of a host. Asio looks names up on a thread of its own and cannot be cut off there:
// whoever waits here can.

#include <proofload/protocol/task.h>
#include <proofload/protocol/websocket/web_socket_url.h>
#include <proofload/units/duration.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <vector>

namespace proofload::detail {

struct FoundAddresses {
  boost::system::error_code error{};
  std::vector<boost::asio::ip::tcp::endpoint> endpoints{};
};

/// Nothing and the error timed_out where it takes longer, or operation_aborted where it is cut off.
/// An address is its own answer.
Task<FoundAddresses> look_up(boost::asio::io_context& loop, const WebSocketUrl& url,
                             Duration patience);

}  // namespace proofload::detail
