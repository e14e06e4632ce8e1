// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/interruption.h>

#include <atomic>
#include <csignal>

namespace proofload {
namespace {

// Written on whichever thread the signal reaches. Lock-free, and so safe in a handler.
std::atomic<int> signal_taken{0};
static_assert(std::atomic<int>::is_always_lock_free);

void take(int number) { signal_taken = number; }

}  // namespace

void watch_for_interruption() {
  struct sigaction action {};
  action.sa_handler = take;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

std::optional<std::string> interruption() {
  const int number = signal_taken;
  if (number == 0) return {};
  return std::string("interrupted by ") + (number == SIGINT ? "SIGINT" : "SIGTERM");
}

}  // namespace proofload
