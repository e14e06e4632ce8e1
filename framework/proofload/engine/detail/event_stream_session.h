// SPDX-License-Identifier: Apache-2.0
#pragma once

// A stream of server-sent events from its begin to its end, over one connection after another, and
// its step. Owned by its EventStream; timers that fire later find it gone. Used on its worker's
// thread; libcurl calls it in the middle of an exchange, the journey waits in between.

#include <proofload/engine/detail/event_stream_metrics.h>
#include <proofload/engine/detail/measured_step.h>
#include <proofload/engine/detail/prepared_request.h>
#include <proofload/engine/detail/unread_events.h>
#include <proofload/engine/event_stream.h>
#include <proofload/protocol/http/http_stream.h>
#include <proofload/protocol/sse/event_parser.h>

#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <memory>
#include <optional>

namespace proofload {

class EventStreamSession : public AnswerReader,
                           public std::enable_shared_from_this<EventStreamSession> {
 public:
  /// Begins the step. The options must outlive it.
  EventStreamSession(UserState& state, const EventStreamOptions& options, Request request);
  ~EventStreamSession() override;

  /// Sends the request; waits until there is a stream of events or never will be.
  void connect();
  Task<bool> opened();

  Task<std::optional<ServerSentEvent>> next(Duration longest_wait);

  /// Ends it from our side: it succeeded, unless the end of the run is the reason, or an exception
  /// that has been thrown since it began.
  void close();

  bool is_open() const { return opened_ && !ended_; }
  bool has_ended() const { return ended_; }
  const Response& answer() const { return answer_; }
  const UnreadEvents& unread() const { return unread_; }

 private:
  bool take_header(const Response& header, SteadyClock::time_point sent) override;
  ErrorKind take_body(std::string_view bytes, SteadyClock::time_point arrived) override;
  void end(Response answer) override;

  void cut_off();
  void connect_again();
  void give_up_waiting_for_header();
  void give_up_waiting_for_event();
  void take_events(SteadyClock::time_point arrived);
  Response answer_so_far();
  void add_connection(const Response& answer);
  bool goes_on_after(const Response& answer) const;
  void judge(Response& answer) const;
  void finish(Response answer);
  void end_step();
  Task<> wait_until(SteadyClock::time_point deadline);
  void after(Duration wait, void (EventStreamSession::*action)());
  void cancel_alarm();

  UserState& state_;
  const EventStreamOptions& options_;
  PreparedRequest prepared_;
  const LabelSet& labels_;
  MeasuredStep step_;
  EventStreamMetrics metrics_;
  EventParser parser_;
  UnreadEvents unread_;
  std::vector<ServerSentEvent> arrived_;  // kept for its memory
  boost::asio::steady_timer wake_;        // of the journey
  boost::asio::steady_timer alarm_;  // for the header that does not come, and between connections
  unsigned alarms_ = 0;              // the last one that was set: others are out of date
  const int exceptions_;             // under way when it began
  int reconnects_left_;
  bool streaming_ = false;  // this connection carries events
  bool opened_ = false;     // some connection did
  bool ended_ = false;
  bool waiting_ = false;          // the journey is
  std::exception_ptr failure_{};  // of the author's own code
  Response answer_;
  Response spent_;  // times and bytes of the connections that have ended
  std::unique_ptr<HttpStream> stream_;
};

}  // namespace proofload
