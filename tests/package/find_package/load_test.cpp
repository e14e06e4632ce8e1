// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

// The fixture starts the service under test on a free port, waits until it is ready, and stops it.
struct FileServer : LoadTest {
  void SetUp() override {
    start_service({.program = "python3",
                   .arguments = {"-m", "http.server", "--bind", "127.0.0.1", "{port}"},
                   .ready_path = "/"});
  }
};

// What one visitor does. The route is the name of the step in every report.
Task<> list_files(User& user) {
  const Response answer = co_await user.get("/");
  user.check(answer, HasStatus(200));
}

// Who arrives: fifty visitors a second for five seconds, however long the answers take.
LOAD_TEST(FileServer, ListsFilesForFiftyVisitorsASecond, smoke, budget(1min)) {
  const Report report = run({.scenario = list_files, .load = hold(50_per_s, 5s)});

  EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), CheckRate(Gt(99_percent))));
  EXPECT_THAT(report.step("GET /"), P95(Lt(200ms)));
}
