// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a run went over time, in rows of equal length: what charts draw. Rows are as long as it takes
// to have 720 of them at most, whatever the length of the run, and whole seconds; the first and the
// last one may be shorter. Values, cheap to copy: copies share their rows, which never change.

#include <proofload/metrics/window.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace proofload {

/// Of a trend in a row, in milliseconds. Nothing where it has no samples.
struct RowLatency {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
  double max = 0;
};

/// A stretch of the run; counts are of the stretch.
struct CourseRow {
  Duration from{};
  Duration to{};
  std::optional<std::uint64_t> planned{};  ///< starts; nothing where no instants are planned
  std::uint64_t started = 0;
  std::uint64_t late = 0;
  std::uint64_t dropped = 0;
  double users = 0;  ///< at its end
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  double bytes_sent = 0;
  double bytes_received = 0;
  std::optional<RowLatency> response{};
  std::optional<RowLatency> service{};
  std::optional<double> pacing_p99{};             ///< in milliseconds
  std::map<std::string, std::uint64_t> errors{};  ///< "timeout", "status 503": how many

  /// The last values in the row, in the order of Course::gauges(): not a number where there was
  /// none, and shorter than that list where later gauges had not been seen yet.
  std::vector<double> gauges{};
};

class Course {
 public:
  using Rows = std::vector<std::shared_ptr<const CourseRow>>;

  static constexpr int most_rows = 720;

  /// Of the load of a run, from the end of its warm-up. planned: starts by slice; may be empty.
  Course(const Timeline& timeline, std::vector<std::uint64_t> planned);

  /// Adds the rows that end at or before an instant since the start of the run, and at the end of
  /// the load the last one.
  void advance(const Window& run, Duration until);

  /// Adds what is known of the time after the last row, in whole seconds: of a run that plays.
  void add_open_row(const Window& run, Duration now);

  Duration every() const { return every_; }
  const Rows& rows() const { return rows_; }

  /// Those that have a course, in the order in which they were first seen.
  const std::vector<Metric>& gauges() const { return gauges_; }

 private:
  void add_row(const Window& run, Duration to);
  std::vector<double> gauges_in(const Window& part);
  std::optional<std::uint64_t> planned_in(const Timeline& timeline, Duration from,
                                          Duration to) const;

  Duration every_;
  Duration next_;  // where the next row begins
  std::vector<std::uint64_t> planned_;
  std::vector<Metric> gauges_;
  Rows rows_;
};

}  // namespace proofload
