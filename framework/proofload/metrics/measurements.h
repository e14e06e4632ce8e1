// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything a run measured: the total of every series, and slice by slice what has a course over
// time. Recordings of all workers are added as they come; afterwards it is read through windows.
// Built on one thread; once the run is over it is shared read-only, safe from any thread.

#include <proofload/metrics/recorder.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// A stretch of the run between two boundaries (whole seconds and ends of stages). The last one has
/// no end of its own.
struct Slice {
  Duration from{};
  Duration to{};
  std::vector<std::pair<std::size_t, PackedSink>> sinks;  ///< by series, rising
};

/// A stage of the plan as it was played.
struct StageSpan {
  std::string name;  ///< empty where the author gave none
  Duration from{};
  Duration to{};
};

class Measurements {
 public:
  /// boundaries: the ends of all slices of the load, rising. One slice more takes what comes later,
  /// while the run drains.
  Measurements(std::vector<Duration> boundaries, std::vector<StageSpan> stages);

  /// Adds what a worker measured and empties the recording for its next use.
  void add(std::size_t worker, Recording& recording);

  const std::vector<SeriesKey>& series() const { return series_; }
  const Sink& total(std::size_t series) const { return totals_[series]; }
  const std::vector<Slice>& slices() const { return slices_; }
  const std::vector<StageSpan>& stages() const { return stages_; }

  /// The planned length of the load.
  Duration length() const { return slices_.empty() ? Duration{} : slices_.back().from; }

 private:
  std::size_t series_number(const SeriesKey& key);

  std::vector<SeriesKey> series_;
  std::vector<Sink> totals_;
  std::unordered_map<SeriesKey, std::size_t, SeriesKeyHash> numbers_;
  std::vector<std::vector<std::size_t>> of_worker_;  // worker, SeriesId -> number here
  std::vector<Slice> slices_;
  std::vector<StageSpan> stages_;
};

/// Whole seconds and the given instants up to the end, rising, without doubles.
std::vector<Duration> slice_boundaries(Duration end, std::vector<Duration> instants);

}  // namespace proofload
