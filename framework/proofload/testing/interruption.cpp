// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/interruption.h>

#include <csignal>

namespace proofload {
namespace {

volatile std::sig_atomic_t signal_taken = 0;

void take(int number) { signal_taken = number; }

}  // namespace

void watch_for_interruption() {
  struct sigaction action {};
  action.sa_handler = take;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

std::optional<std::string> interruption() {
  if (signal_taken == 0) return {};
  return std::string("interrupted by ") + (signal_taken == SIGINT ? "SIGINT" : "SIGTERM");
}

}  // namespace proofload
