// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/detail/web_socket_error.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/error.hpp>

namespace proofload::detail {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

ErrorKind http_error_kind(const error_code& error) {
  if (error == http::error::end_of_stream) return ErrorKind::empty_answer;
  if (error == http::error::partial_message) return ErrorKind::truncated;
  const bool too_large = error == http::error::header_limit || error == http::error::body_limit ||
                         error == http::error::buffer_overflow;
  return too_large ? ErrorKind::too_large : ErrorKind::bad_answer;
}

ErrorKind protocol_error_kind(const error_code& error) {
  if (error == websocket::error::closed) return ErrorKind::closed;
  if (error == websocket::error::upgrade_declined) return ErrorKind::handshake_refused;
  if (error == websocket::error::bad_frame_payload) return ErrorKind::invalid_utf8;
  const bool too_large =
      error == websocket::error::message_too_big || error == websocket::error::buffer_overflow;
  return too_large ? ErrorKind::too_large : ErrorKind::bad_answer;
}

}  // namespace

ErrorKind web_socket_error_kind(const error_code& error) {
  const auto& category = error.category();
  if (!error) return ErrorKind::none;
  if (category == make_error_code(websocket::error::closed).category())
    return protocol_error_kind(error);
  if (category == make_error_code(http::error::end_of_stream).category())
    return http_error_kind(error);
  if (category == asio::error::get_netdb_category() ||
      category == asio::error::get_addrinfo_category())
    return ErrorKind::name_lookup;
  if (category == asio::error::get_ssl_category()) return ErrorKind::tls_handshake;
  if (error == asio::error::operation_aborted) return ErrorKind::interrupted;
  if (category == boost::system::system_category())
    return network_error_kind(error.value(), ErrorKind::connection_reset);
  return ErrorKind::connection_reset;  // the other side went: asio's misc, or TLS cut short
}

}  // namespace proofload::detail
