// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/recorder.h>

#include <utility>

namespace proofload {

std::size_t SeriesKeyHash::operator()(const SeriesKey& key) const noexcept {
  return std::hash<std::string_view>{}(key.metric.name) * 31 + std::hash<Tags>{}(key.tags);
}

Recorder::Recorder(SliceNumber first) : recording_(std::make_unique<Recording>()) {
  recording_->slice = first;
}

SeriesId Recorder::series(const Metric& metric, const Tags& tags) {
  SeriesKey key{metric, tags};
  if (const auto known = ids_.find(key); known != ids_.end()) return known->second;
  const auto id = static_cast<SeriesId>(kinds_.size());
  kinds_.push_back(metric.kind);
  recording_->sinks.push_back(sink_for(metric.kind));
  recording_->added.push_back(key);
  ids_.emplace(std::move(key), id);
  return id;
}

SeriesId Recorder::series(const Metric& metric, const LabelSet& labels,
                          std::span<const TagView> tags) {
  if (const auto known = find(metric, labels, tags)) return *known;
  Tags all = labels.tags;
  for (const auto& tag : tags) all.set(tag.name, tag.value);
  const auto id = series(metric, all);
  given_.add(metric, labels.number, tags, id);
  return id;
}

std::unique_ptr<Recording> Recorder::exchange(SliceNumber next, std::unique_ptr<Recording> spare) {
  if (!spare) spare = std::make_unique<Recording>();
  for (auto id = spare->sinks.size(); id < kinds_.size(); ++id)
    spare->sinks.push_back(sink_for(kinds_[id]));
  spare->slice = next;
  return std::exchange(recording_, std::move(spare));
}

}  // namespace proofload
