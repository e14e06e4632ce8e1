// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one worker writes. A series (a metric with its tags) is looked up once and then written by
// number: a few nanoseconds a sample and no allocation. At the end of every slice of the run the
// worker exchanges what it has written for an empty recording, so nobody ever waits for a lock.
// Owned by one worker and used on its thread only; a Recording handed out belongs to who took it.

#include <proofload/metrics/sink.h>
#include <proofload/metrics/tags.h>
#include <proofload/units/duration.h>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace proofload {

/// One metric with one set of tags.
struct SeriesKey {
  Metric metric;
  Tags tags;
  bool operator==(const SeriesKey&) const = default;
};

struct SeriesKeyHash {
  std::size_t operator()(const SeriesKey& key) const noexcept;
};

/// Numbers a series within one recorder.
using SeriesId = std::uint32_t;

/// What one worker measured in one slice.
struct Recording {
  std::uint32_t slice = 0;
  std::vector<SeriesKey> added;  ///< series seen for the first time; their numbers follow the known
  std::vector<Sink> sinks;       ///< by SeriesId
};

class Recorder {
 public:
  Recorder();

  /// The number of a series; a new one the first time.
  SeriesId series(const Metric& metric, const Tags& tags);

  void record(SeriesId id, double value) { proofload::record(recording_->sinks[id], value); }
  void record(SeriesId id, Duration value) { record(id, in_milliseconds(value)); }

  /// For what is rare: looks the series up each time.
  void record(const Metric& metric, const Tags& tags, double value) {
    record(series(metric, tags), value);
  }

  /// Hands out what was written since the last exchange, as the given slice, and goes on in the
  /// spare one, which must be empty (or null: then a new one is made).
  std::unique_ptr<Recording> exchange(std::uint32_t slice, std::unique_ptr<Recording> spare);

 private:
  std::unordered_map<SeriesKey, SeriesId, SeriesKeyHash> ids_;
  std::vector<MetricKind> kinds_;
  std::unique_ptr<Recording> recording_;
};

}  // namespace proofload
