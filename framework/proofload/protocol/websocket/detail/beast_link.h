// SPDX-License-Identifier: Apache-2.0
#pragma once

// A link on Boost.Beast. Included where links are made, and nowhere else.

#include <proofload/base/clock.h>
#include <proofload/protocol/websocket/detail/beast_stream.h>
#include <proofload/protocol/websocket/detail/name_lookup.h>
#include <proofload/protocol/websocket/detail/web_socket_error.h>
#include <proofload/protocol/websocket/detail/web_socket_link.h>

#include <boost/asio/connect.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <poll.h>

#include <algorithm>
#include <utility>

namespace proofload::detail {

template <class Transport>
class BeastLink final : public WebSocketLink,
                        public std::enable_shared_from_this<BeastLink<Transport>> {
 public:
  template <class... Context>
  BeastLink(boost::asio::io_context& loop, const WebSocketSettings& settings, Context... context)
      : loop_(loop),
        settings_(settings),
        transport_(loop, std::move(context)...),
        deadline_(loop.get_executor()) {
    stream().auto_fragment(false);
    stream().secure_prng(false);  // masks protect proxies from scripts in browsers: not from us
    stream().write_buffer_bytes(written_at_once);
    stream().read_message_max(settings.max_message);
    stream().control_callback(
        [this](Frame frame, std::string_view payload) { on_control(frame, payload); });
  }

  Task<Response> open(const WebSocketUrl& url, const WebSocketHandshake& handshake) override;

  void tell(Owner& owner) override { owner_ = &owner; }

  void read() override {
    if (reading_ || ended_) return;
    reading_ = true;
    stream().async_read(buffer_,
                        [self = self()](const Code& error, std::size_t) { self->read_one(error); });
  }

  void write(std::string bytes, bool is_binary) override {
    outgoing_ = std::move(bytes);
    stream().binary(is_binary);
    stream().async_write(boost::asio::buffer(outgoing_),
                         [self = self()](const Code& error, std::size_t) {
                           if (error) return self->fail(error);
                           if (self->owner_ != nullptr) self->owner_->on_written();
                         });
  }

  void ping(std::string_view payload) override {
    next_ping_ = payload;
    if (!pinging_) send_ping();
  }

  bool is_writable() override {
    pollfd socket{transport_.socket().native_handle(), POLLOUT, 0};
    return ::poll(&socket, 1, 0) > 0;
  }

  void close(std::uint16_t code, std::string_view reason, Duration patience) override {
    closing_ = true;
    limit(patience);
    const boost::beast::websocket::close_reason goodbye(boost::beast::websocket::close_code(code),
                                                        {reason.data(), reason.size()});
    stream().async_close(goodbye, [self = self()](const Code& error) {
      self->fail(error ? error : make_error_code(boost::beast::websocket::error::closed));
    });
  }

  void drop(WebSocketEnd end) override {
    if (std::exchange(ended_, true)) return;
    end.at = SteadyClock::now();
    lift_limit();
    Code ignored;
    transport_.socket().close(ignored);
    counted_ = {};
    if (auto* owner = std::exchange(owner_, nullptr)) owner->on_end(std::move(end));
  }

  void abandon() override {
    owner_ = nullptr;
    if (!opened_ || ended_ || loop_.stopped()) return drop({});
    if (!closing_) close(boost::beast::websocket::normal, {}, longest_goodbye);
  }

 private:
  using Code = boost::system::error_code;
  using Frame = boost::beast::websocket::frame_type;

  static constexpr Duration longest_goodbye = 1s;
  static constexpr std::size_t written_at_once = 16 << 10;
  static constexpr std::size_t kept_capacity = 64 << 10;

  auto& stream() { return transport_.stream; }
  auto self() { return this->shared_from_this(); }

  Task<Code> reach(const WebSocketUrl& url, HttpTimings& timings);
  Task<Code> shake_hands(const WebSocketUrl& url, const WebSocketHandshake& handshake,
                         Response& answer);
  ErrorKind kind_of(const Code& error);

  // One at a time, which waits behind a message that is being written.
  void send_ping() {
    const boost::beast::websocket::ping_data data(next_ping_.data(), next_ping_.size());
    next_ping_.clear();
    pinging_ = true;
    stream().async_ping(data, [self = self()](const Code& error) {
      self->pinging_ = false;
      if (error) return self->fail(error);
      if (!self->next_ping_.empty() && !self->closing_ && !self->ended_) self->send_ping();
    });
  }

  void read_one(const Code& error) {
    reading_ = false;
    if (error) return fail(error);
    const auto bytes = buffer_.cdata();
    const std::string_view message(static_cast<const char*>(bytes.data()), bytes.size());
    const bool more = owner_ != nullptr && owner_->on_message(message, stream().got_binary());
    buffer_.clear();
    if (buffer_.capacity() > kept_capacity) buffer_.shrink_to_fit();
    if (more) read();
  }

  // The other side may never end the connection that it has closed.
  void on_control(Frame frame, std::string_view payload) {
    if (frame == Frame::pong && owner_ != nullptr) owner_->on_pong(payload);
    if (frame == Frame::close && !std::exchange(closing_, true)) limit(longest_goodbye);
  }

  void fail(const Code& error) {
    if (ended_) return;
    const auto& reason = stream().reason();
    WebSocketEnd end{kind_of(error),
                     error.message(),
                     reason.code,
                     std::string(reason.reason.data(), reason.reason.size()),
                     {}};
    if (closing_) end.error = ErrorKind::closed;
    drop(std::move(end));
  }

  // A deadline that has come may be told after the next one was set, or when it counts no more.
  void limit(Duration patience) {
    deadline_.expires_after(patience);
    deadline_.async_wait([self = self(), number = ++deadlines_](const Code& error) {
      if (!error && self->deadlines_ == number) self->run_out_of_time();
    });
  }

  void lift_limit() {
    ++deadlines_;
    deadline_.cancel();
  }

  void run_out_of_time() {
    if (closing_) return fail(make_error_code(boost::beast::websocket::error::closed));
    timed_out_ = true;
    Code ignored;
    transport_.socket().close(ignored);
  }

  boost::asio::io_context& loop_;
  WebSocketSettings settings_;
  Transport transport_;
  CountedConnection counted_;
  boost::asio::steady_timer deadline_;  // of opening, and of closing
  unsigned deadlines_ = 0;              // the last one that was set: others are out of date
  boost::beast::flat_buffer buffer_;
  std::string outgoing_;
  std::string next_ping_;  // empty: none
  Owner* owner_ = nullptr;
  bool opened_ = false;
  bool reading_ = false;
  bool pinging_ = false;
  bool closing_ = false;  // one of the two has begun to
  bool ended_ = false;
  bool timed_out_ = false;
};

}  // namespace proofload::detail

#include <proofload/protocol/websocket/detail/beast_opening.h>
