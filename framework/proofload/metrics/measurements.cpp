// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/measurements.h>

#include <proofload/metrics/packed_sink.h>

#include <map>
#include <utility>

namespace proofload {

Measurements::Measurements(Timeline timeline) : timeline_(std::move(timeline)) {}

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
  add_sinks(recording, numbers);
  add_strays(recording, numbers);
  for (auto& sample : recording.samples) sample.series = numbers[sample.series];
}

void Measurements::add_sinks(Recording& recording, const Numbers& numbers) {
  for (std::size_t id = 0; id < recording.sinks.size(); ++id) {
    auto& sink = recording.sinks[id];
    if (count(sink) == 0) continue;
    const auto series = numbers[id];
    merge(totals_[series], sink);
    if (series_[series].metric.over_time) append_entry(series, sink);
    clear(sink);
  }
  log_entries(recording.slice);
}

void Measurements::add_strays(Recording& recording, const Numbers& numbers) {
  std::map<SliceNumber, std::map<std::size_t, Sink>> slices;
  for (const auto& stray : recording.strays) {
    const auto series = numbers[stray.series];
    const auto& metric = series_[series].metric;
    record(totals_[series], stray.value);
    if (!metric.over_time) continue;
    auto& sinks = slices[stray.slice];
    record(sinks.try_emplace(series, sink_for(metric.kind)).first->second, stray.value);
  }
  recording.strays.clear();
  for (const auto& [slice, sinks] : slices) {
    for (const auto& [series, sink] : sinks) append_entry(series, sink);
    log_entries(slice);
  }
}

// An entry: number of the series, bytes of its sink, the sink.
void Measurements::append_entry(std::size_t series, const Sink& sink) {
  packed_.clear();
  pack(sink, packed_);
  pack(series, entries_);
  pack(packed_.size(), entries_);
  entries_.insert(entries_.end(), packed_.begin(), packed_.end());
}

void Measurements::log_entries(SliceNumber slice) {
  log_.append(slice, entries_);
  entries_.clear();
}

void Measurements::merge_slice(SliceNumber slice, const std::vector<bool>& wanted,
                               Sink& into) const {
  const auto merge_entries = [&](std::span<const std::uint8_t> entries) {
    while (!entries.empty()) {
      const auto series = unpack(entries);
      const auto size = unpack(entries);
      if (wanted[series]) merge_packed(into, entries.first(size));
      entries = entries.subspan(size);
    }
  };
  const bool after_load = slice + 1 == timeline_.slices();
  const auto end = after_load ? log_.slices() : std::size_t{slice} + 1;
  for (std::size_t number = slice; number < end; ++number) log_.read(number, merge_entries);
}

std::shared_ptr<Measurements> Measurements::totals(Duration now) const {
  auto copy = std::make_shared<Measurements>(timeline_);
  copy->end_at(now);
  copy->has_slices_ = false;
  copy->series_ = series_;
  copy->totals_ = totals_;
  return copy;
}

std::size_t Measurements::memory() const {
  std::size_t sum = log_.memory() + entries_.capacity() + packed_.capacity();
  for (const auto& total : totals_) sum += proofload::memory(total);
  return sum;
}

}  // namespace proofload
