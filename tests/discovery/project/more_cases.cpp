// SPDX-License-Identifier: Apache-2.0
#include <proofload/proofload.h>

using namespace proofload;

namespace {

class Shop : public LoadTest {};
class DISABLED_Closed : public LoadTest {};

// Names that cases.cpp has too, with other traits.
LOAD_TEST(Shop, OneLabel, stress, label("nightly")) {}
LOAD_TEST(Shop, MayShareTheMachine, budget(3min)) {}
LOAD_TEST(DISABLED_Closed, ForNow, spike, concurrent) {}

TEST(Plain, HasNoTraits) {}

}  // namespace
