// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether this machine lets a thread run when it wants to: a thread of its own that sleeps until
// the next millisecond, over and over, and keeps how much too long it slept. What holds it up holds
// up the generator too, whatever the cause. A thousand wake-ups a second took 2 % of a core on a
// small virtual machine, where timers are dear. POSIX.
//
// Owned by one thread; largest() may be asked from any.

#include <proofload/units/duration.h>

#include <atomic>
#include <thread>

namespace proofload {

class HiccupMeter {
 public:
  HiccupMeter() = default;
  ~HiccupMeter() { stop(); }
  HiccupMeter(const HiccupMeter&) = delete;
  HiccupMeter& operator=(const HiccupMeter&) = delete;

  /// Begins to measure, with the priority and the processors of the calling thread. Does nothing
  /// where it measures already.
  void start();

  /// Waits for the thread, a millisecond or so. Does nothing where it does not measure.
  void stop();

  /// The longest it overslept since it was last asked, or since the start; one that has not ended
  /// counts as far as it has come, and again the next time.
  Duration largest();

 private:
  void measure();
  void keep(Duration late);
  Duration overdue() const;

  std::atomic<bool> stopping_{false};
  std::atomic<Duration::rep> largest_{0};
  std::atomic<Duration::rep> due_{0};  // when the thread wants to wake up, on the steady clock
  std::thread thread_;
};

}  // namespace proofload
