// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

namespace {

class Shop : public LoadTest {};
class DISABLED_Closed : public LoadTest {};

LOAD_TEST(Shop, OneLabel, smoke) {}
LOAD_TEST(Shop, ManyLabels, load, http, label("shop-2.x"), label("nightly")) {}
LOAD_TEST(Shop, NoLabel) {}
LOAD_TEST(Shop, OwnBudget, soak, budget(90min)) {}
LOAD_TEST(Shop, MayShareTheMachine, smoke, concurrent) {}
LOAD_TEST(Shop, DISABLED_Later, spike) {}
LOAD_TEST(DISABLED_Closed, ForNow, stress) {}

TEST(Plain, HasNoTraits) {}

class Parameterized : public testing::TestWithParam<int> {};
TEST_P(Parameterized, HasNone) {}
INSTANTIATE_TEST_SUITE_P(Numbers, Parameterized, testing::Values(1, 2));

}  // namespace
