// SPDX-License-Identifier: Apache-2.0

// Load tests for what is around a run: probes, baselines, environments.

#include <proofload/proofload.h>

using namespace proofload;

namespace {

class Greeting : public LoadTest {
 protected:
  void SetUp() override {
    start_service(
        {.name = "echo", .program = ECHO_SERVICE, .arguments = {"{port}"}, .ready_path = "/"});
  }
};

Task<> greet_and_rest(User& user) {
  co_await user.get("/");
  co_await user.pause(10ms);
}

// The same number of requests on every machine.
const Plan short_visit{.scenario = greet_and_rest, .load = iterations(300).shared_by(3_users)};

LOAD_TEST(Greeting, IsGreeted, smoke, budget(1min)) { run(short_visit); }

LOAD_TEST(Greeting, IsGreetedUnderLoad, load, http, budget(1min)) { run(short_visit); }

LOAD_TEST(Greeting, IsNotWorse, load, budget(1min)) {
  const Report report = run(short_visit);
  EXPECT_THAT(report, NotWorseThanBaseline({.slower = 50_percent}));
}

LOAD_TEST(Greeting, IsProbed, load, budget(1min)) {
  double asked = 0;
  probe(gauge("times_asked"), [&] { return ++asked; });
  probe_prometheus("/metrics", {{"echo_depth{queue=\"in\"}", gauge("depth")}});
  const Report report = run({.scenario = greet_and_rest, .load = hold(2_users, 4s)});
  EXPECT_THAT(report, Highest(metrics::service_threads, Ge(1)));
  EXPECT_THAT(report, Highest(metrics::service_sockets, Ge(1)));
}

LOAD_TEST(Greeting, IsProbedInVain, load, budget(1min)) {
  probe(gauge("broken"), []() -> double { throw std::runtime_error("no queue"); });
  probe_prometheus("http://127.0.0.1:1/metrics", {{"depth", gauge("depth")}});
  run({.scenario = greet_and_rest, .load = hold(2_users, 2s)});
}

LOAD_TEST(Greeting, IsJudgedByItsThreadsAlone, load, budget(1min)) {
  const Report report = run(short_visit);
  if (can_judge(metrics::service_threads)) {
    EXPECT_THAT(report, Highest(metrics::service_threads, Ge(1)));
  }
}

LOAD_TEST(Greeting, OfAnotherServiceBehindItIsJudged, load, budget(1min)) {
  start_service(
      {.name = "front", .program = ECHO_SERVICE, .arguments = {"{port}"}, .ready_path = "/"});
  const Report report = run({.scenario = greet_and_rest, .load = hold(2_users, 3s)});
  EXPECT_THAT(report, ErrorRate(Lt(1_percent)));
  if (can_judge(metrics::service_threads)) {
    EXPECT_THAT(report, Highest(metrics::service_threads, Ge(1)));
  }
}

LOAD_TEST(Greeting, LevelsOffWhereItIsStarted, soak, budget(1min)) {
  const Report report = run({.scenario = greet_and_rest, .load = hold(2_users, 16s)});
  EXPECT_THAT(report, ErrorRate(Lt(1_percent)));
  if (can_judge(metrics::service_memory)) {
    EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory), Lt(50_percent)));
  }
}

}  // namespace
