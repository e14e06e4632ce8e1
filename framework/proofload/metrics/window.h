// SPDX-License-Identifier: Apache-2.0
#pragma once

// A slice of what was measured, and what every matcher looks at: the whole run, one step of it, one
// stage, one step in one stage. Asking for something that does not exist gives a window that says
// so in problem() and holds nothing; a matcher then fails with that sentence.
// A cheap value that shares the measurements; safe to read from any thread once the run is over.

#include <proofload/metrics/measurements.h>
#include <proofload/metrics/names.h>

#include <initializer_list>
#include <memory>
#include <optional>

namespace proofload {

class Window {
 public:
  /// What the window over everything is called.
  static constexpr std::string_view whole_run = "whole run";

  explicit Window(std::shared_ptr<const Measurements> measurements,
                  std::string subject = std::string(whole_run));

  /// Only one step, by its name: "GET /schemas/{id}".
  Window step(std::string_view name) const { return steps({name}); }

  /// Several steps taken together.
  Window steps(std::initializer_list<std::string_view> names) const;

  /// Only what carries a tag with this value: "check", "status", or one of your own.
  Window tagged(std::string_view tag, std::string_view value) const;

  /// Only one stage of the plan, by the name its author gave it.
  Window stage(std::string_view name) const;

  /// Only what was measured between two instants since the start: in the slices that lie between
  /// them as a whole, whose time is the window's length.
  Window between(Duration from, Duration to) const;

  /// Latency matchers look at the service time (from the actual start of the step) instead of the
  /// response time (from the planned start).
  Window service() const { return metric(metrics::service); }

  /// Latency matchers look at this trend: one of your own, say.
  Window metric(const Metric& trend) const;

  /// "GET /schemas/{id} in stage sustained": what the window shows, for people.
  const std::string& subject() const { return subject_; }

  /// Why the window is empty, where the author asked for what does not exist; else empty.
  const std::string& problem() const { return problem_; }

  /// The same without what came after the end of the load, while the run only drained: for
  /// everything that is counted against time. Latency keeps it.
  Window during_load() const;

  /// Only the answers a service succeeded with, where the window has answers of HTTP.
  Window succeeded() const;

  /// Whether nothing narrows it down.
  bool is_whole_run() const { return any_of_.empty() && !stretch_; }

  /// Its planned length: throughput is measured against it.
  Duration length() const;

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
  /// Slices by number, up to `end`, and the planned time they stand for.
  struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
    Duration length{};
  };

  Stretch stretch_between(Duration from, Duration to) const;
  bool selects(const Tags& tags) const;
  template <class Kind>
  Kind merged(const Metric& metric) const;
  void name();

  std::shared_ptr<const Measurements> measurements_;

  std::string what_;  // the run, or steps
  std::string when_;  // the stretch of time in words; empty for the whole run
  std::string subject_;
  std::string problem_;
  Metric timed_ = metrics::response;
  std::vector<Tags> any_of_;        // empty: everything
  std::optional<Stretch> stretch_;  // empty: the totals
};

}  // namespace proofload
