// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/user.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/http_step.h>
#include <proofload/engine/detail/parallel.h>
#include <proofload/engine/detail/prepared_request.h>
#include <proofload/engine/detail/step_exemplar.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>
#include <proofload/protocol/http/route.h>

#include <array>
#include <charconv>
#include <functional>
#include <utility>

namespace proofload {
namespace {

std::string wrong_number(std::string_view route, std::size_t places, std::size_t values) {
  return "the route \"" + std::string(route) + "\" has " + std::to_string(places) +
         " place(s) in braces, but got " + std::to_string(values) +
         " value(s): give one for each place, and one more for a body";
}

// Whatever groups its parallel parts opened, what follows belongs to those around it.
class GroupKeeper {
 public:
  explicit GroupKeeper(UserState& state) : state_(state), group_(state.group) {}
  ~GroupKeeper() {
    if (state_.group != group_) state_.enter_group(std::move(group_));
  }
  GroupKeeper(const GroupKeeper&) = delete;
  GroupKeeper& operator=(const GroupKeeper&) = delete;

 private:
  UserState& state_;
  std::string group_;
};

Task<> send_into(User& user, Request request, Response& place) {
  place = co_await user.send(std::move(request));
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
  const auto ready = prepared(*state_, std::move(request));
  MeasuredStep step(*state_, labels_of(*state_, ready.request), step_name(ready.request));
  Response answer = co_await state_->client.perform(ready.request, ready.url);
  const auto describe = [&] {
    return exemplar_of(ready.request, ready.url, sent_by_itself(*state_), answer);
  };
  end_http_step(step, ready.request.method, answer, std::ref(describe));
  if (answer.error == ErrorKind::interrupted)
    throw boost::system::system_error(boost::asio::error::operation_aborted);
  co_return answer;
}

Task<std::vector<Response>> User::send_all(std::vector<Request> requests) {
  std::vector<Response> answers(requests.size());
  std::vector<Task<>> parts;
  for (std::size_t i = 0; i < requests.size(); ++i)
    parts.push_back(send_into(*this, std::move(requests[i]), answers[i]));
  co_await in_parallel(std::move(parts));
  co_return answers;
}

Task<> User::in_parallel(std::vector<Task<>> parts) {
  const GroupKeeper keeper(*state_);
  co_await play_in_parallel(state_->context.loop, state_->branches, std::move(parts));
}

Task<> User::wait(Duration duration) {
  boost::asio::steady_timer timer(state_->context.loop, duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

Task<> User::play_blocking(std::function<void()> work) {
  return state_->context.blocking.play(std::move(work));
}

void User::set_header(std::string_view name, std::string_view value) {
  for (auto& [own, current] : state_->headers)
    if (is_same_header(own, name)) return void(current = value);
  state_->headers.emplace_back(name, value);
}

void User::set_tag(std::string_view name, std::string_view value) { state_->set_tag(name, value); }

bool User::count_check(std::string_view name, bool passed) {
  auto& context = state_->context;
  context.recorder.record(context.author_series.check(*state_->labels, name), passed ? 1.0 : 0.0);
  return passed;
}

void User::record(const Metric& metric, double value, std::initializer_list<TagView> tags) {
  auto& context = state_->context;
  const std::span<const TagView> given(tags.begin(), tags.size());
  context.recorder.record(context.author_series.own(metric, *state_->labels, given), value);
}

std::shared_ptr<void>& User::slot(std::type_index type) { return state_->data[type]; }

Random& User::random() { return state_->random; }
std::uint32_t User::number() const { return state_->number; }
std::uint64_t User::iteration() const { return state_->iteration; }
const std::string& User::scenario() const { return state_->scenario.name; }

}  // namespace proofload
