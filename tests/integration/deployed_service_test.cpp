// SPDX-License-Identifier: Apache-2.0

// A test that judges the process of its service, played against a service that it started, and
// against one that runs elsewhere.

#include <support/http_test_server.h>

#include "integration/greeting_program.h"

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr auto on_memory = " '--threshold=memory_leak_indicator=value<50'";

class DeployedService : public GreetingProgram {
 protected:
  // Too short for a judgement of what grows.
  void soak(const std::string& flags = "") {
    play("Greeting.LevelsOffWhereItIsStarted", "--time-scale=10% --invalid=skip" + flags);
  }

  std::vector<std::string> judged() const {
    std::vector<std::string> all;
    const auto limits = summary()["limits"];
    for (const auto& limit : limits) all.push_back(limit["statistic"]);
    return all;
  }
};

TEST_F(DeployedService, IsNotJudgedByItsProcessAndTheResultsSaySo) {
  const testing_support::HttpTestServer server(
      [](const testing_support::ServedRequest&) { return testing_support::Reply{}; });
  soak(" --target=" + server.url() + on_memory);
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(judged(), ElementsAre("error rate"));
  const auto note = "not judged: service_memory, because the service was not started here";
  EXPECT_THAT(summary()["verdict"]["notes"].dump(), HasSubstr(note));
  EXPECT_THAT(console_, HasSubstr(note));
}

TEST_F(DeployedService, ThatWasStartedHereIsJudgedAndNeverPassesForWantOfData) {
  soak(on_memory);
  EXPECT_NE(exit_code_, 0);
  EXPECT_THAT(judged(),
              UnorderedElementsAre("error rate", "late growth of highest service_memory", "value"));
  EXPECT_THAT(console_, HasSubstr("play longer"));
  EXPECT_THAT(console_, Not(HasSubstr("not judged")));
}

TEST_F(DeployedService, IsInvalidWhereNothingIsLeftToJudge) {
  const testing_support::HttpTestServer server(
      [](const testing_support::ServedRequest&) { return testing_support::Reply{}; });
  play("Greeting.IsJudgedByItsThreadsAlone", "--target=" + server.url());
  EXPECT_NE(exit_code_, 0);
  EXPECT_THAT(judged(), IsEmpty());
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID");
  EXPECT_THAT(console_, HasSubstr("no limit is left to judge: not judged: service_threads, because "
                                  "the service was not started here"));
}

TEST_F(DeployedService, IsNotJudgedByTheProcessOfAnotherThatWasStartedHere) {
  const testing_support::HttpTestServer server(
      [](const testing_support::ServedRequest&) { return testing_support::Reply{}; });
  play("Greeting.OfAnotherServiceBehindItIsJudged", "--target=front=" + server.url());
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(judged(), ElementsAre("error rate"));
  EXPECT_FALSE(summary()["metrics"].contains("service_threads"));
  EXPECT_TRUE(summary()["metrics"].contains("generator_memory"));
}

}  // namespace
}  // namespace proofload
