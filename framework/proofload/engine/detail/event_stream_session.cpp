// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/event_stream_session.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/http_step.h>
#include <proofload/engine/detail/step_exemplar.h>
#include <proofload/engine/detail/user_state.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace proofload {
namespace asio = boost::asio;

namespace {

constexpr Duration usual_retry = 3s;
constexpr Duration longest_wait_possible = 10'000h;
constexpr std::size_t longest_id = 8 * 1024;  // that is sent back

Request as_event_stream_request(Request request, const EventStreamOptions& options) {
  if (!options.name.empty()) request.name = options.name;
  if (find_header(request.headers, "Accept") == nullptr)
    request.headers.emplace_back("Accept", "text/event-stream");
  return request;
}

void set_header(std::vector<Field>& headers, const char* name, const std::string& value) {
  std::erase_if(headers, [&](const Field& field) { return is_same_header(field.first, name); });
  headers.emplace_back(name, value);
}

bool has_event_stream_type(const Response& header) {
  const auto type = header.header("Content-Type").value_or("");
  const auto end = type.find_last_not_of(" \t", type.find(';') - 1);
  return is_same_header(std::string_view(type).substr(0, end + 1), "text/event-stream");
}

void add(HttpTimings& sum, const HttpTimings& more) {
  sum.blocked += more.blocked;
  sum.looking_up += more.looking_up;
  sum.connecting += more.connecting;
  sum.tls_handshaking += more.tls_handshaking;
  sum.sending += more.sending;
  sum.waiting += more.waiting;
  sum.receiving += more.receiving;
}

void fail(Response& answer, ErrorKind error, std::string text) {
  answer.error = error;
  answer.error_text = std::move(text);
  answer.status = 0;
  answer.expected = false;
}

// One part of a journey waits at a time.
class OnlyOne {
 public:
  explicit OnlyOne(bool& waiting) : waiting_(waiting) {
    if (std::exchange(waiting, true))
      throw UsageError(
          "two parts of a journey wait for the same event stream: let one of them read it");
  }
  ~OnlyOne() { waiting_ = false; }
  OnlyOne(const OnlyOne&) = delete;
  OnlyOne& operator=(const OnlyOne&) = delete;

 private:
  bool& waiting_;
};

}  // namespace

EventStreamSession::EventStreamSession(UserState& state, const EventStreamOptions& options,
                                       Request request)
    : state_(state),
      options_(options),
      prepared_(prepared(state, as_event_stream_request(std::move(request), options))),
      labels_(labels_of(state, prepared_.request)),
      step_(state, labels_, step_name(prepared_.request)),
      metrics_(state.context.recorder, labels_, step_.name(),
               state.context.clock.instant(step_.planned())),
      parser_(options.max_event),
      unread_(options.max_unread),
      wake_(state.context.loop),
      alarm_(state.context.loop),
      exceptions_(std::uncaught_exceptions()),
      reconnects_left_(options.reconnects) {}

EventStreamSession::~EventStreamSession() = default;

void EventStreamSession::connect() {
  const auto own_timeout = prepared_.request.timeout;
  const auto timeout = own_timeout > Duration{} ? own_timeout : state_.scenario.http.timeout;
  after(timeout, &EventStreamSession::give_up_waiting_for_header);
  metrics_.connect();
  stream_ = state_.client.stream(prepared_.request, prepared_.url, *this);
}

Task<bool> EventStreamSession::opened() {
  while (!opened_ && !ended_) co_await wait_until(SteadyClock::now() + longest_wait_possible);
  if (failure_) std::rethrow_exception(failure_);
  co_return opened_;
}

Task<std::optional<ServerSentEvent>> EventStreamSession::next(Duration longest_wait) {
  const auto deadline = SteadyClock::now() + std::min(longest_wait, longest_wait_possible);
  while (unread_.size() == 0 && !ended_ && !failure_) {
    if (SteadyClock::now() >= deadline)
      give_up_waiting_for_event();
    else
      co_await wait_until(deadline);
  }
  if (failure_) std::rethrow_exception(failure_);
  co_return unread_.take();
}

void EventStreamSession::close() {
  if (state_.interrupted || !opened_) return cut_off();
  unread_.clear();
  if (ended_) return;
  auto answer = answer_so_far();
  answer.status = 200;
  answer.expected = true;
  if (std::uncaught_exceptions() > exceptions_)
    fail(answer, ErrorKind::exception, "the journey left the stream with an exception");
  finish(std::move(answer));
}

void EventStreamSession::cut_off() {
  unread_.clear();
  if (ended_) return;
  auto answer = answer_so_far();
  fail(answer, ErrorKind::interrupted, "cut off with the journey that listened");
  finish(std::move(answer));
}

bool EventStreamSession::take_header(const Response& header, SteadyClock::time_point sent) {
  if (header.status != 200 || !has_event_stream_type(header)) return false;
  cancel_alarm();
  metrics_.open(sent);
  streaming_ = opened_ = true;
  answer_ = header;
  wake_.cancel();
  return true;
}

ErrorKind EventStreamSession::take_body(std::string_view bytes, SteadyClock::time_point arrived) {
  try {
    const bool fits = parser_.feed(bytes, arrived_);
    take_events(arrived);
    return fits ? ErrorKind::none : ErrorKind::too_large;
  } catch (...) {
    failure_ = std::current_exception();
    wake_.cancel();
    return ErrorKind::exception;
  }
}

void EventStreamSession::take_events(SteadyClock::time_point arrived) {
  for (auto& event : arrived_) {
    metrics_.arrive(arrived, options_.tokens ? options_.tokens(event) : 0);
    unread_.add(std::move(event));
  }
  if (!arrived_.empty()) wake_.cancel();
  arrived_.clear();
}

void EventStreamSession::end(Response answer) {
  if (answer.error == ErrorKind::too_large && streaming_)
    answer.error_text = "an event is larger than max_event";
  if (goes_on_after(answer)) {
    --reconnects_left_;
    add_connection(answer);
    after(parser_.retry().value_or(usual_retry), &EventStreamSession::connect_again);
  } else {
    judge(answer);
    finish(std::move(answer));
  }
}

// As the standard has it: where the connection broke, or ended, or was not to be had; not where
// something else was answered.
bool EventStreamSession::goes_on_after(const Response& answer) const {
  if (!opened_ || reconnects_left_ <= 0 || failure_) return false;
  if (streaming_) return answer.error != ErrorKind::too_large;
  return answer.error != ErrorKind::none;
}

void EventStreamSession::connect_again() {
  parser_.begin_again();
  const auto& id = parser_.last_event_id();
  if (!id.empty() && id.size() <= longest_id)
    set_header(prepared_.request.headers, "Last-Event-ID", id);
  connect();
}

void EventStreamSession::give_up_waiting_for_header() {
  auto answer = stream_->cut();
  const bool was_sent = answer.bytes_sent > 0;
  fail(answer, was_sent ? ErrorKind::timeout : ErrorKind::connection_timeout,
       "no stream of events within the timeout");
  end(std::move(answer));
}

void EventStreamSession::give_up_waiting_for_event() {
  auto answer = answer_so_far();
  fail(answer, ErrorKind::timeout, "no event within the time that the journey waits for one");
  finish(std::move(answer));
}

// Between two connections there is none.
Response EventStreamSession::answer_so_far() { return stream_ ? stream_->cut() : answer_; }

void EventStreamSession::add_connection(const Response& answer) {
  add(spent_.timings, answer.timings);
  spent_.bytes_sent += answer.bytes_sent;
  spent_.bytes_received += answer.bytes_received;
  streaming_ = false;
  stream_.reset();
}

// No content: the service wants the stream to end.
void EventStreamSession::judge(Response& answer) const {
  if (answer.error != ErrorKind::none) return;
  answer.expected = streaming_ || (opened_ && answer.status == 204);
  if (answer.expected || answer.status != 200) return;
  answer.error = ErrorKind::wrong_content_type;
  answer.error_text = "the answer is no text/event-stream";
}

void EventStreamSession::finish(Response answer) {
  ended_ = true;
  cancel_alarm();
  add_connection(answer);
  answer.timings = spent_.timings;
  answer.bytes_sent = spent_.bytes_sent;
  answer.bytes_received = spent_.bytes_received;
  answer.service = step_.service_so_far();
  answer_ = std::move(answer);
  end_step();
  wake_.cancel();
}

// A stream may last as long as the run: however old it is, its end says nothing about the service,
// which has answered.
void EventStreamSession::end_step() {
  if (opened_ && answer_.error == ErrorKind::interrupted)
    return state_.context.steps.record_interrupted(labels_, step_.name());
  metrics_.end();
  const auto describe = [&] {
    return exemplar_of(prepared_.request, prepared_.url, sent_by_itself(state_), answer_);
  };
  end_http_step(step_, prepared_.request.method, answer_, describe);
}

// The timer is cancelled by what happens, and by whoever interrupts the journey.
Task<> EventStreamSession::wait_until(SteadyClock::time_point deadline) {
  const OnlyOne only(waiting_);
  boost::system::error_code woken;
  wake_.expires_at(deadline);
  co_await wake_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  if (cancellation.cancelled() == asio::cancellation_type::none) co_return;
  cut_off();
  throw boost::system::system_error(asio::error::operation_aborted);
}

void EventStreamSession::after(Duration wait, void (EventStreamSession::*action)()) {
  alarm_.expires_after(std::min(wait, longest_wait_possible));
  const auto ring = [weak = weak_from_this(), action,
                     number = ++alarms_](boost::system::error_code cancelled) {
    const auto self = weak.lock();
    if (!cancelled && self && self->alarms_ == number) (self.get()->*action)();
  };
  alarm_.async_wait(ring);
}

void EventStreamSession::cancel_alarm() {
  ++alarms_;
  alarm_.cancel();
}

}  // namespace proofload
