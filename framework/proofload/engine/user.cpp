// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/user.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>
#include <proofload/protocol/http/route.h>

#include <array>
#include <charconv>
#include <utility>

namespace proofload {
namespace {

std::string wrong_number(std::string_view route, std::size_t places, std::size_t values) {
  return "the route \"" + std::string(route) + "\" has " + std::to_string(places) +
         " place(s) in braces, but got " + std::to_string(values) +
         " value(s): give one for each place, and one more for a body";
}

// The first one is what people want to know: the others may follow from it.
void note_unanswered(std::string& place, const std::string& step, const Response& answer) {
  if (answer.error == ErrorKind::none || !place.empty()) return;
  place = step + " got no answer: " + std::string(to_text(answer.error)) + " (" +
          answer.error_text + ")";
}

}  // namespace

std::string to_argument(double number) {
  std::array<char, 32> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), written.ptr};
}

User::User(std::unique_ptr<State> state) : state_(std::move(state)) {}
User::~User() = default;

Request User::request(std::string_view method, std::string_view route,
                      std::vector<std::string> arguments) {
  Request request;
  request.method = method;
  request.route = route;
  request.arguments = std::move(arguments);
  return request;
}

Request User::request_with_body(std::string_view method, std::string_view route,
                                std::vector<RouteValue> values) {
  const auto places = places_in(route);
  if (values.size() != places && values.size() != places + 1)
    throw UsageError(wrong_number(route, places, values.size()));
  auto whole = request(method, route, {});
  whole.arguments.reserve(places);
  for (std::size_t place = 0; place < places; ++place) {
    if (values[place].body)
      throw UsageError("the route \"" + std::string(route) + "\" got a Body for place " +
                       std::to_string(place + 1) + " of " + std::to_string(places) +
                       ": a Body comes last, after one value for each place");
    whole.arguments.push_back(std::move(values[place].text));
  }
  if (values.size() == places) return whole;
  auto& last = values.back();
  whole.body = last.body ? std::move(*last.body) : Body(std::move(last.text));
  return whole;
}

Task<Response> User::send(Request request) {
  auto& context = state_->context;
  const auto url = url_of(request, context.target);
  if (!url) throw UsageError(url.error());
  for (const auto& [name, value] : state_->headers)
    if (find_header(request.headers, name) == nullptr) request.headers.emplace_back(name, value);
  const auto delay = std::exchange(state_->delay, Duration{});
  Response answer = co_await state_->client.perform(request, url.value());
  const auto step = step_name(request);
  if (answer.error == ErrorKind::interrupted) {
    context.http_steps.record_interrupted(step);
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  }
  context.http_steps.record(step, request.method, answer, answer.service + delay);
  if (context.unanswered != nullptr) note_unanswered(*context.unanswered, step, answer);
  co_return answer;
}

Task<> User::pause(Duration duration) {
  boost::asio::steady_timer timer(state_->context.loop, duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

void User::set_header(std::string_view name, std::string_view value) {
  for (auto& [own, current] : state_->headers)
    if (is_same_header(own, name)) return void(current = value);
  state_->headers.emplace_back(name, value);
}

bool User::count_check(std::string_view name, bool passed) {
  auto& context = state_->context;
  context.recorder.record(context.author_series.check(name), passed ? 1.0 : 0.0);
  return passed;
}

void User::record(const Metric& metric, double value, Tags tags) {
  auto& context = state_->context;
  context.recorder.record(context.author_series.own(metric, std::move(tags)), value);
}

Random& User::random() { return state_->random; }
std::uint32_t User::number() const { return state_->number; }
std::uint64_t User::iteration() const { return state_->iteration; }

}  // namespace proofload
