// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a BeastLink opens: name lookup, TCP, TLS, the handshake of RFC 6455, section 4. A part of
// beast_link.h.

#include <proofload/protocol/websocket/detail/beast_link.h>

#include <sstream>

namespace proofload::detail {

inline std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// Puts our headers in place of those that Beast would send.
inline void decorate(boost::beast::websocket::request_type& request,
                     const WebSocketHandshake& handshake) {
  for (const auto& field : handshake.headers) request.erase(field.first);
  for (const auto& [name, value] : handshake.headers) request.insert(name, value);
  if (!handshake.subprotocols.empty())
    request.set("Sec-WebSocket-Protocol", joined(handshake.subprotocols));
}

inline std::string lines_of(const boost::beast::websocket::response_type& response) {
  std::ostringstream lines;
  lines << response.base();
  return lines.str();
}

/// Whether the service chose among those offered, which it must (WHATWG WebSockets, 2.2).
inline bool agreed(const Response& answer, const std::vector<std::string>& offered) {
  const auto chosen = answer.header("Sec-WebSocket-Protocol");
  if (offered.empty()) return !chosen;
  return chosen && std::find(offered.begin(), offered.end(), *chosen) != offered.end();
}

template <class Transport>
Task<Response> BeastLink<Transport>::open(const WebSocketUrl& url,
                                          const WebSocketHandshake& handshake) {
  const auto begin = SteadyClock::now();
  Response answer;
  limit(settings_.connect_timeout);
  auto error = co_await reach(url, answer.timings);
  answer.timings.blocked = SteadyClock::now() - begin;
  const bool reached = !error;
  if (reached) {
    limit(settings_.timeout);
    error = co_await shake_hands(url, handshake, answer);
    answer.timings.waiting = SteadyClock::now() - begin - answer.timings.blocked;
  }
  lift_limit();
  answer.service = SteadyClock::now() - begin;
  answer.error =
      timed_out_ ? (reached ? ErrorKind::timeout : ErrorKind::connection_timeout) : kind_of(error);
  answer.error_text = timed_out_ ? "it took too long" : error ? error.message() : "";
  if (!error && !agreed(answer, handshake.subprotocols)) {
    answer.error = ErrorKind::wrong_subprotocol;
    answer.error_text = "the service agreed on none of the subprotocols that were offered";
  }
  answer.expected = opened_ = answer.error == ErrorKind::none;
  if (!opened_) drop({answer.error, answer.error_text, 0, {}, {}});
  co_return answer;
}

template <class Transport>
auto BeastLink<Transport>::reach(const WebSocketUrl& url, HttpTimings& timings) -> Task<Code> {
  const auto begin = SteadyClock::now();
  const FoundAddresses found = co_await look_up(loop_, url, settings_.connect_timeout);
  timings.looking_up = SteadyClock::now() - begin;
  if (found.error) co_return found.error;
  Code error;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, error);
  co_await boost::asio::async_connect(transport_.socket(), found.endpoints, token);
  timings.connecting = SteadyClock::now() - begin - timings.looking_up;
  if (error) co_return error;
  counted_ = CountedConnection(settings_.connections);
  Code ignored;
  transport_.socket().set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  error = co_await transport_.shake_tls(url);
  timings.tls_handshaking = SteadyClock::now() - begin - timings.looking_up - timings.connecting;
  co_return error;
}

template <class Transport>
auto BeastLink<Transport>::shake_hands(const WebSocketUrl& url, const WebSocketHandshake& handshake,
                                       Response& answer) -> Task<Code> {
  namespace websocket = boost::beast::websocket;
  const auto decorator = [&](websocket::request_type& request) { decorate(request, handshake); };
  stream().set_option(websocket::stream_base::decorator(decorator));
  websocket::response_type response;
  Code error;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, error);
  co_await stream().async_handshake(response, url.authority, url.target, token);
  const bool answered = !error || error == websocket::condition::handshake_failed;
  if (!answered) co_return error;
  answer.status = int(response.result_int());
  answer.http_version = int(response.version());
  answer.header_lines = lines_of(response);
  answer.body = std::move(response.body());
  co_return error;
}

template <class Transport>
ErrorKind BeastLink<Transport>::kind_of(const Code& error) {
  const auto kind = web_socket_error_kind(error);
  const bool refused = kind == ErrorKind::tls_handshake && transport_.certificate_refused();
  return refused ? ErrorKind::tls_verification : kind;
}

}  // namespace proofload::detail
