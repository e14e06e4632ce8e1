// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/progress_display.h>

#include <proofload/report/format/console.h>

#include <unistd.h>

#include <cstdio>

namespace proofload {
namespace {

constexpr auto erase_line = "\r\033[K";

}  // namespace

Duration next_log_line(Duration elapsed) {
  const Duration step = elapsed < 60s ? 10s : 60s;
  return elapsed - elapsed % step + step;
}

ProgressDisplay::ProgressDisplay() : terminal_(isatty(STDOUT_FILENO) == 1), next_(10s) {}

ProgressDisplay::~ProgressDisplay() {
  if (!terminal_) return;
  std::fputs(erase_line, stdout);
  std::fflush(stdout);
}

void ProgressDisplay::show(const Progress& progress) {
  const auto line = progress_line(progress);
  if (terminal_) {
    std::printf("%s%s", erase_line, line.c_str());
  } else {
    if (progress.elapsed < next_) return;
    next_ = next_log_line(progress.elapsed);
    std::printf("%s\n", line.c_str());
  }
  std::fflush(stdout);
}

}  // namespace proofload
