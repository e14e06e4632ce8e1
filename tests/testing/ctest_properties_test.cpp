// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/ctest_properties.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

using namespace traits;

TEST(CTestProperties, AreOneCallForEachTest) {
  EXPECT_EQ(ctest_property_line("Shop", "Sells", combined({smoke, http, budget(3min)})),
            "set_tests_properties(\"Shop.Sells\" PROPERTIES LABELS \"smoke;http\" TIMEOUT 300 "
            "RUN_SERIAL TRUE)\n");
}

TEST(CTestProperties, NameADisabledTestAsCTestDoes) {
  EXPECT_EQ(ctest_property_line("DISABLED_Shop", "DISABLED_Sells", combined({concurrent})),
            "set_tests_properties(\"Shop.Sells\" PROPERTIES LABELS \"\" TIMEOUT 1000 "
            "RUN_SERIAL FALSE)\n");
}

TEST(CTestProperties, LeaveTheBudgetWellBeforeTheTimeout) {
  EXPECT_EQ(ctest_timeout(60s), 100s);
  EXPECT_EQ(ctest_timeout(1s), 2s);
}

}  // namespace
}  // namespace proofload
