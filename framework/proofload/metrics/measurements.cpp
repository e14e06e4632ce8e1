// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/measurements.h>

#include <algorithm>

namespace proofload {
namespace {

void add_to_slice(Slice& slice, std::size_t series, MetricKind kind, const Sink& sink) {
  const auto place =
      std::lower_bound(slice.sinks.begin(), slice.sinks.end(), series,
                       [](const auto& entry, auto key) { return entry.first < key; });
  if (place == slice.sinks.end() || place->first != series) {
    slice.sinks.emplace(place, series, packed(sink));
    return;
  }
  Sink both = sink_for(kind);
  merge(both, place->second);
  merge(both, sink);  // the later one: a gauge keeps the last value
  place->second = packed(both);
}

}  // namespace

Measurements::Measurements(std::vector<Duration> boundaries, std::vector<StageSpan> stages)
    : stages_(std::move(stages)) {
  Duration from{};
  for (const auto to : boundaries) {
    slices_.push_back({from, to, {}});
    from = to;
  }
  slices_.push_back({from, Duration::max(), {}});
}

std::size_t Measurements::series_number(const SeriesKey& key) {
  const auto [place, added] = numbers_.try_emplace(key, series_.size());
  if (added) {
    series_.push_back(key);
    totals_.push_back(sink_for(key.metric.kind));
  }
  return place->second;
}

void Measurements::add(std::size_t worker, Recording& recording) {
  if (of_worker_.size() <= worker) of_worker_.resize(worker + 1);
  auto& numbers = of_worker_[worker];
  for (const auto& key : recording.added) numbers.push_back(series_number(key));
  recording.added.clear();
  for (std::size_t id = 0; id < recording.sinks.size(); ++id) {
    auto& sink = recording.sinks[id];
    if (count(sink) == 0) continue;
    merge(totals_[numbers[id]], sink);
    const auto& metric = series_[numbers[id]].metric;
    if (metric.over_time && !slices_.empty())
      add_to_slice(slices_[std::min<std::size_t>(recording.slice, slices_.size() - 1)], numbers[id],
                   metric.kind, sink);
    clear(sink);
  }
}

std::vector<Duration> slice_boundaries(Duration end, std::vector<Duration> instants) {
  for (Duration second = 1s; second < end; second += 1s) instants.push_back(second);
  instants.push_back(end);
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
  while (!instants.empty() && instants.back() > end) instants.pop_back();
  while (!instants.empty() && instants.front() <= Duration{}) instants.erase(instants.begin());
  return instants;
}

}  // namespace proofload
