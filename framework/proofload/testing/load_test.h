// SPDX-License-Identifier: Apache-2.0
#pragma once

// A load test is a GoogleTest case. Its fixture derives from LoadTest, says which service it needs,
// and plays plans:
//
//   struct Greeter : LoadTest {
//     void SetUp() override { start_service({.program = "greeter", .arguments = {"{port}"}}); }
//   };
//
//   Task<> hello(User& user) { co_await user.get("/hello"); }
//
//   LOAD_TEST(Greeter, GreetsAThousandASecond, smoke, budget(1min)) {
//     const Report report = run({.scenario = hello, .load = hold(1000_per_s, 30s)});
//     EXPECT_THAT(report, AllOf(P95(Lt(5ms)), ErrorRate(Lt(0.1_percent))));
//   }
//
// With --plan nothing is started and nothing played: the first run() of a test shows what it would
// play, says what is wrong with it, and ends the test.
//
// The verdict on a run is given when the test ends, over all limits it asserted; see
// report/verdict.h. Results are written as soon as a run has ended, and again with its limits.
// Everything here is called on the thread of the test.

#include <proofload/engine/probes.h>
#include <proofload/engine/run.h>
#include <proofload/service/service_options.h>
#include <proofload/testing/traits.h>

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <vector>

namespace proofload {

struct Threshold;

class LoadTest : public testing::Test {
 public:
  LoadTest();
  ~LoadTest() override;

 protected:
  /// Starts the service under test on a free port and waits until it is ready, unless --target or
  /// PROOFLOAD_TARGET name one that runs already. It is stopped with the test; should it die
  /// before, the run ends at once and the test fails with the last lines of its log. When it
  /// cannot be started the test ends here, with the reason. The service started last is the target.
  /// In a named environment (--environment) nothing is started; see testing/environments.h.
  void start_service(ServiceOptions options,
                     std::source_location place = std::source_location::current());

  /// Where routes lead: the given target, or the service started last.
  std::string target() const;

  /// The process id of the service started last; nothing where the target was given.
  std::optional<int> service_pid() const;

  /// Plays a plan. A plan that cannot be played ends the test here with everything that is wrong
  /// with it, before any load is sent.
  Report run(const Plan& plan, std::source_location place = std::source_location::current()) {
    return run(std::vector<Plan>{plan}, place);
  }

  /// Plays several plans in one run, side by side or one after another:
  ///   run({{.name = "browse", ...}, {.name = "order", ..., .start_after = 10s}});
  Report run(const std::vector<Plan>& plans,
             std::source_location place = std::source_location::current());

  /// Asks a function for the value of a gauge once a second of every run from now on:
  ///   probe(gauge("queue_depth"), [this] { return double(queue_.size()); });
  /// It is called on the thread of the test, and has to return at once; see engine/probes.h.
  void probe(const Metric& gauge, std::function<double()> read);

  /// Reads values of a metrics endpoint in Prometheus' text format once a second of every run from
  /// now on, on a thread of its own; the path is one of the target, or a whole URL:
  ///   probe_prometheus("/metrics", {{"http_requests_in_flight", gauge("in_flight")}});
  void probe_prometheus(std::string path, std::vector<PrometheusValue> values,
                        HttpOptions http = {});

  /// Whether this gauge of the service's process, its memory say, can be judged: only where the
  /// service was started here. Elsewhere nothing reads it, and a limit on it fails for want of
  /// data; so a test that is played against deployed services, too, asks first:
  ///   if (can_judge(metrics::service_memory)) {
  ///     EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
  ///   }
  /// Where the answer is no, a note in the results of the test says that it was not judged and why,
  /// and no threshold on it is judged either.
  bool can_judge(const Metric& gauge);

  /// Plays a journey once, unmeasured: to put data in place, say. Ends the test when the journey
  /// does not come to its end, or a request gets no answer.
  void play_once(const Journey& journey, const HttpOptions& http = {},
                 std::source_location place = std::source_location::current());

  /// A journey that is a member of the fixture: .scenario = journey(&Greeter::hello). Users of all
  /// workers share the fixture; what they change in it needs a lock once there are several.
  template <class Fixture>
  Journey journey(Task<> (Fixture::*member)(User&)) {
    return [fixture = static_cast<Fixture*>(this), member](User& user) {
      return (fixture->*member)(user);
    };
  }

  /// Judges the runs. A fixture that overrides it calls it; one that forgets is judged when it is
  /// destroyed.
  void TearDown() override;

 private:
  struct State;

  [[noreturn]] void show_plan(const std::vector<Plan>& plans, const RunSettings& settings,
                              const std::vector<std::string>& wrong,
                              const std::source_location& place);

  Report play_and_show(const std::vector<Plan>& plans, RunSettings settings,
                       const std::vector<Threshold>& thresholds);

  std::unique_ptr<State> state_;
};

}  // namespace proofload

/// TEST_F with traits: labels, budget(...), concurrent. See traits.h.
/// The names of traits hide those of the test inside the list; declared one by one, because names
/// that come by a using-directive would clash with them.
#define LOAD_TEST(suite, name, ...)                                              \
  [[maybe_unused]] static const bool proofload_traits_of_##suite##_##name = [] { \
    using ::proofload::traits::budget;                                           \
    using ::proofload::traits::capacity;                                         \
    using ::proofload::traits::concurrent;                                       \
    using ::proofload::traits::grpc;                                             \
    using ::proofload::traits::http;                                             \
    using ::proofload::traits::label;                                            \
    using ::proofload::traits::load;                                             \
    using ::proofload::traits::smoke;                                            \
    using ::proofload::traits::soak;                                             \
    using ::proofload::traits::spike;                                            \
    using ::proofload::traits::sse;                                              \
    using ::proofload::traits::stress;                                           \
    using ::proofload::traits::websocket;                                        \
    return ::proofload::declare_traits(#suite, #name, {__VA_ARGS__});            \
  }();                                                                           \
  TEST_F(suite, name)
