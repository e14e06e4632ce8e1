// SPDX-License-Identifier: Apache-2.0

// What a soak says of a service that leaks or slows down, and that it says nothing of one that does
// not.

#include "integration/played_program.h"

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Soaked : public PlayedProgram {
 protected:
  Soaked() : PlayedProgram(SOAK_CASES) {}

  // Twenty minutes in 18 seconds.
  void soak(const std::string& name) {
    play(name, "--time-scale=1.5%");
    const auto limits = summary()["limits"];
    for (const auto& limit : limits)
      if (limit["standing"] != "held") broken_.push_back(limit["statistic"]);
  }

  std::vector<std::string> broken_;
};

TEST_F(Soaked, ServiceThatIsWellLevelsOff) {
  soak("Soak.OfAServiceThatIsWell");
  EXPECT_THAT(broken_, IsEmpty()) << console_;
  EXPECT_EQ(summary()["limits"].size(), 4u);
  EXPECT_LT(summary()["findings"]["soak"]["memory_leak_indicator"], 50);
}

TEST_F(Soaked, ServiceThatLeaksMemoryIsToldByItsSpeed) {
  soak("Soak.OfOneThatLeaksMemory");
  EXPECT_THAT(broken_, ElementsAre("late growth of highest service_memory"));
  EXPECT_THAT(console_, testing::ContainsRegex("highest service_memory grew by [0-9.]+ MiB a "
                                               "minute in the last third, from [0-9.]+ MiB to"));
  EXPECT_GT(summary()["findings"]["soak"]["memory_leak_indicator"], 50);
  EXPECT_NE(exit_code_, 0);
}

TEST_F(Soaked, ServiceThatLeaksDescriptorsIsToldByItsSpeed) {
  soak("Soak.OfOneThatLeaksDescriptors");
  EXPECT_THAT(broken_, ElementsAre("late growth of highest service_open_files"));
  EXPECT_THAT(console_, testing::ContainsRegex("highest service_open_files grew by [0-9.]+ a "
                                               "minute in the last third, from [0-9.]+ to"));
  EXPECT_NE(exit_code_, 0);
}

TEST_F(Soaked, ServiceThatSlowsDownIsToldByItsThirds) {
  soak("Soak.OfOneThatSlowsDown");
  EXPECT_THAT(broken_, ElementsAre("p50 late against early"));
  EXPECT_THAT(console_, testing::ContainsRegex("p50 late against early is [0-9,.]+ %, .*from "
                                               "[0-9.]+ ms in the first third to"));
  EXPECT_NE(exit_code_, 0);
}

TEST_F(Soaked, LoadThatChangesIsLookedThroughForABreakingPoint) {
  play("Soak.RampsUpInstead");
  const auto stress = summary()["findings"]["stress"];
  ASSERT_TRUE(stress.is_object()) << console_;
  EXPECT_GE(stress["greatest_load"]["users"], 15);
  EXPECT_LE(stress["greatest_load"]["users"], 20);
  EXPECT_THAT(console_, testing::HasSubstr("\n  findings   "));
}

TEST_F(Soaked, CapacityTestIsLookedThroughByItsLabel) {
  play("Soak.MeasuresCapacityInstead");
  EXPECT_TRUE(summary()["findings"]["stress"].is_object()) << console_;
}

}  // namespace
}  // namespace proofload
