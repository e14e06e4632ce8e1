// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/web_socket_client.h>

#include <proofload/base/usage_error.h>
#include <proofload/protocol/websocket/detail/waiting.h>
#include <proofload/protocol/websocket/detail/web_socket_client_state.h>

#include <utility>

namespace proofload {
WebSocketClient::WebSocketClient(boost::asio::io_context& loop, WebSocketSettings settings)
    : state_(std::make_unique<State>(loop, std::move(settings))) {}

WebSocketClient::~WebSocketClient() = default;

Task<Response> WebSocketClient::open(WebSocketUrl url, WebSocketHandshake handshake) {
  auto link = detail::make_web_socket_link(state_->loop, state_->settings, url.is_tls);
  if (!link) throw UsageError(link.error());
  state_->link = std::move(link).value();
  const Response answer = co_await state_->link->open(url, handshake);
  state_->open = answer.ok();
  if (state_->open) {
    state_->link->tell(*state_);
  } else {
    state_->end.error = answer.error;
    state_->end.text = answer.error_text;
    state_->end.at = SteadyClock::now();
  }
  co_return answer;
}

bool WebSocketClient::is_open() const { return state_->open; }
const WebSocketEnd& WebSocketClient::end() const { return state_->end; }
bool WebSocketClient::is_receiving() const { return state_->receiver != nullptr; }
bool WebSocketClient::is_pinging() const { return state_->pinger != nullptr; }
bool WebSocketClient::is_writable() const { return state_->open && state_->link->is_writable(); }
WebSocketTraffic WebSocketClient::take_traffic() { return std::exchange(state_->traffic, {}); }

Task<bool> WebSocketClient::send(std::string bytes, bool is_binary) {
  const auto until = SteadyClock::now() + state_->settings.send_timeout;
  const bool has_turn = co_await state_->turns.take(state_->settings.send_timeout);
  if (!has_turn) state_->drop_unsent();
  if (!state_->open) {
    state_->turns.pass_on();
    co_return false;
  }
  {
    detail::Waiting written(state_->loop, state_->writer);
    state_->write(std::move(bytes), is_binary);
    // Cut off: the link goes on, and passes the turn on by itself.
    const bool is_written = co_await written.wait(until - SteadyClock::now());
    if (!is_written) state_->drop_unsent();
  }
  if (!state_->open) co_return false;
  state_->turns.pass_on();
  co_return true;
}

Task<std::optional<WebSocketMessage>> WebSocketClient::receive(Duration patience) {
  auto& kept = state_->kept;
  if (kept.empty() && state_->open) {
    detail::Waiting arrival(state_->loop, state_->receiver);
    state_->link->read();
    co_await arrival.wait(patience);
  }
  if (kept.empty()) co_return std::nullopt;
  std::optional<WebSocketMessage> message(std::move(kept.front()));
  kept.pop_front();
  co_return message;
}

Task<std::optional<Duration>> WebSocketClient::ping(Duration patience) {
  if (!state_->open) co_return std::nullopt;
  detail::Waiting pong(state_->loop, state_->pinger);
  state_->ponged.reset();
  const auto begin = SteadyClock::now();
  state_->link->ping(std::to_string(++state_->pings));
  if (state_->kept.size() < most_kept) state_->link->read();
  co_await pong.wait(patience);
  if (!state_->ponged) co_return std::nullopt;
  co_return *state_->ponged - begin;
}

Task<> WebSocketClient::close(std::uint16_t code, std::string_view reason, Duration patience) {
  if (!std::exchange(state_->open, false)) co_return;
  state_->end.error = ErrorKind::closed;
  detail::Waiting goodbye(state_->loop, state_->closer);
  state_->link->close(code, reason, patience);
  co_await goodbye.wait();
}

Task<> WebSocketClient::listen(WebSocketListener& listener) {
  const bool has_turn = co_await state_->turns.take(state_->settings.send_timeout);
  if (!has_turn) state_->drop_unsent();
  state_->listener = &listener;
  state_->kept.clear();
  if (state_->open) state_->link->read();
}

void WebSocketClient::stop_listening() {
  state_->listener = nullptr;
  if (!state_->is_listener_sending) state_->turns.pass_on();
}

void WebSocketClient::begin_sending(std::string bytes, bool is_binary) {
  state_->is_listener_sending = true;
  state_->write(std::move(bytes), is_binary);
}

}  // namespace proofload
