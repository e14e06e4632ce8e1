// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/hiccup_meter.h>

#include <proofload/base/clock.h>
#include <proofload/engine/detail/thread_time.h>

#include <algorithm>
#include <ctime>

namespace proofload {
namespace {

constexpr Duration period = 1ms;

Duration steady_now() { return SteadyClock::now().time_since_epoch(); }

// An absolute instant: being late once makes nothing after it late.
void sleep_until(Duration instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  timespec at{};
  at.tv_sec = seconds.count();
  at.tv_nsec = (instant - seconds).count();
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr) != 0) {
  }
}

}  // namespace

void HiccupMeter::start() {
  if (thread_.joinable()) return;
  stopping_ = false;
  largest_ = 0;
  due_ = (steady_now() + period).count();
  thread_ = std::thread([this] { measure(); });
}

void HiccupMeter::stop() {
  if (!thread_.joinable()) return;
  keep(overdue());
  stopping_ = true;
  thread_.join();
}

void HiccupMeter::keep(Duration late) {
  auto known = largest_.load();
  while (late.count() > known && !largest_.compare_exchange_weak(known, late.count())) {
  }
}

Duration HiccupMeter::overdue() const { return steady_now() - Duration{due_.load()}; }

// Only this thread writes due_; what it missed while it was held up is one hiccup, not many.
void HiccupMeter::measure() {
  use_precise_timers();
  while (!stopping_) {
    const Duration due{due_.load()};
    sleep_until(due);
    const auto now = steady_now();
    keep(now - due);
    due_ = (now + period).count();
  }
}

Duration HiccupMeter::largest() {
  const Duration ended{largest_.exchange(0)};
  if (!thread_.joinable()) return ended;
  return std::max(ended, overdue());
}

}  // namespace proofload
