// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes steps into their metrics, of whatever protocol: those that all steps have, and those of
// the protocol. The series of a step and outcome are looked up once; after that a step costs a
// dozen array writes. Latency and outcome belong to the slice in which the step was planned, what
// counts ends to the present one. Belongs to one worker.

#include <proofload/metrics/label_set.h>
#include <proofload/metrics/recorder.h>

#include <set>
#include <span>
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

/// What a protocol measures of a step.
struct StepMetric {
  Metric metric;
  bool when_planned =
      false;  ///< belongs to the slice in which the step was planned, not to its end
};

/// A kind of steps; a constant.
struct StepProtocol {
  std::span<const StepMetric> metrics{};
  bool has_status = false;  ///< its steps carry a tag `status`
};

/// What became of a step. Views of what lives as long as the call.
struct StepOutcome {
  bool failed = false;
  std::string_view error{};    ///< what went wrong, in a few stable words: "timeout"
  int status = 0;              ///< of the protocol
  std::string_view method{};   ///< "GET"; empty: there is none
  std::string_view version{};  ///< "HTTP/2.0", for the tag `proto`; empty: none or not known
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

  /// values: one for each metric of the protocol, in their order and unit. Of too many different
  /// errors of one step the rest is "other". Throws as announce() does.
  void record(const StepPlace& place, const StepProtocol& protocol, std::string_view step,
              const StepOutcome& outcome, std::span<const double> values);

  /// A step that the end of the run cut off is no sample of the service: it is only counted.
  void record_interrupted(const LabelSet& labels, std::string_view step);

 private:
  struct Known {
    bool is(const StepProtocol& its_protocol, const StepOutcome& outcome) const {
      return protocol == &its_protocol && status == outcome.status && failed == outcome.failed &&
             error == outcome.error && method == outcome.method && version == outcome.version;
    }
    const StepProtocol* protocol;
    bool failed;
    int status;
    std::string error;
    std::string method;
    std::string version;
    std::vector<SeriesId> ids;  // of what all steps have, then of the protocol
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

  std::vector<Known>& outcomes(const LabelSet& labels, std::string_view step);
  const Known& known_outcome(const LabelSet& labels, const StepProtocol& protocol,
                             std::string_view step, const StepOutcome& outcome);
  Known new_outcome(const LabelSet& labels, const StepProtocol& protocol, std::string_view step,
                    const StepOutcome& outcome);

  Recorder& recorder_;
  std::unordered_map<Key, std::vector<Known>, KeyHash, KeyEqual> steps_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace proofload
