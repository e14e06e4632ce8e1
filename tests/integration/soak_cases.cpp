// SPDX-License-Identifier: Apache-2.0

// The same soak of a reference service that is well, and of one that goes wrong in each of three
// ways; and two tests that look for its breaking point, or would. soak_test.cpp runs them one at a
// time, soaks in a small share of their time.

#include <proofload/proofload.h>

using namespace proofload;

namespace {

constexpr auto key = "key-of-the-soak";

class Soak : public LoadTest {
 protected:
  /// Starts the service with these flags beside a latency of its own.
  void serve(const std::vector<std::string>& faults) {
    ServiceOptions service{.program = SCHEMA_REGISTRY_PROGRAM,
                           .arguments = {"--port", "{port}", "--latency", "20ms"},
                           .environment = {{"SCHEMA_REGISTRY_API_KEY", key}}};
    service.arguments.insert(service.arguments.end(), faults.begin(), faults.end());
    start_service(service);
  }

  Report play(const Load& load) {
    Plan plan{.scenario = journey(&Soak::look_for_a_schema), .load = load};
    plan.http.headers = {{"X-API-Key", key}};
    return run(plan);
  }

  void soak(const std::vector<std::string>& faults) {
    serve(faults);
    EXPECT_THAT(play(hold(5_users, 20min)),
                AllOf(LevelsOff(highest(metrics::service_memory)),
                      LevelsOff(highest(metrics::service_open_files)),
                      LateAgainstEarly(percentile(0.5), Lt(100_percent)),
                      LateAgainstEarly(error_rate(), Lt(1_percent))));
  }

 private:
  Task<> look_for_a_schema(User& user) {
    const Request missing{.route = "/api/v1/schemas/{id}",
                          .arguments = {"00000000000000000000000000000000"},
                          .expected = statuses(404)};
    co_await user.send(missing);
    co_await user.pause(60ms);
  }
};

LOAD_TEST(Soak, OfAServiceThatIsWell, soak) { soak({}); }
LOAD_TEST(Soak, OfOneThatLeaksMemory, soak) { soak({"--leak", "64KiB"}); }
LOAD_TEST(Soak, OfOneThatLeaksDescriptors, soak) { soak({"--descriptor-leak", "20%"}); }
LOAD_TEST(Soak, OfOneThatSlowsDown, soak) { soak({"--slowdown", "300ms every 20s"}); }

LOAD_TEST(Soak, RampsUpInstead, load) {
  serve({});
  play(ramp_to(20_users, 10s).hold(2s).ramp_to(2_users, 1s).hold(3s));
}

LOAD_TEST(Soak, MeasuresCapacityInstead, capacity) {
  serve({});
  play(hold(5_users, 3s));
}

}  // namespace
