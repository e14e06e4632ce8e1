// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a journey holds in its hand: a visitor with connections, cookies and data of its own.
// Owned by a worker, used on its thread only. Every request becomes a step of the report, named by
// its method and route; what a service does wrong comes back as data. What the author does wrong (a
// route with too few arguments) throws UsageError, which ends the run with that message.

#include <proofload/base/random.h>
#include <proofload/metrics/metric.h>
#include <proofload/metrics/tags.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>

#include <concepts>
#include <memory>
#include <string>
#include <string_view>

namespace proofload {

inline std::string to_argument(std::string_view text) { return std::string(text); }
inline std::string to_argument(const Json& json) { return json.text(); }
template <std::integral Number>
std::string to_argument(Number number) {
  return std::to_string(number);
}

class User {
 public:
  struct State;
  explicit User(std::unique_ptr<State> state);
  ~User();

  /// Requests to a route, whose places in braces the arguments fill in order. With a body, the body
  /// comes last:
  ///   co_await user.get("/rooms/{id}", room);
  ///   co_await user.post("/rooms/{id}/messages", room, hello);
  template <class... Arguments>
  Task<Response> get(std::string_view route, const Arguments&... arguments) {
    return send(request("GET", route, {to_argument(arguments)...}));
  }
  template <class... Arguments>
  Task<Response> del(std::string_view route, const Arguments&... arguments) {
    return send(request("DELETE", route, {to_argument(arguments)...}));
  }
  template <class... Arguments>
  Task<Response> post(std::string_view route, const Arguments&... arguments_and_body) {
    return collect("POST", route, {}, arguments_and_body...);
  }
  template <class... Arguments>
  Task<Response> put(std::string_view route, const Arguments&... arguments_and_body) {
    return collect("PUT", route, {}, arguments_and_body...);
  }
  template <class... Arguments>
  Task<Response> patch(std::string_view route, const Arguments&... arguments_and_body) {
    return collect("PATCH", route, {}, arguments_and_body...);
  }

  /// Any request. It is taken over, so it need not outlive the call.
  Task<Response> send(Request request);

  /// Sent with every request of this user from now on, unless the request sets it itself.
  void set_header(std::string_view name, std::string_view value);

  /// Think time. Not part of any step.
  Task<> pause(Duration duration);

  /// Compares a value with a gMock matcher and counts the outcome, under the given name or under
  /// the matcher's own description. Never fatal; ask for it with CheckRate. True when it matched.
  template <class Value, class Matcher>
  bool check(const Value& value, const Matcher& matcher) {
    return check(check_name(*this, value, matcher), value, matcher);
  }
  template <class Value, class Matcher>
  bool check(std::string_view name, const Value& value, const Matcher& matcher) {
    return count_check(name, check_passes(*this, value, matcher));
  }

  /// Adds a sample to a metric of your own. Durations are recorded in milliseconds.
  void record(const Metric& metric, double value, Tags tags = {});
  void record(const Metric& metric, Duration value, Tags tags = {}) {
    record(metric, in_milliseconds(value), std::move(tags));
  }

  /// This user's own random numbers: the same ones for the same seed.
  Random& random();

  /// Number of the user, from 0, and of the iteration it plays, within the run.
  std::uint32_t number() const;
  std::uint64_t iteration() const;

  /// For the engine.
  State& state() { return *state_; }

 private:
  static Request request(std::string_view method, std::string_view route,
                         std::vector<std::string> arguments);

  template <class First, class... Rest>
  Task<Response> collect(std::string_view method, std::string_view route,
                         std::vector<std::string> arguments, const First& first,
                         const Rest&... rest) {
    if constexpr (sizeof...(rest) == 0) {
      return send_body(method, route, std::move(arguments), Body(first));
    } else {
      arguments.push_back(to_argument(first));
      return collect(method, route, std::move(arguments), rest...);
    }
  }
  Task<Response> send_body(std::string_view method, std::string_view route,
                           std::vector<std::string> arguments, Body body);
  bool count_check(std::string_view name, bool passed);

  std::unique_ptr<State> state_;
};

}  // namespace proofload
