// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shows how far a run is: on a terminal one line that is written over each second, elsewhere a
// plain line now and then, so that a log of hours stays short. One thread.

#include <proofload/report/format/console_style.h>
#include <proofload/report/progress.h>

#include <cstdio>

namespace proofload {

class ProgressDisplay {
 public:
  /// The output must stay open as long as the display lives.
  explicit ProgressDisplay(std::FILE* output = stdout);

  /// Takes the line off a terminal.
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void show(const Progress& progress);

 private:
  std::FILE* output_;
  ConsoleStyle style_;
  bool rewrites_;
  Duration next_;  // line of a log
};

/// When a log gets its next line: every 5 s at first, after 20 s every 10 s, after a minute every
/// minute, after an hour every 5 minutes.
Duration next_log_line(Duration elapsed);

}  // namespace proofload
