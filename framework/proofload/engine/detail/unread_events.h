// SPDX-License-Identifier: Apache-2.0
#pragma once

// Events that wait to be read, of bounded size: where there are too many, the oldest are dropped,
// but never the newest. Belongs to one stream.

#include <proofload/protocol/sse/server_sent_event.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace proofload {

class UnreadEvents {
 public:
  /// Bytes of memory.
  explicit UnreadEvents(std::int64_t most) : most_(std::size_t(most)) {}

  void add(ServerSentEvent event) {
    bytes_ += size_of(event);
    events_.push_back(std::move(event));
    for (; bytes_ > most_ && events_.size() > 1; ++dropped_) drop_first();
  }

  std::optional<ServerSentEvent> take() {
    if (events_.empty()) return {};
    std::optional<ServerSentEvent> first(std::move(events_.front()));
    bytes_ -= size_of(*first);
    events_.pop_front();
    return first;
  }

  void clear() {
    events_.clear();
    bytes_ = 0;
  }

  std::size_t size() const { return events_.size(); }
  std::size_t dropped() const { return dropped_; }

 private:
  static std::size_t size_of(const ServerSentEvent& event) {
    return sizeof event + event.event.size() + event.data.size() + event.id.size();
  }

  void drop_first() {
    bytes_ -= size_of(events_.front());
    events_.pop_front();
  }

  std::size_t most_;
  std::size_t bytes_ = 0;
  std::size_t dropped_ = 0;
  std::deque<ServerSentEvent> events_;
};

}  // namespace proofload
