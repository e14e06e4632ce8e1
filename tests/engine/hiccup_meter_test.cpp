// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/hiccup_meter.h>

#include <proofload/base/clock.h>

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <string>

#include <sys/syscall.h>
#include <unistd.h>

namespace proofload {
namespace {

constexpr Duration patience_with_threads = 20s;

// Asks until an answer is long enough, or patience ends.
Duration largest_of_at_least(HiccupMeter& meter, Duration wanted) {
  const auto end = SteadyClock::now() + patience_with_threads;
  Duration largest{};
  while (largest < wanted && SteadyClock::now() < end) largest = std::max(largest, meter.largest());
  return largest;
}

void spend(Duration time) {
  const auto end = SteadyClock::now() + time;
  while (SteadyClock::now() < end) {
  }
}

std::set<pid_t> threads() {
  std::set<pid_t> ids;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
    ids.insert(std::stoi(entry.path().filename()));
  return ids;
}

std::atomic<bool> held_up{false};
std::atomic<bool> holding{false};

// Holds the thread up that it interrupts.
void hold_up(int) {
  holding = true;
  while (held_up) {
  }
}

// A meter whose thread stands still.
class HeldUpMeter {
 public:
  HeldUpMeter() {
    const auto before = threads();
    meter.start();
    for (const auto thread : threads())
      if (!before.contains(thread)) thread_ = thread;
    struct sigaction action {};
    action.sa_handler = hold_up;
    sigaction(SIGUSR1, &action, &former_);
    held_up = true;
    holding = false;
    syscall(SYS_tgkill, getpid(), thread_, SIGUSR1);
    while (!holding) {
    }
  }
  ~HeldUpMeter() {
    held_up = false;
    meter.stop();
    sigaction(SIGUSR1, &former_, nullptr);
  }

  HiccupMeter meter;

 private:
  pid_t thread_ = 0;
  struct sigaction former_ {};
};

TEST(HiccupMeter, MeasuresNothingBeforeItIsStarted) {
  HiccupMeter meter;
  EXPECT_EQ(meter.largest(), 0s);
}

TEST(HiccupMeter, KeepsTheLongestOversleepUntilItIsAsked) {
  HiccupMeter meter;
  meter.start();
  EXPECT_GT(largest_of_at_least(meter, 1ns), 0ns);
}

TEST(HiccupMeter, SeesAStallBeforeItHasEndedAndAgainWhenItHas) {
  HeldUpMeter stalled;
  EXPECT_GE(largest_of_at_least(stalled.meter, 50ms), 50ms);
  const auto grown = stalled.meter.largest();
  EXPECT_GE(grown, 50ms) << "it lasts";
  held_up = false;
  stalled.meter.stop();
  EXPECT_GE(stalled.meter.largest(), grown);
  EXPECT_EQ(stalled.meter.largest(), 0s) << "asked for once";
}

TEST(HiccupMeter, RemembersAStallThatHasEnded) {
  HeldUpMeter stalled;
  spend(50ms);
  held_up = false;
  spend(20ms);
  EXPECT_GE(stalled.meter.largest(), 49ms) << "it was about to sleep for one";
}

TEST(HiccupMeter, CanBeStoppedAndStartedAgainAndDoesNotMindDoingSoTwice) {
  HiccupMeter meter;
  meter.stop();
  meter.start();
  meter.start();
  meter.stop();
  meter.stop();
  meter.start();
  EXPECT_GT(largest_of_at_least(meter, 1ns), 0ns);
}

}  // namespace
}  // namespace proofload
