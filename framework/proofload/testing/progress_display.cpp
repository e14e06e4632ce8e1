// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/progress_display.h>

#include <proofload/report/format/progress_line.h>
#include <proofload/testing/terminal.h>

namespace proofload {
namespace {

constexpr auto erase_line = "\r\033[K";

Duration step_of_log(Duration elapsed) {
  if (elapsed < 20s) return 5s;
  if (elapsed < 1min) return 10s;
  return elapsed < 1h ? 1min : 5min;
}

}  // namespace

Duration next_log_line(Duration elapsed) {
  const auto step = step_of_log(elapsed);
  return elapsed - elapsed % step + step;
}

ProgressDisplay::ProgressDisplay(std::FILE* output)
    : output_(output),
      style_(style_of(output)),
      rewrites_(can_rewrite(output)),
      next_(next_log_line({})) {}

ProgressDisplay::~ProgressDisplay() {
  if (!rewrites_) return;
  std::fputs(erase_line, output_);
  std::fflush(output_);
}

void ProgressDisplay::show(const Progress& progress) {
  if (rewrites_) {
    const auto line = progress_line(progress, width_of(output_), style_);
    std::fprintf(output_, "%s%s", erase_line, line.c_str());
  } else {
    if (progress.elapsed < next_) return;
    next_ = next_log_line(progress.elapsed);
    std::fprintf(output_, "%s\n", progress_line(progress).c_str());
  }
  std::fflush(output_);
}

}  // namespace proofload
