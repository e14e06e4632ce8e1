// SPDX-License-Identifier: Apache-2.0
#pragma once

// The connection below a WebSocket, plain or over TLS. What it does is begun here and told to its
// owner when it is done, without a coroutine for each message. Belongs to one thread. Operations
// under way keep it alive, so its owner may go at any time: see abandon().

#include <proofload/base/result.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>
#include <proofload/protocol/websocket/web_socket_end.h>
#include <proofload/protocol/websocket/web_socket_settings.h>
#include <proofload/protocol/websocket/web_socket_url.h>

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace proofload::detail {

class WebSocketLink {
 public:
  /// Told on the thread of the loop, never out of a call of the link but drop().
  class Owner {
   public:
    virtual ~Owner() = default;
    /// The bytes are gone afterwards. True: read on.
    virtual bool on_message(std::string_view bytes, bool is_binary) = 0;
    virtual void on_written() = 0;
    virtual void on_pong(std::string_view payload) = 0;
    /// Once; nothing else follows.
    virtual void on_end(WebSocketEnd end) = 0;
  };

  virtual ~WebSocketLink() = default;

  /// Connects and shakes hands. The answer is expected where its status is 101.
  virtual Task<Response> open(const WebSocketUrl& url, const WebSocketHandshake& handshake) = 0;

  /// From now on until the end.
  virtual void tell(Owner& owner) = 0;

  /// Reads until the owner wants no more; where it reads already, goes on.
  virtual void read() = 0;

  /// One at a time: until on_written().
  virtual void write(std::string bytes, bool is_binary) = 0;

  /// Sends a ping of 1 to 125 bytes. Of those that must wait for another only the last is sent.
  virtual void ping(std::string_view payload) = 0;

  /// Whether the system would take more bytes now.
  virtual bool is_writable() = 0;

  /// Says goodbye and waits so long for the other side to do the same.
  virtual void close(std::uint16_t code, std::string_view reason, Duration patience) = 0;

  /// Closes at once.
  virtual void drop(WebSocketEnd end) = 0;

  /// The owner goes: says goodbye in the background, for a second at most.
  virtual void abandon() = 0;
};

/// A link that is not open yet; the error says which certificate is not usable.
Result<std::shared_ptr<WebSocketLink>> make_web_socket_link(boost::asio::io_context& loop,
                                                            const WebSocketSettings& settings,
                                                            bool is_tls);

}  // namespace proofload::detail
