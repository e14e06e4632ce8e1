// SPDX-License-Identifier: Apache-2.0
#pragma once

// The two streams that a WebSocket runs on, and where they differ: TLS shakes hands.

#include <proofload/protocol/task.h>
#include <proofload/protocol/websocket/web_socket_settings.h>
#include <proofload/protocol/websocket/web_socket_url.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <memory>

namespace proofload::detail {

using TcpSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// A WebSocket over TCP, and one over TLS; neither compresses.
class PlainStream {
 public:
  using Stream = boost::beast::websocket::stream<TcpSocket, false>;

  explicit PlainStream(boost::asio::io_context& loop) : stream(loop.get_executor()) {}

  TcpSocket& socket() { return stream.next_layer(); }
  Task<boost::system::error_code> shake_tls(const WebSocketUrl&) {
    co_return boost::system::error_code();
  }
  bool certificate_refused() { return false; }

  Stream stream;
};

class TlsStream {
 public:
  using Context = std::shared_ptr<boost::asio::ssl::context>;
  using Stream = boost::beast::websocket::stream<boost::asio::ssl::stream<TcpSocket>, false>;

  TlsStream(boost::asio::io_context& loop, Context shared)
      : context(std::move(shared)), stream(loop.get_executor(), *context) {}

  TcpSocket& socket() { return stream.next_layer().next_layer(); }

  Task<boost::system::error_code> shake_tls(const WebSocketUrl& url) {
    auto& tls = stream.next_layer();
    boost::system::error_code error;
    // An address is no name that a server could choose its certificate by (RFC 6066, section 3).
    boost::asio::ip::make_address(url.host, error);
    if (error) SSL_set_tlsext_host_name(tls.native_handle(), url.host.c_str());
    tls.set_verify_callback(boost::asio::ssl::host_name_verification(url.host));
    error = {};
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, error);
    co_await tls.async_handshake(boost::asio::ssl::stream_base::client, token);
    co_return error;
  }

  bool certificate_refused() {
    auto* tls = stream.next_layer().native_handle();
    return SSL_get_verify_mode(tls) != SSL_VERIFY_NONE && SSL_get_verify_result(tls) != X509_V_OK;
  }

  Context context;
  Stream stream;
};

}  // namespace proofload::detail
