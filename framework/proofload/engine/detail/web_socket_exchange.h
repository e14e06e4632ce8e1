// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a MessagePlan on one connection: sends what is due, whatever the other side does, and
// measures the answers. Driven by its timers and by the connection, so that a message costs no
// coroutine. Belongs to one worker; its timers keep it alive until they are done.

#include <proofload/engine/detail/measured_step.h>
#include <proofload/engine/detail/web_socket_answers.h>
#include <proofload/engine/detail/web_socket_exemplar.h>
#include <proofload/engine/detail/web_socket_series.h>
#include <proofload/engine/web_socket.h>
#include <proofload/load/arrival_schedule.h>
#include <proofload/protocol/websocket/detail/waiter.h>

#include <boost/asio/steady_timer.hpp>

#include <exception>

namespace proofload {

/// What an exchange works with; outlives it.
struct WebSocketParts {
  UserState& user;
  WebSocketClient& client;
  WebSocketSeries& series;
  const WebSocketOrigin& origin;
  bool& break_recorded;  ///< set where a message fails with the connection
};

class WebSocketExchange : public WebSocketListener,
                          public std::enable_shared_from_this<WebSocketExchange> {
 public:
  /// Draws at random when its messages are due, in step with no other's.
  WebSocketExchange(const WebSocketParts& parts, MessagePlan plan, Random& random);

  Task<MessageCount> play();

 private:
  void on_message(std::string_view bytes) override;
  void on_sent() override;
  void on_end() override;

  Duration planned(std::uint64_t number) const;
  Duration now() const;
  template <class Action>
  void guarded(Action action);
  bool has_next() const { return next_ < schedule_.size(); }
  bool is_due(Duration now) const { return has_next() && planned(next_) <= now; }
  void go_on();
  std::optional<SentMessage> answered_by(std::string_view bytes);
  void send_due(Duration now);
  void send(Duration now);
  void give_up_overdue(Duration now);
  std::optional<Duration> next_loss() const;
  bool is_held_up(Duration now) const { return sending_ && planned(next_) <= now; }
  void set_timers(Duration now);
  void finish(const SentMessage& message, std::string_view answer);
  void lose(const SentMessage& message, std::string_view error);
  void lose_with_connection(const SentMessage& message);
  void interrupt();
  void stop();

  WebSocketParts parts_;
  MessagePlan plan_;
  ArrivalSchedule schedule_;
  Duration length_;
  Duration begin_{};
  std::uint64_t next_ = 0;
  WebSocketAnswers answers_;
  MessageCount result_;
  bool sending_ = false;
  bool held_up_ = false;      // by the service, which takes no more bytes
  Duration sending_since_{};  // the message that is being sent
  std::size_t sending_size_ = 0;
  Duration free_since_{};  // when the service took bytes again
  Duration counted_{};     // when the traffic was
  bool stopped_ = false;
  std::exception_ptr failure_;  // of the author's functions
  bool loss_timer_set_ = false;
  boost::asio::steady_timer due_timer_;
  boost::asio::steady_timer loss_timer_;
  detail::Waiter done_;
};

}  // namespace proofload
