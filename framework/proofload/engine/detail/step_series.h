// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes steps into their metrics: requests over HTTP, and steps of any kind that a journey
// measures itself. The series of a step and outcome are looked up once; after that a step costs a
// dozen array writes. Latency and outcome belong to the slice in which the step was planned, what
// counts ends to the present one. Belongs to one worker.

#include <proofload/metrics/label_set.h>
#include <proofload/metrics/recorder.h>
#include <proofload/protocol/http/response.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace proofload {

/// What a step belongs to, and when.
struct StepPlace {
  const LabelSet& labels;  ///< of the iteration: scenario, phase, group, tags
  SliceNumber slice = 0;   ///< in which it was planned
  Duration response{};     ///< from its planned start
  Duration service{};      ///< from its actual start
};

class StepSeries {
 public:
  static constexpr std::size_t most_steps = 500;          ///< different names
  static constexpr std::size_t most_tagged_steps = 2000;  ///< and with different labels
  static constexpr std::size_t most_errors = 20;

  explicit StepSeries(Recorder& recorder) : recorder_(recorder) {}

  /// Takes note of a step that will be recorded. Throws UsageError when there are more steps than a
  /// report can hold, which means that a name was put together by hand.
  void announce(const LabelSet& labels, std::string_view step) { outcomes(labels, step); }

  /// Throws as announce() does.
  void record_http(const StepPlace& place, std::string_view step, std::string_view method,
                   const Response& answer);

  /// error: what went wrong, in a few words; empty where nothing did. Of too many different ones
  /// the rest is "other".
  void record(const StepPlace& place, std::string_view step, std::string_view error);

  /// A step that the end of the run cut off is no sample of the service: it is only counted.
  void record_interrupted(const LabelSet& labels, std::string_view step);

 private:
  struct Outcome {
    std::string method;
    int status = 0;
    std::string error;
    std::vector<SeriesId> ids;
  };

  struct Key {
    std::uint32_t labels;
    std::string step;
  };
  struct KeyView {
    std::uint32_t labels;
    std::string_view step;
  };
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(const KeyView& key) const noexcept {
      return std::hash<std::string_view>{}(key.step) * 31 + key.labels;
    }
    std::size_t operator()(const Key& key) const noexcept {
      return (*this)(KeyView{key.labels, key.step});
    }
  };
  struct KeyEqual {
    using is_transparent = void;
    template <class One, class Other>
    bool operator()(const One& one, const Other& other) const noexcept {
      return one.labels == other.labels && std::string_view(one.step) == other.step;
    }
  };

  std::vector<Outcome>& outcomes(const LabelSet& labels, std::string_view step);
  const Outcome& http_outcome(const LabelSet& labels, std::string_view step,
                              std::string_view method, const Response& answer);
  const Outcome& plain_outcome(const LabelSet& labels, std::string_view step,
                               std::string_view error);
  void record_common(const StepPlace& place, const Outcome& outcome, bool failed);

  Recorder& recorder_;
  std::unordered_map<Key, std::vector<Outcome>, KeyHash, KeyEqual> steps_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace proofload
