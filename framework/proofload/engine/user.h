// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a journey holds in its hand: a visitor with connections, cookies and data of its own.
// Owned by a worker, used on its thread only. Every request becomes a step of the report, named by
// its method and route; what a service does wrong comes back as data. What the author does wrong (a
// route with too few arguments) throws UsageError, which ends the run with that message.

#include <proofload/base/random.h>
#include <proofload/data/feeder.h>
#include <proofload/engine/group.h>
#include <proofload/engine/step.h>
#include <proofload/load/pause_time.h>
#include <proofload/metrics/label_set.h>
#include <proofload/metrics/metric.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
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
  using State = UserState;
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

  /// Several requests at the same time, each on a connection of its own where one is busy. The
  /// answers come in the order of the requests, when the last one is there.
  Task<std::vector<Response>> send_all(std::vector<Request> requests);

  /// Several parts of a journey at the same time; comes back when the last one has ended. What the
  /// first one throws that fails is thrown on then.
  ///   std::vector<Task<>> parts;
  ///   parts.push_back(load_images(user));
  ///   parts.push_back(load_news(user));
  ///   co_await user.in_parallel(std::move(parts));
  Task<> in_parallel(std::vector<Task<>> parts);

  /// Sent with every request of this user from now on, unless the request sets it itself:
  /// user.set_header(bearer(token)).
  void set_header(std::string_view name, std::string_view value);
  void set_header(const Field& field) { set_header(field.first, field.second); }

  /// On everything this user measures from now on; an empty value takes the tag away.
  void set_tag(std::string_view name, std::string_view value);

  /// Think time: a duration, or drawn from a distribution, as in pause(PauseTime::uniform(1s, 3s)).
  /// Not part of any step.
  Task<> pause(const PauseTime& time) { return wait(time.draw(random())); }

  /// A transaction of several steps: lasts until the end of the block it is in, is recorded as
  /// group_duration when it got there, and marks what is measured inside.
  ///   {
  ///     const auto checkout = user.group("checkout");
  ///     co_await user.post("/cart", item);
  ///     co_await user.post("/pay", card);
  ///   }
  [[nodiscard]] Group group(std::string_view name) { return {*state_, name}; }

  /// A step that the journey measures itself, for what is no HTTP: a client library under test,
  /// say. Lasts until the end of the block, is a row of the report beside the requests, and failed
  /// where fail() was called or an exception left the block.
  ///   {
  ///     auto step = user.step("redis GET");
  ///     const auto reply = co_await redis.get(key);   // any operation of Asio
  ///     if (!reply) step.fail("no such key");
  ///   }
  [[nodiscard]] Step step(std::string_view name) { return {*state_, name}; }

  /// Plays code that blocks on a thread of a pool (16 in a run) and gives back what it returns:
  ///   const auto search = [&] { return client.search(word); };
  ///   const Result found = co_await user.blocking(search);
  /// Cannot be cut off: a run that ends meanwhile waits 2 s for it.
  template <std::invocable Function>
  Task<std::invoke_result_t<Function>> blocking(Function function) {
    using Value = std::invoke_result_t<Function>;
    if constexpr (std::is_void_v<Value>) {
      co_await play_blocking(std::move(function));
    } else {
      std::optional<Value> value;
      const std::function<void()> work = [&] { value.emplace(function()); };
      co_await play_blocking(work);
      co_return std::move(*value);
    }
  }

  /// Rows of data; see data/feeder.h. take: mine alone. next: in order. pick: by chance.
  Row take(const Feeder& feeder) { return feeder.take(); }
  Row next(const Feeder& feeder) { return feeder.next(); }
  Row pick(const Feeder& feeder) { return feeder.pick(random()); }

  /// What a journey keeps for this user from one iteration to the next: one object of a type, made
  /// by its default constructor when it is asked for the first time.
  ///   user.data<Session>().token = login.at("/token").text();
  template <std::default_initializable Type>
  Type& data() {
    auto& place = slot(typeid(Type));
    if (!place) place = std::make_shared<Type>();
    return *static_cast<Type*>(place.get());
  }

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

  /// Adds a sample to a metric of your own: user.record(order_value, 12.5, {{"kind", "book"}}).
  /// Durations are recorded in milliseconds. More than 500 different sets of tags are a mistake of
  /// the author.
  void record(const Metric& metric, double value, std::initializer_list<TagView> tags = {});
  void record(const Metric& metric, Duration value, std::initializer_list<TagView> tags = {}) {
    record(metric, in_milliseconds(value), tags);
  }

  /// This user's own random numbers: the same ones for the same seed.
  Random& random();

  /// Number of the user, from 0, and of the iteration it plays, within its scenario.
  std::uint32_t number() const;
  std::uint64_t iteration() const;

  /// The name of the plan it plays; may be empty in a run of one.
  const std::string& scenario() const;

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
  Task<> wait(Duration duration);
  bool count_check(std::string_view name, bool passed);
  Task<> play_blocking(std::function<void()> work);
  std::shared_ptr<void>& slot(std::type_index type);

  std::unique_ptr<State> state_;
};

}  // namespace proofload
