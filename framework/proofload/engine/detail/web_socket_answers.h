// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which messages of an exchange want an answer still. Bounded by the rate of messages and the
// patience with them. A value; knows no sockets and no clock.

#include <proofload/units/duration.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>

namespace proofload {

/// A message on its way; instants since the start of the run.
struct SentMessage {
  std::uint64_t number = 0;
  Duration planned{};
  Duration begun{};  ///< to be sent

  bool operator==(const SentMessage&) const = default;
};

class WebSocketAnswers {
 public:
  /// Numbers and instants only ever grow.
  void sent(const SentMessage& message) { waiting_.push_back({message, false}); }

  /// An answer came, to the oldest message. Of a service that answers in order, the next answer
  /// after a message was given up belongs to that message, and so to none that still waits.
  std::optional<SentMessage> answer_next() {
    if (given_up_ > 0) {
      --given_up_;
      return {};
    }
    return take_oldest();
  }

  /// The answer to this message came; nothing where it is not waiting.
  std::optional<SentMessage> answer(std::uint64_t number) {
    const auto place = std::lower_bound(
        waiting_.begin(), waiting_.end(), number,
        [](const Waiting& one, std::uint64_t wanted) { return one.message.number < wanted; });
    if (place == waiting_.end() || place->message.number != number || place->answered) return {};
    const auto message = place->message;
    place->answered = true;
    drop_answered();
    return message;
  }

  /// Gives up the oldest message if it was begun at this instant or before.
  std::optional<SentMessage> give_up(Duration begun_until) {
    if (waiting_.empty() || waiting_.front().message.begun > begun_until) return {};
    ++given_up_;
    return take_oldest();
  }

  std::optional<SentMessage> take_oldest() {
    if (waiting_.empty()) return {};
    const auto message = waiting_.front().message;
    waiting_.pop_front();
    drop_answered();
    return message;
  }

  /// When the oldest message was begun.
  std::optional<Duration> oldest() const {
    if (waiting_.empty()) return {};
    return waiting_.front().message.begun;
  }

  bool empty() const { return waiting_.empty(); }

 private:
  struct Waiting {
    SentMessage message;
    bool answered;
  };

  void drop_answered() {
    while (!waiting_.empty() && waiting_.front().answered) waiting_.pop_front();
  }

  std::deque<Waiting> waiting_;  // by number; the first one is not answered
  std::uint64_t given_up_ = 0;   // whose answer may come still
};

}  // namespace proofload
