// SPDX-License-Identifier: Apache-2.0
#pragma once

// Samples as the lines that k6 writes with --out json: a line for each metric before its first
// sample, and a line for each sample. Tags have k6's names; see report/k6_tags.h. There is no
// metadata, as in k6 where a sample has none.
//
//   {"type":"Metric","data":{"name":"vus","type":"gauge","contains":"default","thresholds":[],...
//   {"metric":"vus","type":"Point","data":{"time":"2026-08-21T10:00:00.5Z","value":3,"tags":{}}}
//
// github.com/grafana/k6, output/json/wrapper.go (2.2.0)

#include <proofload/base/clock.h>
#include <proofload/metrics/recorder.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// A threshold that was set before the run.
struct K6PlannedThreshold {
  std::string metric;      ///< k6's key: "http_req_duration{status:200}"
  std::string expression;  ///< "p(95)<500"
};

/// The line of a metric, with its line feed: its own thresholds, and the sub-metrics that
/// thresholds name. Pure.
std::string k6_metric_line(const Metric& metric, const std::vector<K6PlannedThreshold>& thresholds);

/// Writes samples one after another; keeps what is the same in all lines of a series, so that a
/// sample costs a copy and a number. For the series of one Measurements. Not synchronized.
class K6PointWriter {
 public:
  /// of_run: tags of the run, as --tag gives them in k6: on every sample that has none of that name
  /// itself.
  explicit K6PointWriter(std::vector<K6PlannedThreshold> thresholds = {}, Tags of_run = {});
  ~K6PointWriter();
  K6PointWriter(const K6PointWriter&) = delete;
  K6PointWriter& operator=(const K6PointWriter&) = delete;

  /// Appends the line of a sample, and before it that of its metric if it is the first one. value:
  /// in the unit of the metric; one that JSON has no number for (infinite, not a number) is left
  /// out. series: the number that the key has in the Measurements.
  void append(std::string& out, const SeriesKey& key, std::size_t series,
              WallClock::time_point instant, double value);

 private:
  struct Line;  // what is the same in all lines of a series

  const Line& line_of(const SeriesKey& key, std::size_t series, std::string& out);

  std::vector<K6PlannedThreshold> thresholds_;
  Tags of_run_;
  std::set<std::string_view> known_;                // names of metrics
  std::vector<std::unique_ptr<const Line>> lines_;  // by series; null: not met yet
  std::unique_ptr<class InstantWriter> instants_;
};

}  // namespace proofload
