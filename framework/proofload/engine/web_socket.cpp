// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/web_socket.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/web_socket_exchange.h>
#include <proofload/engine/detail/web_socket_handshake.h>
#include <proofload/engine/detail/web_socket_state.h>
#include <proofload/load/load.h>

namespace proofload {
namespace {

constexpr Duration longest_goodbye = 5s;
constexpr std::size_t longest_reason = 123;

void throw_if_cut_off(const Response& answer) {
  if (answer.error == ErrorKind::interrupted)
    throw boost::system::system_error(boost::asio::error::operation_aborted);
}

void check_goodbye(std::uint16_t code, std::string_view reason) {
  if (code != 1000 && (code < 3000 || code > 4999))
    throw UsageError("a WebSocket cannot be closed with code " + std::to_string(code) +
                     ": give 1000, or one from 3000 to 4999");
  if (reason.size() > longest_reason)
    throw UsageError("the reason to close a WebSocket has " + std::to_string(reason.size()) +
                     " bytes: give 123 at most");
}

void check_messages(const MessagePlan& messages) {
  if (!messages.message) throw UsageError("a MessagePlan has no message: say what is sent");
  if (const auto found = problems(messages.load); !found.empty())
    throw UsageError("the load of a MessagePlan cannot be played: " + found.front());
  if (warm_up_of(messages.load) > Duration{})
    throw UsageError(
        "the load of a MessagePlan has a warm-up: mark it in the load of the scenario instead");
  if (messages.patience <= Duration{})
    throw UsageError("the patience of a MessagePlan is " + to_text(messages.patience) +
                     ": give one above 0");
}

/// Tells that something holds as long as it lives.
class Underway {
 public:
  explicit Underway(int& number) : number_(number) { ++number_; }
  ~Underway() { --number_; }
  Underway(const Underway&) = delete;
  Underway& operator=(const Underway&) = delete;

 private:
  int& number_;
};

}  // namespace

WebSocket::WebSocket(User& user, WebSocketOptions options)
    : user_(user), state_(std::make_unique<State>(user.state(), std::move(options))) {}

WebSocket::~WebSocket() = default;

Task<bool> WebSocket::open(std::string route, std::vector<std::string> arguments) {
  auto& own = *state_;
  own.check_unused("connect()");
  const Underway underway(own.operations);
  own.end_session();
  own.closing = own.break_recorded = false;
  own.step = own.options.name.empty() ? web_socket_step(route) : own.options.name;
  auto opening = opening_of(own.user, own.options, std::move(route), std::move(arguments));
  own.origin = std::move(opening.origin);
  own.series.emplace(own.user, own.step);
  own.client = std::make_unique<WebSocketClient>(own.user.context.loop, opening.settings);
  own.begun = SteadyClock::now();
  MeasuredStep step(own.user, own.step);
  own.series->count_session();
  const Response answer = co_await own.client->open(opening.url, opening.handshake);
  own.record_handshake(step, answer);
  throw_if_cut_off(answer);
  own.in_session = answer.ok();
  own.error = answer.error;
  own.error_text = answer.error_text;
  own.subprotocol = answer.header("Sec-WebSocket-Protocol").value_or("");
  co_return answer.ok();
}

Task<bool> WebSocket::write(std::string bytes, bool is_binary) {
  auto& client = state_->connected();
  if (state_->is_exchanging)
    throw UsageError("send() during exchange(): put the message into the MessagePlan");
  const Underway underway(state_->operations);
  const auto begin = state_->now();
  const bool sent = co_await client.send(std::move(bytes), is_binary);
  state_->note(sent, begin);
  co_return sent;
}

Task<std::optional<WebSocketMessage>> WebSocket::receive(Duration patience) {
  auto& client = state_->undisturbed("receive()");
  const Underway underway(state_->operations);
  const auto begin = state_->now();
  auto message = co_await client.receive(patience);
  state_->note(message.has_value(), begin);
  co_return message;
}

Task<std::optional<WebSocketMessage>> WebSocket::receive_liked(Liking liked, Duration patience) {
  const auto until = SteadyClock::now() + patience;
  const auto begin = state_->now();
  auto message = co_await receive(patience);
  while (message && !liked(*message)) message = co_await receive(until - SteadyClock::now());
  if (!message && is_open()) state_->record_failure("receive", error(), error_text(), begin);
  co_return message;
}

Task<std::optional<Duration>> WebSocket::ping(Duration patience) {
  auto& client = state_->connected();
  if (client.is_pinging())
    throw UsageError("two pings at the same time: let one end before the next begins");
  const Underway underway(state_->operations);
  const auto begin = state_->now();
  const auto round_trip = co_await client.ping(patience);
  if (round_trip) state_->series->add_ping(*round_trip);
  state_->note(round_trip.has_value(), begin);
  if (!round_trip && is_open()) state_->record_failure("ping", error(), error_text(), begin);
  co_return round_trip;
}

Task<MessageCount> WebSocket::exchange(MessagePlan messages) {
  check_messages(messages);
  auto& own = *state_;
  auto& client = own.undisturbed("exchange()");
  if (messages.name.empty()) messages.name = own.step + " message";
  const auto load = scaled(messages.load, {.time = own.user.context.time_scale});
  messages.load = std::get<RateProfile>(load);
  const Underway underway(own.operations);
  const auto begin = own.now();
  const WebSocketParts parts{own.user, client, *own.series, own.origin, own.break_recorded};
  const auto exchange =
      std::make_shared<WebSocketExchange>(parts, std::move(messages), own.user.random);
  own.is_exchanging = true;
  std::unique_ptr<bool, void (*)(bool*)> end(&own.is_exchanging, [](bool* flag) { *flag = false; });
  const auto count = co_await exchange->play();
  end.reset();
  own.note(client.is_open(), begin);
  co_return count;
}

Task<> WebSocket::close(std::uint16_t code, std::string_view reason) {
  check_goodbye(code, reason);
  auto& own = *state_;
  auto& client = own.connected();
  if (own.is_exchanging) throw UsageError("close() during exchange(): let the exchange end first");
  const Underway underway(own.operations);
  const auto begin = own.now();
  own.closing = own.closing || client.is_open();
  co_await client.close(code, reason, longest_goodbye);
  own.note(true, begin);
}

bool WebSocket::is_open() const { return state_->client && state_->client->is_open(); }
ErrorKind WebSocket::error() const { return state_->error; }
const std::string& WebSocket::error_text() const { return state_->error_text; }
const std::string& WebSocket::subprotocol() const { return state_->subprotocol; }

std::uint16_t WebSocket::close_code() const {
  return state_->client ? state_->client->end().close_code : std::uint16_t{0};
}

const std::string& WebSocket::close_reason() const {
  static const std::string none;
  return state_->client ? state_->client->end().close_reason : none;
}

}  // namespace proofload
