// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shows how far a run is: on a terminal one line that is written over each second, elsewhere a
// plain line now and then, so that a log of hours stays short. One thread.

#include <proofload/report/progress.h>

namespace proofload {

class ProgressDisplay {
 public:
  ProgressDisplay();

  /// Takes the line off a terminal.
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void show(const Progress& progress);

 private:
  bool terminal_;
  Duration next_;
};

/// When a log gets its next line: after ten seconds, later every minute.
Duration next_log_line(Duration elapsed);

}  // namespace proofload
