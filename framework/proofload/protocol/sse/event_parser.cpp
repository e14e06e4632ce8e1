// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/sse/event_parser.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace proofload {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Digits only; a number that no integer holds is the longest time.
std::optional<Duration> milliseconds_in(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return {};
  constexpr std::int64_t most = EventParser::longest_retry / 1ms;
  std::int64_t number = most;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::chrono::milliseconds(std::min(number, most));
}

}  // namespace

bool EventParser::feed(std::string_view bytes, std::vector<ServerSentEvent>& events) {
  while (!bytes.empty()) {
    if (std::exchange(after_carriage_return_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const auto end = bytes.find_first_of("\r\n");
    const auto part = bytes.substr(0, end);
    if (!has_room(part.size())) return false;
    if (end == bytes.npos) {
      line_.append(part);
      return true;
    }
    after_carriage_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    if (line_.empty()) {
      take_line(part, events);
    } else {
      take_line(line_.append(part), events);
      line_.clear();
    }
  }
  return true;
}

void EventParser::begin_again() {
  line_.clear();
  type_.clear();
  data_.clear();
  id_ = last_event_id_;
  first_line_ = true;
  after_carriage_return_ = false;
}

bool EventParser::has_room(std::size_t more) const {
  return line_.size() + type_.size() + data_.size() + id_.size() + more <= max_event_;
}

void EventParser::take_line(std::string_view line, std::vector<ServerSentEvent>& events) {
  if (std::exchange(first_line_, false) && line.starts_with(byte_order_mark))
    line.remove_prefix(byte_order_mark.size());
  if (line.empty()) return dispatch(events);
  const auto colon = line.find(':');
  auto value = colon == line.npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  take_field(line.substr(0, colon), value);
}

// A comment has an empty name.
void EventParser::take_field(std::string_view name, std::string_view value) {
  if (name == "event") {
    type_ = value;
  } else if (name == "data") {
    data_.append(value).push_back('\n');
  } else if (name == "id") {
    if (value.find('\0') == value.npos) id_ = value;
  } else if (name == "retry") {
    if (const auto time = milliseconds_in(value)) retry_ = time;
  }
}

void EventParser::dispatch(std::vector<ServerSentEvent>& events) {
  last_event_id_ = id_;
  auto type = std::exchange(type_, {});
  if (data_.empty()) return;
  data_.pop_back();
  events.push_back({type.empty() ? "message" : std::move(type), std::exchange(data_, {}), id_});
}

}  // namespace proofload
