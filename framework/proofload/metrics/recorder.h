// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one worker writes. A series (a metric with its tags) is looked up once and then written by
// number: a few nanoseconds a sample and no allocation. At the end of every slice of the run the
// worker exchanges what it has written for an empty recording, so nobody ever waits for a lock.
// Owned by one worker and used on its thread only; a Recording handed out belongs to who took it.
//
// A sample belongs to the slice it is recorded in, or to one that its writer names: latency and
// outcome of a request belong to the second in which it was planned, however late its answer comes.
//
// Single samples are kept only where somebody wants them; exemplars are handed over as they are.

#include <proofload/metrics/exemplar.h>
#include <proofload/metrics/label_set.h>
#include <proofload/metrics/sample.h>
#include <proofload/metrics/series_lookup.h>
#include <proofload/metrics/sink.h>
#include <proofload/metrics/tags.h>
#include <proofload/metrics/timeline.h>
#include <proofload/units/duration.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
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

/// A sample of another slice than the recording it is in.
struct Stray {
  SliceNumber slice;
  SeriesId series;
  double value;
};

/// What one worker wrote in one slice.
struct Recording {
  SliceNumber slice = 0;
  std::vector<SeriesKey> added;  ///< series seen for the first time; their numbers follow the known
  std::vector<Sink> sinks;       ///< by SeriesId
  std::vector<Stray> strays;
  std::vector<Sample> samples;  ///< where they are kept; their series are SeriesIds
  std::vector<Exemplar> exemplars;
};

class Recorder {
 public:
  explicit Recorder(SliceNumber first = 0);

  /// The number of a series; a new one the first time.
  SeriesId series(const Metric& metric, const Tags& tags);

  /// The same with the tags given at the call, in any order: set one by one over the labels, so
  /// that the last of a name wins and an empty value takes a tag away. Allocates nothing once they
  /// were given before. All labels must be of one LabelSets.
  SeriesId series(const Metric& metric, const LabelSet& labels, std::span<const TagView> tags);
  SeriesId series(const Metric& metric, std::span<const TagView> tags) {
    return series(metric, LabelSet{}, tags);
  }
  SeriesId series(const Metric& metric, std::initializer_list<TagView> tags) {
    return series(metric, std::span(tags.begin(), tags.size()));
  }

  /// The number of a series if these labels and tags were given before. Never allocates.
  std::optional<SeriesId> find(const Metric& metric, const LabelSet& labels,
                               std::span<const TagView> tags) const {
    return given_.find(metric, labels.number, tags);
  }

  /// From now on every sample is kept by itself too, with the time that this clock shows.
  void keep_samples(std::function<Duration()> now) { now_ = std::move(now); }

  /// What is recorded while it lives was measured at one instant. Not nested.
  class OneInstant {
   public:
    explicit OneInstant(Recorder& recorder) : recorder_(recorder) {
      if (recorder.now_) recorder.instant_ = recorder.now_();
    }
    ~OneInstant() { recorder_.instant_.reset(); }
    OneInstant(const OneInstant&) = delete;
    OneInstant& operator=(const OneInstant&) = delete;

   private:
    Recorder& recorder_;
  };

  void record(SeriesId id, double value) {
    proofload::record(recording_->sinks[id], value);
    if (now_) keep(id, value);
  }
  void record(SeriesId id, Duration value) { record(id, in_milliseconds(value)); }

  /// The same for a sample of a given slice. Allocates where many are of another slice than the
  /// present one.
  void record_at(SliceNumber slice, SeriesId id, double value) {
    if (slice == recording_->slice) return record(id, value);
    recording_->strays.push_back({slice, id, value});
    if (now_) keep(id, value);
  }
  void record_at(SliceNumber slice, SeriesId id, Duration value) {
    record_at(slice, id, in_milliseconds(value));
  }

  /// For what is rare: looks the series up each time.
  void record(const Metric& metric, const Tags& tags, double value) {
    record(series(metric, tags), value);
  }

  /// Hands an exemplar over with what is recorded now.
  void add(Exemplar exemplar) { recording_->exemplars.push_back(std::move(exemplar)); }

  /// How many series there are.
  std::size_t size() const { return kinds_.size(); }

  SliceNumber slice() const { return recording_->slice; }

  /// Hands out what was written since the last exchange and goes on, as the next slice, in the
  /// spare one, which must be empty (or null: then a new one is made).
  std::unique_ptr<Recording> exchange(SliceNumber next, std::unique_ptr<Recording> spare = nullptr);

 private:
  void keep(SeriesId id, double value) {
    recording_->samples.push_back({instant_ ? *instant_ : now_(), id, value});
  }

  std::function<Duration()> now_;    // where samples are kept
  std::optional<Duration> instant_;  // of what is recorded now
  std::unordered_map<SeriesKey, SeriesId, SeriesKeyHash> ids_;
  SeriesLookup given_;  // the same by labels and tags as they were given
  std::vector<MetricKind> kinds_;
  std::unique_ptr<Recording> recording_;
};

}  // namespace proofload
