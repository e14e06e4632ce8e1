// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/user.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>
#include <proofload/protocol/http/route.h>

#include <strings.h>

#include <algorithm>
#include <utility>

namespace proofload {
namespace {

bool same_name(const std::string& a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), b.size()) == 0;
}

const std::string* value_of(const std::vector<Field>& fields, std::string_view name) {
  for (const auto& [own, value] : fields)
    if (same_name(own, name)) return &value;
  return nullptr;
}

}  // namespace

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

Task<Response> User::send_body(std::string_view method, std::string_view route,
                               std::vector<std::string> arguments, Body body) {
  auto whole = request(method, route, std::move(arguments));
  whole.body = std::move(body);
  return send(std::move(whole));
}

Task<Response> User::send(Request request) {
  auto& context = state_->context;
  const auto url = url_of(request, context.target);
  if (!url) throw UsageError(url.error());
  for (const auto& [name, value] : state_->headers)
    if (value_of(request.headers, name) == nullptr) request.headers.emplace_back(name, value);
  const auto delay = std::exchange(state_->delay, Duration{});
  Response answer = co_await state_->client.perform(request, url.value());
  context.http_steps.record(step_name(request), request.method, answer, answer.service + delay);
  co_return answer;
}

Task<> User::pause(Duration duration) {
  boost::asio::steady_timer timer(state_->context.loop, duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

void User::set_header(std::string_view name, std::string_view value) {
  for (auto& [own, current] : state_->headers)
    if (same_name(own, name)) return void(current = value);
  state_->headers.emplace_back(name, value);
}

bool User::count_check(std::string_view name, bool passed) {
  record(metrics::checks, passed ? 1 : 0, {{"check", std::string(name)}});
  return passed;
}

void User::record(const Metric& metric, double value, Tags tags) {
  state_->context.recorder.record(metric, tags, value);
}

Random& User::random() { return state_->random; }
std::uint32_t User::number() const { return state_->number; }
std::uint64_t User::iteration() const { return state_->iteration; }

}  // namespace proofload
