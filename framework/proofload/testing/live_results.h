// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps the files of a run up to date while it plays, so that a test that is killed leaves what was
// known a few seconds before. A thread of its own with low priority writes; where it is slower than
// the run, reports are left out, and the newest one is written. That a file cannot be written is
// not reported here: the last writing, when the test has ended, fails too.

#include <proofload/report/result_files.h>
#include <proofload/report/thresholds/threshold.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace proofload {

class LiveResults {
 public:
  /// thresholds: judged on what is known so far.
  LiveResults(ResultFiles files, std::vector<Threshold> thresholds);

  /// Waits for what is being written; what still waits is left out.
  ~LiveResults();
  LiveResults(const LiveResults&) = delete;
  LiveResults& operator=(const LiveResults&) = delete;

  /// Hands over what is known so far. Returns at once.
  void show(Report so_far);

 private:
  void write_on();
  void write(Report so_far);

  const ResultFiles files_;
  const std::vector<Threshold> thresholds_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Report> next_;  // guarded by mutex_
  bool ended_ = false;          // guarded by mutex_
  std::thread thread_;
};

/// The result of a test that has not come to its end: INVALID, whatever it measured.
RunResult unfinished(Report report);

}  // namespace proofload
