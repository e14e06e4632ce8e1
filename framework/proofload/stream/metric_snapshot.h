// SPDX-License-Identifier: Apache-2.0
#pragma once

// What every series of a run holds at an instant, small enough to be handed to a thread that sends
// it: totals for databases that keep counters (Prometheus), or what came since the last snapshot
// for those that add up points (InfluxDB). A series without samples is left out.
//
// Taking one holds up the thread that conducts the run, so it reads a bounded number of buckets:
// about a millisecond. Trends that were not reached have their turn first in the next snapshot; of
// the whole run they show what was read of them last, since the last one nothing until then.

#include <proofload/metrics/measurements.h>
#include <proofload/stream/trend_values.h>

#include <memory>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace proofload {

using SeriesValues = std::variant<Counter, Gauge, PassRate, TrendValues>;

/// One series. A cheap value; safe from any thread.
struct SeriesSnapshot {
  std::shared_ptr<const SeriesKey> series;  ///< with the tags as report/k6_tags.h names them
  SeriesValues values;
};

using MetricSnapshot = std::vector<SeriesSnapshot>;

/// What a snapshot holds.
enum class SnapshotOf : std::uint8_t {
  whole_run,           ///< all since the run began; series in which nothing happened too
  since_the_last_one,  ///< what came since the last snapshot; of a gauge its last value
};

/// Takes one snapshot after another of one run. Owned and used by the thread that conducts it.
class MetricSnapshots {
 public:
  /// most_buckets: that one snapshot reads, but for those of the last trend.
  explicit MetricSnapshots(SnapshotOf of, std::size_t most_buckets = 50'000)
      : of_(of), most_buckets_(most_buckets) {}

  /// The measurements may be a copy, with their series in another order.
  MetricSnapshot take(const Measurements& so_far) { return take(so_far, most_buckets_); }

  /// The same with every trend, however long it takes: at the end of the run.
  MetricSnapshot take_all(const Measurements& so_far) { return take(so_far, std::size_t(-1)); }

 private:
  struct Known {
    const SeriesKey* own = nullptr;           // as it was measured
    std::shared_ptr<const SeriesKey> series;  // as it is shown
    std::uint64_t count = 0;                  // of its samples when it was last read
    SeriesValues values{};                    // of the whole run when it was last read
    std::optional<SeriesValues> added{};      // since it was read before, until it is shown
    Buckets buckets{};                        // of a trend, where they are needed
  };

  MetricSnapshot take(const Measurements& so_far, std::size_t most_buckets);
  void read_all(const Measurements& so_far, std::size_t most_buckets);
  std::size_t place_of(std::size_t number, const SeriesKey& key);
  std::size_t read(Known& series, const Sink& total) const;
  std::size_t read_trend(Known& series, const Histogram& total) const;
  std::optional<SeriesValues> shown(Known& series) const;

  SnapshotOf of_;
  std::size_t most_buckets_;
  std::unordered_map<SeriesKey, std::size_t, SeriesKeyHash> places_;  // among the known
  std::vector<Known> known_;                                          // by their numbers
  std::size_t first_ = 0;  // number of the series that is read first
};

/// About what it takes, in bytes, without the names and tags that snapshots share.
inline std::size_t memory(const MetricSnapshot& snapshot) {
  return snapshot.capacity() * sizeof(SeriesSnapshot);
}

}  // namespace proofload
