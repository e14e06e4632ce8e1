// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the samples of one series add up: one type for each kind of metric. Sinks merge exactly,
// from one second into another, from one worker into another. Values; not synchronized.

#include <proofload/metrics/histogram.h>
#include <proofload/metrics/metric.h>

#include <variant>

namespace proofload {

/// A sum.
struct Counter {
  double sum = 0;
  std::uint64_t count = 0;  ///< samples, not their sum

  void record(double value) { sum += value, ++count; }
  void merge(const Counter& other) { sum += other.sum, count += other.count; }
};

/// The last value, the least and the greatest. Merging takes the other one's as the later.
struct Gauge {
  double last = 0;
  double min = 0;
  double max = 0;
  std::uint64_t count = 0;

  void record(double value) { merge({value, value, value, 1}); }
  void merge(const Gauge& other);
};

/// How many samples were not zero, of how many.
struct PassRate {
  std::uint64_t passes = 0;
  std::uint64_t count = 0;

  void record(double value) { passes += value != 0 ? 1 : 0, ++count; }
  void merge(const PassRate& other) { passes += other.passes, count += other.count; }
  double share() const { return count == 0 ? 0 : double(passes) / double(count); }
};

using Sink = std::variant<Counter, Gauge, PassRate, Histogram>;

/// An empty sink for a kind of metric.
Sink sink_for(MetricKind kind);

void record(Sink& sink, double value);
void clear(Sink& sink);  ///< keeps the memory
std::uint64_t count(const Sink& sink);
std::size_t memory(const Sink& sink);  ///< held, in bytes

/// Requires both of the same kind.
void merge(Sink& into, const Sink& from);

}  // namespace proofload
