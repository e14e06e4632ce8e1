// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/service_options.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using namespace std::string_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ServiceOptions good() { return {.program = "server", .arguments = {"--port={port}"}}; }

TEST(ServiceOptions, HasNoProblemWithDefaults) { EXPECT_THAT(problems(good()), IsEmpty()); }

TEST(ServiceOptions, NeedsAProgram) {
  auto options = good();
  options.program = "";
  EXPECT_THAT(problems(options), ElementsAre("no program is named"));
}

TEST(ServiceOptions, NeedsAWayToTellTheServiceItsPort) {
  auto options = good();
  options.arguments = {"--quiet"};
  EXPECT_THAT(problems(options), ElementsAre(HasSubstr("nothing tells the service its port")));
  options.environment = {{"PORT", "{port}"}};
  EXPECT_THAT(problems(options), IsEmpty());
  options.environment = {};
  options.port = 8080;
  EXPECT_THAT(problems(options), IsEmpty()) << "it knows its port itself";
}

TEST(ServiceOptions, RefusesAReadyPathThatIsNone) {
  for (const auto* path : {"health", "/a b", "/a\r\nX: y", "/größe"}) {
    auto options = good();
    options.ready_path = path;
    EXPECT_THAT(problems(options), ElementsAre(HasSubstr("ready_path must begin with /"))) << path;
  }
}

TEST(ServiceOptions, RefusesTimesThatCannotBe) {
  auto options = good();
  options.ready_within = 0s;
  options.stop_within = -1s;
  EXPECT_THAT(problems(options), ElementsAre("ready_within must be more than nothing",
                                             "stop_within must not be negative"));
}

TEST(ServiceOptions, RefusesTextsThatTheSystemWouldCutShort) {
  auto options = good();
  options.arguments.push_back("a\0b"s);
  options.environment = {{"A=B", "x"}, {"", "x"}};
  EXPECT_THAT(problems(options), ElementsAre("the program or an argument contains a null character",
                                             "'A=B' is not the name of an environment variable",
                                             "'' is not the name of an environment variable"));
}

TEST(ServiceOptions, NeverShowsAValueOfTheEnvironment) {
  auto options = good();
  options.environment = {{"API_KEY", "secret\0tail"s}, {"", "secret"}, {"A=B", "secret"}};
  EXPECT_THAT(problems(options), Contains("the value of API_KEY contains a null character"));
  EXPECT_THAT(problems(options), Not(Contains(HasSubstr("secret"))));
}

}  // namespace
}  // namespace proofload
