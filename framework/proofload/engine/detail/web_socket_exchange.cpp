// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/web_socket_exchange.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>

#include <array>

namespace proofload {
namespace {

constexpr std::string_view lost_error = "lost";

// What is longer keeps a connection busy for as long as the service and the network need.
constexpr std::size_t longest_quick_write = 64 << 10;

constexpr Duration counting_interval = 100ms;

// That none was lost is a figure, too.
constexpr std::array answered_metrics{StepMetric{metrics::ws_round_trip, true},
                                      StepMetric{metrics::ws_msgs_lost}};
constexpr StepProtocol answered{.metrics = answered_metrics};

constexpr std::array lost_metrics{StepMetric{metrics::ws_msgs_lost}};
constexpr StepProtocol lost{.metrics = lost_metrics};

ArrivalSchedule schedule_of(const RateProfile& load, Random& random) {
  const auto phase = random.uniform();
  return ArrivalSchedule(load, random(), 0, phase);
}

}  // namespace

WebSocketExchange::WebSocketExchange(const WebSocketParts& parts, MessagePlan plan, Random& random)
    : parts_(parts),
      plan_(std::move(plan)),
      schedule_(schedule_of(plan_.load, random)),
      length_(length_of(plan_.load.stages())),
      due_timer_(parts.user.context.loop),
      loss_timer_(parts.user.context.loop),
      done_(parts.user.context.loop) {}

Duration WebSocketExchange::now() const { return parts_.user.context.clock.now(); }

Duration WebSocketExchange::planned(std::uint64_t number) const {
  return begin_ + schedule_.at(number);
}

Task<MessageCount> WebSocketExchange::play() {
  result_.planned = schedule_.size();
  co_await parts_.client.listen(*this);
  begin_ = now();
  try {
    guarded([this] { go_on(); });
    co_await done_.wait();
    if (failure_) std::rethrow_exception(failure_);
  } catch (...) {
    stop();
    interrupt();
    throw;
  }
  stop();
  co_return result_;
}

// What was due is as much cut off as what was sent.
void WebSocketExchange::interrupt() {
  while (const auto message = answers_.take_oldest()) lose(*message, interrupted_error);
  const auto present = now();
  for (; is_due(present); ++next_) lose({next_, planned(next_), present}, interrupted_error);
}

void WebSocketExchange::stop() {
  stopped_ = true;
  due_timer_.cancel();
  loss_timer_.cancel();
  parts_.client.stop_listening();
  parts_.series.count(parts_.client.take_traffic());
}

// What the author's functions throw ends the exchange, not the loop.
template <class Action>
void WebSocketExchange::guarded(Action action) {
  if (failure_) return;
  try {
    action();
  } catch (...) {
    failure_ = std::current_exception();
    done_.wake();
  }
}

void WebSocketExchange::go_on() {
  const auto present = now();
  if (present >= counted_ + counting_interval) {
    counted_ = present;
    parts_.series.count(parts_.client.take_traffic());
  }
  give_up_overdue(present);
  send_due(present);
  if (!has_next() && answers_.empty() && present >= begin_ + length_) return done_.wake();
  set_timers(present);
}

void WebSocketExchange::send_due(Duration now) {
  while (is_due(now)) {
    if (!parts_.client.is_open()) {
      lose_with_connection({next_, planned(next_), now});
      ++next_;
    } else if (!sending_) {
      send(now);
    } else {
      held_up_ = held_up_ || sending_size_ > longest_quick_write || !parts_.client.is_writable();
      return;
    }
  }
}

void WebSocketExchange::send(Duration now) {
  auto bytes = plan_.message(next_);
  const SentMessage message{next_, planned(next_), now};
  parts_.series.add_pacing(message.planned, now - std::max(message.planned, free_since_));
  answers_.sent(message);
  sending_ = true;
  sending_since_ = now;
  ++next_;
  sending_size_ = bytes.size();
  parts_.client.begin_sending(std::move(bytes), plan_.is_binary);
}

void WebSocketExchange::on_sent() {
  sending_ = false;
  if (std::exchange(held_up_, false)) free_since_ = now();
  if (is_due(now())) guarded([this] { go_on(); });
}

void WebSocketExchange::on_message(std::string_view bytes) {
  guarded([&] {
    if (const auto message = answered_by(bytes)) finish(*message, bytes);
    if (!has_next() && answers_.empty()) go_on();
  });
}

std::optional<SentMessage> WebSocketExchange::answered_by(std::string_view bytes) {
  std::optional<std::uint64_t> number;
  if (plan_.number_of && !(number = plan_.number_of(bytes))) return {};
  const auto message = number ? answers_.answer(*number) : answers_.answer_next();
  if (!message) ++result_.unexpected;
  return message;
}

void WebSocketExchange::on_end() {
  sending_ = false;
  guarded([this] {
    while (const auto message = answers_.take_oldest()) lose_with_connection(*message);
    go_on();
  });
}

// What could not be sent for so long is lost as what was sent.
void WebSocketExchange::give_up_overdue(Duration now) {
  while (const auto message = answers_.give_up(now - plan_.patience)) lose(*message, lost_error);
  while (has_next() && is_held_up(now) &&
         std::max(planned(next_), sending_since_) + plan_.patience <= now) {
    lose({next_, planned(next_), now}, lost_error);
    ++next_;
  }
}

std::optional<Duration> WebSocketExchange::next_loss() const {
  if (const auto oldest = answers_.oldest()) return *oldest + plan_.patience;
  if (has_next() && sending_) return std::max(planned(next_), sending_since_) + plan_.patience;
  return {};
}

// The timer of losses is set anew only when it has gone off: the oldest message is a later one
// then.
void WebSocketExchange::set_timers(Duration now) {
  const auto& clock = parts_.user.context.clock;
  const auto wake = [self = shared_from_this()](const boost::system::error_code& error) {
    if (!error && !self->stopped_) self->guarded([&] { self->go_on(); });
  };
  const auto due = has_next() ? planned(next_) : begin_ + length_;
  if (due > now) {
    due_timer_.expires_at(clock.instant(due));
    due_timer_.async_wait(wake);
  }
  const auto loss = next_loss();
  if (!loss || loss_timer_set_) return;
  loss_timer_set_ = true;
  loss_timer_.expires_at(clock.instant(*loss));
  loss_timer_.async_wait([self = shared_from_this(), wake](const boost::system::error_code& error) {
    self->loss_timer_set_ = false;
    wake(error);
  });
}

void WebSocketExchange::finish(const SentMessage& message, std::string_view answer) {
  const auto service = now() - message.begun;
  const std::array<double, answered_metrics.size()> values{in_milliseconds(service), 0};
  const auto describe = [&] { return parts_.origin.message(message.number, answer, {}); };
  MeasuredStep step(parts_.user, plan_.name, message.planned, message.begun);
  step.end(answered, {{}, values}, std::ref(describe), service);
  ++result_.answered;
}

void WebSocketExchange::lose(const SentMessage& message, std::string_view error) {
  constexpr std::array<double, lost_metrics.size()> values{1};
  const auto& text = parts_.client.is_open() ? std::string() : parts_.client.end().text;
  const auto describe = [&] { return parts_.origin.message(message.number, {}, text); };
  MeasuredStep step(parts_.user, plan_.name, message.planned, message.begun);
  step.end(lost, {{.failed = true, .error = error}, values, text}, describe);
  ++result_.lost;
}

void WebSocketExchange::lose_with_connection(const SentMessage& message) {
  parts_.break_recorded = true;
  lose(message, to_text(parts_.client.end().error));
}

}  // namespace proofload
