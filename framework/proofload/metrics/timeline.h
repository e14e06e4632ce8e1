// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the time of a run is cut: into slices (whole seconds, and shorter ones where a scenario, its
// warm-up or a stage ends between two), and into the stretches that have names: scenarios, their
// warm-up, their stages.
// A value; safe from any thread.

#include <proofload/units/duration.h>

#include <cstdint>
#include <string>
#include <vector>

namespace proofload {

/// Numbers a slice of the run, from 0.
using SliceNumber = std::uint32_t;

/// A stage of a scenario as it was planned, since the start of the run.
struct StageSpan {
  std::string name;  ///< empty where the author gave none
  Duration from{};
  Duration to{};
  std::string scenario{};  ///< empty in a run of one scenario without a name
};

/// A scenario as it was planned.
struct ScenarioSpan {
  std::string name;  ///< empty in a run of one scenario without a name
  Duration from{};
  Duration measured_from{};  ///< where its warm-up ends
  Duration to{};
};

class Timeline {
 public:
  /// Slices [begin, end), and the time of the load they stand for.
  struct Stretch {
    SliceNumber begin = 0;
    SliceNumber end = 0;
    Duration from{};
    Duration to{};
  };

  Timeline() = default;

  /// Cuts the load of these scenarios, of which the stages are parts. One slice more takes what
  /// comes after its end, while the run drains.
  Timeline(std::vector<ScenarioSpan> scenarios, std::vector<StageSpan> stages);

  /// One scenario without a name and without warm-up.
  explicit Timeline(Duration length, std::vector<StageSpan> stages = {});

  /// Slices of the load and the one after it.
  SliceNumber slices() const { return SliceNumber(ends_.size()) + 1; }

  /// The slice an instant falls in; those before the start count to the first one.
  SliceNumber slice_at(Duration instant) const;

  Duration from(SliceNumber slice) const { return slice == 0 ? Duration{} : ends_[slice - 1]; }

  /// Where a slice ends. The last one has no end of its own: Duration::max().
  Duration to(SliceNumber slice) const {
    return slice < ends_.size() ? ends_[slice] : Duration::max();
  }

  /// The first instant at which a slice begins, from this one on; the end of the load where none
  /// does.
  Duration next_boundary(Duration instant) const;

  /// The slices that lie between two instants as a whole. What comes after the end of the load
  /// belongs to the stretch that ends with it.
  Stretch between(Duration from, Duration to) const;

  /// Where the load ends: as planned, or where it was ended before.
  Duration end() const { return from(slices() - 1); }

  /// Where measuring begins: the earliest end of a warm-up.
  Duration measured_from() const;

  /// As planned, even where the load was ended before.
  const std::vector<StageSpan>& stages() const { return stages_; }
  const std::vector<ScenarioSpan>& scenarios() const { return scenarios_; }

  /// The load ended here, before its planned end: later slices are one with what follows the load.
  void end_at(Duration instant);

 private:
  std::vector<Duration> ends_;  // of the slices of the load, rising
  std::vector<ScenarioSpan> scenarios_;
  std::vector<StageSpan> stages_;
};

}  // namespace proofload
