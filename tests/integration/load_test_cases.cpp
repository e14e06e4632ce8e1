// SPDX-License-Identifier: Apache-2.0

// Load tests as their authors write them, most of them wrong or against a service that goes wrong.
// load_test_test.cpp runs them one at a time and looks at what they say.

#include <proofload/proofload.h>

#include <csignal>
#include <cstdlib>
#include <thread>

#include <unistd.h>

using namespace proofload;

namespace {

class Echo : public LoadTest {
 public:
  Task<> kill_it_in_the_tenth_iteration(User& user) {
    if (user.iteration() == 10) kill(service_pid().value(), SIGKILL);
    co_await user.get("/");
  }

  Task<> halt_it_after_a_second(User& user) {
    if (user.iteration() == 100) {
      kill(service_pid().value(), SIGSTOP);
      waker_ = std::jthread([pid = service_pid().value()] {
        std::this_thread::sleep_for(2s);
        kill(pid, SIGCONT);
      });
    }
    co_await user.get("/");
  }

 protected:
  void SetUp() override {
    start_service({.program = ECHO_SERVICE, .arguments = {"{port}"}, .ready_path = "/"});
  }

 private:
  std::jthread waker_;
};

Task<> greet(User& user) { co_await user.get("/"); }
Task<> ask_for_too_little(User& user) { co_await user.get("/users/{id}"); }
Task<> expect_a_token(User& user) {
  const Response answer = co_await user.get("/");
  const std::string token = answer.at("/token").text();
}
Task<> ask_for_what_is_missing(User& user) {
  const Response answer = co_await user.get("/missing");
  user.check(answer, HasStatus(200));
}

Plan small_plan() { return {.scenario = greet, .load = hold(100_per_s, 1s)}; }

LOAD_TEST(Echo, Passes, smoke, http, label("echo"), budget(30s)) {
  const Report report = run(small_plan());
  EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), P50(Lt(1s))));
}

LOAD_TEST(Echo, BreaksALimit, load) {
  const Report report = run(small_plan());
  EXPECT_THAT(report.step("GET /"), P50(Lt(1us)));
}

LOAD_TEST(Echo, LosesItsService, load) {
  run({.scenario = journey(&Echo::kill_it_in_the_tenth_iteration), .load = hold(100_per_s, 1min)});
}

LOAD_TEST(Echo, IsHaltedForTwoSeconds, load) {
  const Report report = run({.scenario = journey(&Echo::halt_it_after_a_second),
                             .load = hold(100_per_s, 4s),
                             .max_users = 300_users});
  EXPECT_THAT(report, AllOf(P90(Gt(1s)), Max(Gt(1900ms)), ErrorRate(Eq(0_percent))));
}

// Work for another process: it outlives our own stop, and ends by itself.
void in_the_background(const std::string& script) {
  const auto command = "(" + script + ") >/dev/null 2>&1 &";
  ASSERT_EQ(std::system(command.c_str()), 0);
}

LOAD_TEST(Echo, IsPlayedByAGeneratorThatStandsStillFor300Milliseconds, load) {
  const auto self = std::to_string(getpid());
  in_the_background("sleep 2.4; kill -STOP " + self + "; sleep 0.3; kill -CONT " + self);
  const Report report = run({.scenario = greet, .load = hold(200_per_s, 5s)});
  EXPECT_THAT(report, AllOf(P99(Lt(50ms)), Max(Lt(200ms)), ErrorRate(Eq(0_percent))));
}

LOAD_TEST(Echo, SharesTheMachineWithTwoBusyLoops, load) {
  for (int i = 0; i < 2; ++i) in_the_background("timeout 5 sh -c 'while :; do :; done'");
  const Report report = run({.scenario = greet, .load = hold(200_per_s, 4s)});
  EXPECT_THAT(report, AllOf(P95(Lt(5ms)), Max(Lt(20ms)), ErrorRate(Eq(0_percent))));
}

LOAD_TEST(Echo, AsksForTwoHundredThousandASecond, load) {
  const Report report =
      run({.scenario = greet, .load = hold(200'000_per_s, 2s), .graceful_stop = 5s});
  EXPECT_THAT(report, AllOf(P99(Lt(1s)), ErrorRate(Lt(1_percent))));
}

// A service that answers late in every second, whatever the generator does.
LOAD_TEST(Echo, IsSlowInEverySecondAlsoWhereTheGeneratorStandsStill, load) {
  const auto self = std::to_string(getpid());
  in_the_background("sleep 2.4; kill -STOP " + self + "; sleep 0.3; kill -CONT " + self);
  const Report report = run({.scenario = greet, .load = hold(200_per_s, 8s)});
  EXPECT_THAT(report, P50(Lt(1us)));
}

LOAD_TEST(Echo, PlaysSeveralScenarios, load) {
  const Report report = run({
      {.name = "visitors", .scenario = greet, .load = hold(100_per_s, 1s)},
      {.name = "clerks",
       .scenario = mix({{100_percent, [](User& user) { return user.pause(10ms); }}}),
       .load = hold(3_users, 500ms),
       .start_after = 250ms},
      {.name = "stock",
       .scenario = greet,
       .load = iterations(40).shared_by(4_users),
       .after = "visitors"},
  });
  EXPECT_THAT(report.scenario("visitors"), AllOf(ErrorRate(Eq(0_percent)), P50(Lt(1s))));
  EXPECT_THAT(report.scenario("stock").step("GET /"), ErrorRate(Eq(0_percent)));
}

LOAD_TEST(Echo, IsAbortedByARule, load) {
  const Report report =
      run({.scenario = ask_for_what_is_missing,
           .load = hold(100_per_s, 1min),
           .abort = {abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 2s, .over = 1s})}});
  EXPECT_THAT(report, P50(Lt(1s)));
}

LOAD_TEST(Echo, HoldsItsBudget, load, budget(3s)) {
  run({.scenario = mix({{100_percent, [](User& user) -> Task<> { return user.pause(1h); }}}),
       .load = hold(1_users, 500ms),
       .graceful_stop = 1h});
}

LOAD_TEST(Echo, NeedsMoreTimeThanItsBudget, load, budget(5s)) {
  run({.scenario = greet, .load = hold(10_per_s, 1min)});
}

LOAD_TEST(Echo, AsksMoreThanThisMachineHas, load) {
  run({.scenario = greet, .load = hold(2'000'000_per_s, 500ms), .graceful_stop = 0s});
}

LOAD_TEST(Echo, HasNothingToPlay, load) { run(Plan{}); }

LOAD_TEST(Echo, HasWrongWeights, load) {
  run({.scenario = mix({{60_percent, greet}, {60_percent, greet}}), .load = hold(10_per_s, 1s)});
}

LOAD_TEST(Echo, HasARateWithoutADuration, load) {
  run({.scenario = greet, .load = hold(10_per_s, 0s)});
}

LOAD_TEST(Echo, NamesAnUnknownStep, load) {
  const Report report = run(small_plan());
  EXPECT_THAT(report.step("GET /nowhere"), P50(Lt(1s)));
}

LOAD_TEST(Echo, HasARouteWithTooFewArguments, load) {
  run({.scenario = ask_for_too_little, .load = hold(10_per_s, 1min)});
}

LOAD_TEST(Echo, MissesAValue, load) {
  const Report report = run({.scenario = expect_a_token, .load = hold(20_per_s, 1s)});
  EXPECT_THAT(report, ErrorRate(Lt(1_percent)));
}

LOAD_TEST(Echo, FailsAnOrdinaryAssertion, load) {
  run(small_plan());
  EXPECT_EQ(1, 2);
}

LOAD_TEST(Echo, RequiresItsChecks, load) {
  const Report report = run({.scenario = ask_for_what_is_missing, .load = hold(20_per_s, 1s)});
  EXPECT_THAT(report, CheckRate(Ge(99_percent)));
}

LOAD_TEST(Echo, PlaysTwice, load) {
  const Report first = run(small_plan());
  EXPECT_THAT(first, P50(Lt(1s)));
  const Report second = run(small_plan());
  EXPECT_THAT(second, P50(Lt(1us)));
}

LOAD_TEST(Echo, LooksAtALimitWithoutAssertingIt, load) {
  const Report report = run(small_plan());
  EXPECT_THAT(report, testing::Not(P50(Lt(1us))));
  EXPECT_FALSE(testing::Value(report, P50(Lt(1us))));
}

LOAD_TEST(Echo, PlaysNothing, load) {}

LOAD_TEST(Echo, IsSkipped, load) { GTEST_SKIP() << "not today"; }

LOAD_TEST(Echo, InterruptsItself, load) {
  run({.scenario = [](User& user) -> Task<> {
         if (user.iteration() == 10) raise(SIGTERM);
         return user.pause(1ms);
       },
       .load = hold(100_per_s, 1min)});
}

LOAD_TEST(Echo, LosesItsServiceAfterTheRun, load) {
  run(small_plan());
  kill(service_pid().value(), SIGKILL);
  std::this_thread::sleep_for(100ms);
}

class NeverReady : public LoadTest {
 protected:
  void SetUp() override {
    start_service({.name = "sleeper",
                   .program = "sh",
                   .arguments = {"-c", "echo waiting on {port}; exec sleep 60"},
                   .ready_within = 300ms});
  }
};

LOAD_TEST(NeverReady, FailsBeforeAnyLoad, load) { run(small_plan()); }

class PortTaken : public Echo {
 protected:
  void SetUp() override {
    Echo::SetUp();
    const auto port = std::stoi(target().substr(target().rfind(':') + 1));
    start_service({.name = "second",
                   .program = ECHO_SERVICE,
                   .arguments = {"{port}"},
                   .port = static_cast<std::uint16_t>(port)});
  }
};

LOAD_TEST(PortTaken, FailsBeforeAnyLoad, load) { run(small_plan()); }

class Nowhere : public LoadTest {};

LOAD_TEST(Nowhere, HasNoTarget, load) { run(small_plan()); }

}  // namespace
