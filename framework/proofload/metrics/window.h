// SPDX-License-Identifier: Apache-2.0
#pragma once

// A part of what was measured, and what every matcher looks at: the whole run, one step of it, one
// stage, one step in the last ten minutes. Asking for something that does not exist gives a window
// that says so in problem() and holds nothing; a matcher then fails with that sentence.
//
// Latency and outcome of a step belong to the second in which the step was planned; what counts
// ends (throughput, bytes) to the second in which they happened. What was played to warm up, to set
// up or to tear down is in no window but that of phase().
//
// Windows of windows narrow further and further, in any order: report.stage("x").last(10s) is the
// end of that stage, report.after(1min).scenario("y") that scenario without the first minute. Parts
// of the time are made of whole slices; trends of which only the total is kept are empty in them.
// A cheap value that shares the measurements; safe to read from any thread once the run is over.

#include <proofload/base/result.h>
#include <proofload/metrics/measurements.h>
#include <proofload/metrics/names.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proofload {

/// Marks slices of a run: true where it counts.
using SliceMask = std::vector<bool>;

class Window {
 public:
  /// What the window over everything is called.
  static constexpr std::string_view whole_run = "whole run";

  explicit Window(std::shared_ptr<const Measurements> measurements,
                  std::string subject = std::string(whole_run));

  // Parts of the measurements.

  /// Only one step, by its name: "GET /schemas/{id}".
  Window step(std::string_view name) const { return steps({name}); }

  /// Several steps taken together.
  Window steps(std::initializer_list<std::string_view> names) const;

  /// Only what carries a tag with this value: "check", "status", or one of your own.
  Window tagged(std::string_view tag, std::string_view value) const;

  /// Only one scenario of several, and its own time.
  Window scenario(std::string_view name) const;

  /// Only what happened in a group: "checkout", or "checkout::pay" for one inside another.
  Window group(std::string_view name) const { return tagged("group", name); }

  /// Only what was played for something else than the result: "warm_up", whose time it then has, or
  /// "set_up" and "tear_down", which have no time within the load.
  Window phase(std::string_view name) const;

  // Parts of the time.

  /// Only one stage of the plan, by the name its author gave it.
  Window stage(std::string_view name) const;

  /// From the end of a stage to the end of the load.
  Window after_stage(std::string_view name) const;

  /// Only what was measured between two instants since the start of the run: in the slices that lie
  /// between them as a whole, whose time is the window's length.
  Window between(Duration from, Duration to) const;

  /// All but the first minute of the window, say; that of the whole run begins where its warm-up
  /// ends.
  Window after(Duration since_start) const;

  /// The last ten minutes of the window, say.
  Window last(Duration length) const;

  /// The window cut into pieces of one length, one after another, each rounded up to whole slices;
  /// what is left over at the end is in none.
  std::vector<Window> every(Duration length) const;

  /// The same without the slices that a mask leaves out, or is too short for.
  Window only(std::shared_ptr<const SliceMask> mask) const;

  /// The mask that leaves slices out; null where there is none.
  const std::shared_ptr<const SliceMask>& mask() const { return mask_; }

  /// The same without what came after the end of the load, while the run only drained: for
  /// everything that is counted against time. Latency keeps it.
  Window during_load() const;

  // What matchers look at.

  /// Latency matchers look at the service time (from the actual start of the step) instead of the
  /// response time (from the planned start).
  Window service() const { return metric(metrics::service); }

  /// Latency matchers look at this trend: one of your own, say.
  Window metric(const Metric& trend) const;

  /// Only the steps that succeeded.
  Window succeeded() const;

  /// "GET /schemas/{id} in stage sustained": what the window shows, for people.
  const std::string& subject() const { return subject_; }

  /// Why the window is empty, where the author asked for what does not exist; else empty.
  const std::string& problem() const { return problem_; }

  /// Whether it shows all of its time.
  bool is_whole_time() const { return !cut_ && !mask_ && !during_load_; }

  /// Whether nothing narrows it down.
  bool is_whole_run() const { return any_of_.empty() && phase_.empty() && is_whole_time(); }

  /// The time of the load in it, without warm-up and without what a mask leaves out: throughput is
  /// measured against it.
  Duration length() const;

  /// Where it lies in the run.
  Duration from() const { return stretch().from; }
  Duration to() const { return stretch().to; }

  /// The slices it looks at: [first, last).
  std::pair<SliceNumber, SliceNumber> slices() const;

  /// The trend that latency matchers look at.
  const Metric& timed() const { return timed_; }

  /// All samples of a metric in this window, merged. Empty sinks where there are none.
  Histogram trend(const Metric& metric) const;
  Histogram trend() const { return trend(timed_); }
  PassRate rate(const Metric& metric) const;
  Counter counter(const Metric& metric) const;
  Gauge gauge(const Metric& metric) const;

  /// The metrics that have samples in the run, sorted by name.
  std::vector<Metric> metrics() const;

  /// The values a tag has here ("step": all steps), sorted.
  std::vector<std::string> values_of(std::string_view tag) const;

  const std::shared_ptr<const Measurements>& measurements() const { return measurements_; }

 private:
  /// Instants since the start of the run: [from, to).
  struct Span {
    Duration from{};
    Duration to{};
  };

  Timeline::Stretch stretch() const;
  Span uncut() const;
  Span warm_up() const;
  const ScenarioSpan* own_scenario() const;
  Result<StageSpan> find_stage(std::string_view name) const;
  Window narrowed(Span span, const std::string& when) const;
  void require(std::string_view tag, std::string_view value);
  void fail(std::string problem);
  bool covers(SliceNumber slice) const {
    return !mask_ || (slice < mask_->size() && (*mask_)[slice]);
  }
  bool selects(const Tags& tags) const;
  template <class Kind>
  Kind merged(const Metric& metric) const;
  void name();

  std::shared_ptr<const Measurements> measurements_;

  std::string what_;  // the run, or steps
  std::string with_;  // the tags in words
  std::string when_;  // the part of the time in words
  std::string subject_;
  std::string problem_;
  std::string scenario_;
  std::string phase_;
  Metric timed_ = metrics::response;
  std::vector<Tags> any_of_;  // empty: everything
  std::optional<Span> cut_;   // as asked for
  bool during_load_ = false;
  std::shared_ptr<const SliceMask> mask_;
};

}  // namespace proofload
