// SPDX-License-Identifier: Apache-2.0
#pragma once

// Samples on their way from the run to the thread that writes them. Bounded: what does not fit is
// dropped, since a run must never wait. One thread pushes, another one pops; all
// functions are safe from both.

#include <proofload/metrics/recorder.h>
#include <proofload/metrics/sample.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace proofload {

struct SampleBatch {
  std::vector<SeriesKey> added;  ///< series whose numbers follow those of all batches before
  std::vector<Sample> samples;
};

class SampleQueue {
 public:
  /// Holds so many bytes of samples, with those that were popped last.
  explicit SampleQueue(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Copies the samples, and the series that are new since the last time: as many as there were
  /// stand before them, unchanged. Never waits for the other thread's work.
  void push(const std::vector<SeriesKey>& series, std::span<const Sample> samples);

  /// Waits for the oldest batch; nothing once the queue is closed and empty.
  std::optional<SampleBatch> pop();

  /// What is pushed from now on is dropped.
  void close();

  /// Closes the queue and drops what is in it.
  void abandon();

  /// Samples that were pushed, dropped ones too.
  std::uint64_t offered() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<SampleBatch> batches_;
  std::size_t most_bytes_;
  std::size_t queued_ = 0;  // bytes
  std::size_t popped_ = 0;  // bytes of the last batch
  std::size_t handed_ = 0;  // series
  std::uint64_t offered_ = 0;
  bool closed_ = false;
};

}  // namespace proofload
