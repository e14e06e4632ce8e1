// SPDX-License-Identifier: Apache-2.0

// Named environments, as a run finds them in a file.

#include <support/http_test_server.h>

#include "integration/greeting_program.h"

namespace proofload {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

class NamedEnvironments : public GreetingProgram {
 protected:
  NamedEnvironments() {
    write("environments.json", R"({
  "staging": {"services": {"echo": {"url": ")" +
                                   server_.url() + R"("}}},
  "empty": {},
  "production": {
    "smoke_only": true,
    "services": {
      "echo": {"url": ")" + server_.url() +
                                   R"(", "credentials": ["ECHO_KEY"]}
    }
  }
})");
  }

  const HttpTestServer server_{[](const ServedRequest&) { return Reply{}; }};
};

TEST_F(NamedEnvironments, AreWhereTheServiceIsAndStandInEveryOutput) {
  write("environments.json",
        R"({"staging": {"services": {"echo": {"url": ")" + server_.url() + R"("}}}})");
  play("Greeting.IsGreetedUnderLoad", "--environment=staging --export=k6-points");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_GE(server_.requests().size(), 300u);
  const auto name = std::string("Greeting.IsGreetedUnderLoad_staging");
  const auto summary = json::parse(output_file(name + ".json"));
  EXPECT_EQ(summary["run"]["environment_name"], "staging");
  EXPECT_EQ(summary["test"], "Greeting.IsGreetedUnderLoad");
  EXPECT_THAT(console_, HasSubstr(server_.url() + " (environment staging)"));
  EXPECT_THAT(output_file(name + ".md"), HasSubstr("in `staging`"));
  EXPECT_THAT(output_file(name + ".junit.xml"),
              HasSubstr("name=\"environment\" value=\"staging\""));
  EXPECT_THAT(output_file(name + ".html"), HasSubstr("\"environment_name\":\"staging\""));
  EXPECT_THAT(output_file(name + ".k6-points.json"), HasSubstr("\"environment\":\"staging\""));
}

TEST_F(NamedEnvironments, AreRefusedWithTheLineWhereTheyHaveNoSuchService) {
  play("Greeting.IsGreetedUnderLoad", "--environment=empty");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_,
              HasSubstr("environments.json:3: environment empty has no service \"echo\""));
}

TEST_F(NamedEnvironments, AreRefusedBeforeAnyTestWhereTheyAreUnknown) {
  play("Greeting.IsGreetedUnderLoad", "--environment=stagin");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, HasSubstr("environments.json: there is no environment \"stagin\": it has "
                                  "local, staging, empty, production"));
}

TEST_F(NamedEnvironments, AskForTheirCredentialsByName) {
  play("Greeting.IsGreeted", "--environment=production");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("environments.json:7: \"echo\" in environment production needs "
                                  "the environment variable ECHO_KEY: set it"));
  EXPECT_EQ(server_.requests().size(), 0u);
  variables_ += "ECHO_KEY=caracal-of-production ";
  play("Greeting.IsGreeted", "--environment=production");
  EXPECT_EQ(exit_code_, 0) << console_;
}

TEST_F(NamedEnvironments, ForSmokeTestsRefuseLoad) {
  variables_ += "ECHO_KEY=caracal-of-production ";
  play("Greeting.IsGreetedUnderLoad", "--environment=production");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("environment production takes smoke tests only, and this one is "
                                  "labelled load, http: nothing was sent"));
  play("Greeting.IsGreetedUnderLoad", "--environment=production --allow-load-on=production");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(server_.requests().size(), 0u);
  variables_ += "PROOFLOAD_ALLOW_LOAD_ON=production ";
  play("Greeting.IsGreetedUnderLoad", "--environment=production");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(server_.requests().size(), 0u) << "once is not enough";
  play("Greeting.IsGreetedUnderLoad", "--environment=production --allow-load-on=production");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_GE(server_.requests().size(), 300u);
}

TEST_F(NamedEnvironments, ForSmokeTestsAreKnownByTheirTargetToo) {
  play("Greeting.IsGreetedUnderLoad", "--target=" + server_.url());
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("environment production takes smoke tests only"));
  EXPECT_EQ(server_.requests().size(), 0u);
}

}  // namespace
}  // namespace proofload
