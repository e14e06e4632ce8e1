// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

namespace {

struct PythonServer : LoadTest {
  void SetUp() override {
    start_service({.program = "python3",
                   .arguments = {"-m", "http.server", "--bind", "127.0.0.1", "{port}"},
                   .ready_path = "/"});
  }
};

Task<> list_files(User& user) {
  const Response answer = co_await user.get("/");
  user.check(answer, HasStatus(200));
}

LOAD_TEST(PythonServer, ListsItsFiles, smoke, budget(1min)) {
  const Report report = run({.scenario = list_files, .load = hold(20_per_s, 2s)});
  EXPECT_THAT(report, AllOf(CheckRate(Eq(100_percent)), ErrorRate(Eq(0_percent))));
}

}  // namespace
