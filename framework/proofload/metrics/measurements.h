// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything a run measured: the total of every series, and slice by slice what has a course over
// time. Recordings of all workers are added as they come; afterwards it is read through windows.
// Built on one thread; once the run is over it is shared read-only, safe from any thread.

#include <proofload/metrics/recorder.h>
#include <proofload/metrics/slice_log.h>
#include <proofload/metrics/timeline.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace proofload {

class Measurements {
 public:
  explicit Measurements(Timeline timeline);

  /// Adds what a worker measured and empties the recording for its next use, but for its samples,
  /// which are numbered by series() then, and its exemplars. What belongs to a slice after the load
  /// goes to the one that follows it.
  void add(std::size_t worker, Recording& recording);

  /// The load ended here, before its planned end: the timeline is cut off there, and what was
  /// recorded in later slices belongs to the one that follows the load.
  void end_at(Duration instant) { timeline_.end_at(instant); }

  const Timeline& timeline() const { return timeline_; }
  const std::vector<SeriesKey>& series() const { return series_; }
  const Sink& total(std::size_t series) const { return totals_[series]; }

  /// Merges a slice of every series that is wanted (by its number) into one sink. All wanted series
  /// must be of the sink's kind.
  void merge_slice(SliceNumber slice, const std::vector<bool>& wanted, Sink& into) const;

  /// A copy of the totals of a load that ends now, without slices: for who looks at a run while it
  /// plays on. Windows of the whole run see everything, those of parts of the time nothing.
  std::shared_ptr<Measurements> totals(Duration now) const;

  /// Whether it is such a copy.
  bool has_slices() const { return has_slices_; }

  /// Memory held by the totals and the slices, in bytes.
  std::size_t memory() const;

 private:
  using Numbers = std::vector<std::size_t>;  // of a worker's series here, by SeriesId

  std::size_t series_number(const SeriesKey& key);
  void add_sinks(Recording& recording, const Numbers& numbers);
  void add_strays(Recording& recording, const Numbers& numbers);
  void append_entry(std::size_t series, const Sink& sink);
  void log_entries(SliceNumber slice);

  Timeline timeline_;
  std::vector<SeriesKey> series_;
  std::vector<Sink> totals_;
  std::unordered_map<SeriesKey, std::size_t, SeriesKeyHash> numbers_;
  std::vector<Numbers> of_worker_;
  SliceLog log_;
  std::vector<std::uint8_t> entries_;  // of the slice being added
  std::vector<std::uint8_t> packed_;   // kept for its memory
  bool has_slices_ = true;
};

}  // namespace proofload
