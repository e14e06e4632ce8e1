// SPDX-License-Identifier: Apache-2.0
#pragma once

// The results of one test, run by run, from its first moment on: what an earlier test of that name
// left is removed, and as long as the test has not come to its end its files say so. A test that is
// killed, or fails before it plays anything, never leaves the files of a test that passed.
// For LoadTest; thread of the test only.

#include <proofload/report/result_files.h>
#include <proofload/report/run_observer.h>
#include <proofload/report/thresholds/threshold.h>
#include <proofload/testing/unjudged_gauges.h>

#include <memory>
#include <string>
#include <vector>

namespace proofload {

/// Who follows a run.
struct Follower {
  std::unique_ptr<RunObserver> observer;
  bool must_deliver = false;  ///< what it could not deliver fails the test
};
using Followers = std::vector<Follower>;

class TestResults {
 public:
  /// Clears the place for the results of the running test.
  TestResults();

  /// What the next run is called: the test, and from the second run on its number.
  std::string next_name() const;

  /// They are named after it; elsewhere than in the local environment with that:
  /// Suite.Name_staging.
  ResultFiles next_files() const;

  /// Keeps a run and writes what is known of it. followed: who followed it, to be told how it was
  /// judged. thresholds: limits from outside the test, judged with its own when it ends.
  void add(const Report& report, Followers followed, std::vector<Threshold> thresholds);

  /// The service's process is not measured, and so thresholds on this gauge of it are not judged;
  /// the results of all runs of the test say so.
  void leave_unjudged(const Metric& gauge) { unjudged_.add(gauge); }

  /// Judges all runs, writes and prints them, and fails the test where GoogleTest does not know the
  /// reason yet. Once; afterwards it does nothing.
  void conclude();

 private:
  struct Run {
    Report report;
    ResultFiles files;
    std::size_t parts_before = 0;  // how many assertions of the test had been reported
    Followers followed;
    std::vector<Threshold> thresholds;
  };

  void conclude_followers(Run& run, RunResult& result);
  void conclude(Run& run, std::vector<Limit> limits, const std::vector<AssertionFailure>& failures,
                std::size_t number);
  void conclude_without_run();
  void note_unjudged(RunResult& result) const;

  std::string test_;
  std::vector<Run> runs_;
  UnjudgedGauges unjudged_;
  bool concluded_ = false;
};

}  // namespace proofload
