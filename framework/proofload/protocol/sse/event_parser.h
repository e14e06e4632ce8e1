// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads a stream of server-sent events, in whatever pieces it arrives, as the WHATWG HTML standard
// interprets it (section 9.2.6, "Interpreting an event stream"). Bytes that are no UTF-8 are left
// as they are. Pure; belongs to who made it.

#include <proofload/protocol/sse/server_sent_event.h>
#include <proofload/units/duration.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace proofload {

class EventParser {
 public:
  /// The service may ask for no longer wait than this.
  static constexpr Duration longest_retry = 1h;

  /// max_event: bytes of an event with all its fields, and of a comment.
  explicit EventParser(std::int64_t max_event) : max_event_(std::size_t(max_event)) {}

  /// Takes the next bytes and appends the events that they complete. false: an event is larger than
  /// allowed; nothing can be read behind it.
  bool feed(std::string_view bytes, std::vector<ServerSentEvent>& events);

  /// A new connection begins: what was incomplete is gone, what was learned stays.
  void begin_again();

  /// For the header Last-Event-ID: the id of the last event; empty where there was none.
  const std::string& last_event_id() const { return last_event_id_; }

  /// How long to wait before opening the stream again, where the service said so.
  std::optional<Duration> retry() const { return retry_; }

 private:
  void take_line(std::string_view line, std::vector<ServerSentEvent>& events);
  void take_field(std::string_view name, std::string_view value);
  void dispatch(std::vector<ServerSentEvent>& events);
  bool has_room(std::size_t more) const;

  std::size_t max_event_;
  std::string line_;  // what came of the present one
  bool first_line_ = true;
  bool after_carriage_return_ = false;
  std::string type_;
  std::string data_;
  std::string id_;
  std::string last_event_id_;
  std::optional<Duration> retry_;
};

}  // namespace proofload
