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
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// What fills a place of a route.
inline std::string to_argument(std::string_view text) { return std::string(text); }
inline std::string to_argument(const Json& json) { return json.text(); }
template <std::integral Number>
std::string to_argument(Number number) {
  return std::to_string(number);
}
std::string to_argument(double number);  ///< the shortest text that gives the same number

/// What fills a place of a route or is the body, by its position.
struct RouteValue {
  std::string text{};
  std::optional<Body> body{};  ///< given as such: not for a place
};
inline RouteValue to_route_value(Body body) { return {{}, std::move(body)}; }
template <class Value>
requires requires(const Value& value) { to_argument(value); }
RouteValue to_route_value(const Value& value) { return {to_argument(value), {}}; }

class User {
 public:
  struct State;
  explicit User(std::unique_ptr<State> state);
  ~User();

  /// Requests to a route, whose places in braces the values fill in order. One value more than
  /// places is the body; as many send none. Values are texts, numbers or Json (its text()); only
  /// the body may be a Body:
  ///   co_await user.get("/rooms/{id}", room);
  ///   co_await user.post("/rooms/{id}/messages", room, hello);
  ///   co_await user.post("/logout");
  template <class... Arguments>
  Task<Response> get(std::string_view route, const Arguments&... arguments) {
    return send(request("GET", route, {to_argument(arguments)...}));
  }
  template <class... Arguments>
  Task<Response> del(std::string_view route, const Arguments&... arguments) {
    return send(request("DELETE", route, {to_argument(arguments)...}));
  }
  template <class... Values>
  Task<Response> post(std::string_view route, const Values&... values) {
    return send(request_with_body("POST", route, collected(values...)));
  }
  template <class... Values>
  Task<Response> put(std::string_view route, const Values&... values) {
    return send(request_with_body("PUT", route, collected(values...)));
  }
  template <class... Values>
  Task<Response> patch(std::string_view route, const Values&... values) {
    return send(request_with_body("PATCH", route, collected(values...)));
  }

  /// Any request. It is taken over, so it need not outlive the call. When the run ends meanwhile it
  /// is cut off and throws, which ends the iteration: it says nothing about the service.
  Task<Response> send(Request request);

  /// Sent with every request of this user from now on, unless the request sets it itself.
  void set_header(std::string_view name, std::string_view value);

  /// Think time. Not part of any step.
  Task<> pause(Duration duration);

  /// Compares a value with a gMock matcher and counts the outcome, under the given name or under
  /// the matcher's own description. Never fatal; ask for it with CheckRate. True when it matched.
  /// More than 200 different names are a mistake of the author: a description that holds what
  /// varies needs a name.
  template <class Value, class Matcher>
  bool check(const Value& value, const Matcher& matcher) {
    return check(check_name(*this, value, matcher), value, matcher);
  }
  template <class Value, class Matcher>
  bool check(std::string_view name, const Value& value, const Matcher& matcher) {
    return count_check(name, check_passes(*this, value, matcher));
  }

  /// Adds a sample to a metric of your own. Durations are recorded in milliseconds. More than 500
  /// different sets of tags are a mistake of the author.
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

  static Request request_with_body(std::string_view method, std::string_view route,
                                   std::vector<RouteValue> values);

  template <class... Values>
  static std::vector<RouteValue> collected(const Values&... values) {
    std::vector<RouteValue> all;
    all.reserve(sizeof...(values));
    (all.push_back(to_route_value(values)), ...);
    return all;
  }
  bool count_check(std::string_view name, bool passed);

  std::unique_ptr<State> state_;
};

}  // namespace proofload
