// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every sample of a run in a file, as k6 writes it with --out json; see report/format/k6_points.h.
// A thread of its own with low priority writes what the run hands over, at once, behind a queue
// with a bound. What does not fit into the queue, or not onto the disk, is missing in the file, and
// conclude() says so; the run goes on. After an error nothing more is written, and the file ends
// with a whole line. One file is for one run. Belongs to the thread that conducts the run.

#include <proofload/base/result.h>
#include <proofload/report/format/k6_points.h>
#include <proofload/report/run_observer.h>

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

namespace proofload {

struct K6PointFileOptions {
  std::filesystem::path path;
  std::vector<K6PlannedThreshold> thresholds{};  ///< shown beside their metrics
  std::size_t most_queued = 64 << 20;            ///< bytes; a sample takes 24
  Duration patience = 5s;  ///< how long the end of a run waits for what is still queued
  Tags tags{};             ///< of the run: on every sample that has none of that name itself
};

class K6PointFile : public RunObserver {
 public:
  /// Creates the file, or empties it, and starts the thread. The error names the file and the
  /// reason.
  static Result<std::unique_ptr<RunObserver>> create(K6PointFileOptions options);

  /// Gives up what conclude() was not called for.
  ~K6PointFile() override;

  bool wants_samples() const override { return true; }
  void begin(const RunStart& start) override;
  void samples(const Measurements& so_far, std::span<const Sample> samples) override;
  std::string conclude(const RunResult& result) override;

 private:
  struct Work;  // shared with the thread, which may outlive this where the disk hangs

  explicit K6PointFile(std::shared_ptr<Work> work);
  void end_thread(Duration patience);

  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace proofload
