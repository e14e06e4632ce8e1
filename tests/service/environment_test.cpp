// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/environment.h>

#include <gmock/gmock.h>

#include <cstdlib>

namespace proofload {
namespace {

using testing::Contains;
using testing::Not;
using testing::StartsWith;

struct Environment : testing::Test {
  Environment() { ::setenv("PROOFLOAD_TEST_VARIABLE", "ours", 1); }
  ~Environment() override { ::unsetenv("PROOFLOAD_TEST_VARIABLE"); }
};

TEST_F(Environment, PassesOnOurOwn) {
  EXPECT_THAT(environment_with({}), Contains("PROOFLOAD_TEST_VARIABLE=ours"));
}

TEST_F(Environment, AddsWhatIsNew) {
  EXPECT_THAT(environment_with({{"API_KEY", "a=b"}}), Contains("API_KEY=a=b"));
}

TEST_F(Environment, HasEachNameOnceWithItsLastValue) {
  const auto environment = environment_with(
      {{"PROOFLOAD_TEST_VARIABLE", "first"}, {"PROOFLOAD_TEST_VARIABLE", "second"}});
  EXPECT_THAT(environment, Contains(StartsWith("PROOFLOAD_TEST_VARIABLE=")).Times(1));
  EXPECT_THAT(environment, Contains("PROOFLOAD_TEST_VARIABLE=second"));
}

}  // namespace
}  // namespace proofload
