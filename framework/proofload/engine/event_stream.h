// SPDX-License-Identifier: Apache-2.0
#pragma once

// A stream of server-sent events (WHATWG HTML, section 9.2), such as the answer of a language model
// or a feed of news, as one step of a journey:
//
//   EventStream stream(user);
//   const Request request{.method = "POST", .route = "/api/llm/chat", .body = question};
//   const bool opened = co_await stream.open(request);
//   if (!opened) co_return;
//   while (const auto event = co_await stream.next(5s)) answer += event->data;
//   co_await stream.close();
//
// Lives on the stack of a journey, on its worker's thread, not longer than the iteration. Other
// requests of the user, and other streams, may be under way at the same time.
//
// The step is an HTTP request named "POST /api/llm/chat", with the metrics of one. It begins with
// open() and ends with the stream, whoever ends it: the service, or the journey, by close(), by
// leaving the block, or by waiting in vain. It succeeded where an event stream was opened and came
// to its end: closed by the journey, or completed by the service. It failed where the answer was no
// event stream, where the connection broke (`truncated`, `connection_reset`), and where the journey
// waited in vain (`timeout`), and where an exception of the journey left the block or its `tokens`
// threw (`exception`). A stream that is cut off while the journey listens, by the end of the run or
// with its part of the journey, is neither: it counts as interrupted, however long it lasted.
//
// Beside it are measured, with the labels of the user and the tag `step`: sse_streams,
// sse_reconnects, sse_events, sse_time_to_first_event and sse_event_gap; with `tokens` also
// sse_tokens, sse_time_to_first_token and sse_tokens_per_second. Their instants are those at which
// the bytes came out of the socket, whether the journey reads, thinks or does something else. The
// time to the first event or token counts from the sending of the request;
// sse_response_to_first_event and sse_response_to_first_token count from the plan of the step, as
// its response does. sse_event_gap and sse_tokens_per_second leave out the time between
// the last event of a connection and the first one of the next, which holds our own wait.

#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/sse/server_sent_event.h>
#include <proofload/protocol/task.h>

#include <functional>
#include <memory>
#include <optional>

namespace proofload {

class EventStreamSession;
class User;

struct EventStreamOptions {
  /// How often a stream that was open is opened again when its connection ends, broken or not, as a
  /// browser does: after the time that the service asked for in `retry`, or 3 s, at most an hour,
  /// with the header Last-Event-ID. An answer of status 204 ends it for good. The outcome of the
  /// step is then that of the last connection, its times and bytes are those of all.
  int reconnects = 0;

  /// Bytes of an event; a larger one ends the stream with an error of kind too_large.
  std::int64_t max_event = 1 << 20;

  /// How much may wait to be read, in bytes of memory. Beyond that the oldest events are dropped,
  /// which are measured all the same: a journey that reads slowly does not slow the service down.
  std::int64_t max_unread = 16 << 20;

  /// How many tokens an event carries; zero or less: none. Called once for each event, when it
  /// arrives; must not block. What it throws, open() or next() throw on.
  std::function<double(const ServerSentEvent&)> tokens{};

  /// Names the step; empty: the request does.
  std::string name{};
};

class EventStream {
 public:
  explicit EventStream(User& user, EventStreamOptions options = {});
  ~EventStream();  ///< closes it, without waiting for anything
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  /// Sends the request, with "Accept: text/event-stream" unless it says otherwise, and waits for
  /// the header of the answer. true: status 200 and type text/event-stream. false: the step has
  /// failed; see answer() and error().
  ///
  /// The header must come within the timeout of the plan. The stream itself has no limit, unless
  /// the request has a timeout of its own, which is one for the whole of each connection.
  /// A stream that has ended may be opened again, as a step of its own. Throws UsageError where it
  /// is still open, and as User::send() does.
  Task<bool> open(Request request);

  /// The next event. Nothing: the stream has ended; or none came within this time, which ends it
  /// with an error of kind timeout. Events that came before the end are all given first. To listen
  /// for a given time only, pause and close: what comes meanwhile is measured without being read.
  /// One call at a time: a second one throws UsageError.
  Task<std::optional<ServerSentEvent>> next(Duration longest_wait);

  /// Ends the stream from our side, at once; what is unread is gone. Does nothing where it ended.
  Task<> close();

  /// Whether events may still come.
  bool is_open() const;

  /// Why the stream ended, or was never opened. none: it is open, it came to its end, or the status
  /// of the answer was the reason.
  ErrorKind error() const;

  /// The header of the answer, of the last connection, and once the stream has ended its times. The
  /// body is empty, unless it was no event stream. Empty before open() has come back.
  const Response& answer() const;

  /// Events that wait to be read, and how many were dropped because there were too many.
  std::size_t unread() const;
  std::size_t dropped() const;

 private:
  User& user_;
  EventStreamOptions options_;
  std::shared_ptr<EventStreamSession> session_;  // null: never opened
};

}  // namespace proofload
