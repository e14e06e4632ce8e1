// SPDX-License-Identifier: Apache-2.0
#pragma once

// Builds the report of a run that never was, sample by sample. Ten slices of a second, unless told
// otherwise, in two stages, each half of them: "early" and "late".

#include <proofload/report/report.h>

#include <utility>

namespace proofload {

/// Slices by number, [first, last).
struct Seconds {
  SliceNumber first = 0;
  SliceNumber last = 0;
};

class RunBuilder {
 public:
  explicit RunBuilder(Duration length = 10s)
      : RunBuilder(halves(length, std::chrono::floor<std::chrono::seconds>(length / 2))) {}

  explicit RunBuilder(Timeline timeline)
      : measurements_(std::make_shared<Measurements>(std::move(timeline))) {
    facts.test = "Suite.Name";
    facts.load = "hold 10/s for 10 s";
    facts.target = "http://127.0.0.1:1";
    facts.planned_length = measurements_->timeline().end();
    facts.played = facts.planned_length;
    facts.file = "suite_test.cpp";
    facts.line = 42;
    facts.account = delivered(100);
  }

  /// The account of an open load that was delivered.
  static LoadAccount delivered(std::uint64_t starts) {
    LoadAccount account;
    account.planned = starts;
    account.started = starts;
    account.on_time = starts;
    account.finished = starts;
    account.most_users = 3;
    account.users_allowed = 10;
    account.busiest_thread = 0.1;
    return account;
  }

  RunBuilder& sample(const Metric& metric, double value, Tags tags = {}, SliceNumber slice = 0) {
    return samples(1, metric, value, std::move(tags), slice);
  }

  RunBuilder& samples(std::size_t number, const Metric& metric, double value, Tags tags = {},
                      SliceNumber slice = 0) {
    Recorder recorder(slice);
    const auto series = recorder.series(metric, tags);
    for (std::size_t i = 0; i < number; ++i) recorder.record(series, value);
    return add(recorder);
  }

  /// So many answers to a step, each after the same time in milliseconds.
  RunBuilder& requests(std::size_t number, double milliseconds, std::string status = "200",
                       std::string step = "GET /x", SliceNumber slice = 0, Tags tags = {}) {
    const bool failed = status != "200";
    tags.set("step", step);
    tags.set("status", status);
    tags.set("expected_response", failed ? "false" : "true");
    return steps(number, milliseconds, failed, std::move(tags), slice);
  }

  /// The same in each of some seconds.
  RunBuilder& requests_in(Seconds seconds, std::size_t number, double milliseconds,
                          std::string status = "200") {
    for (auto slice = seconds.first; slice < seconds.last; ++slice)
      requests(number, milliseconds, status, "GET /x", slice);
    return *this;
  }

  /// Requests that got no answer, for this reason.
  RunBuilder& errors(std::size_t number, std::string error, SliceNumber slice = 0) {
    return steps(number, 1000, true,
                 {{"step", "GET /x"}, {"error", error}, {"expected_response", "false"}}, slice);
  }

  /// The generator stood still for so long in a second: its starts were late up to that.
  RunBuilder& stall(SliceNumber slice, double milliseconds) {
    for (int tenth = 1; tenth <= 10; ++tenth)
      sample(metrics::pacing, milliseconds * tenth / 10, {}, slice);
    return sample(metrics::generator_hiccup, milliseconds, {}, slice);
  }

  /// The same in each of some seconds.
  RunBuilder& stalls(Seconds seconds, double milliseconds) {
    for (auto slice = seconds.first; slice < seconds.last; ++slice) stall(slice, milliseconds);
    return *this;
  }

  /// The load was ended here.
  RunBuilder& ended_at(Duration instant) {
    measurements_->end_at(instant);
    return *this;
  }

  Report report() const { return {measurements_, facts}; }

  RunFacts facts;

 private:
  static Timeline halves(Duration length, Duration middle) {
    return Timeline(length, {{"early", 0s, middle}, {"late", middle, length}});
  }

  RunBuilder& steps(std::size_t number, double milliseconds, bool failed, const Tags& tags,
                    SliceNumber slice) {
    Recorder recorder(slice);
    for (std::size_t i = 0; i < number; ++i) {
      recorder.record(metrics::response, tags, milliseconds);
      recorder.record(metrics::service, tags, milliseconds);
      recorder.record(metrics::step_failed, tags, failed ? 1 : 0);
      if (!failed) recorder.record(metrics::step_successes, tags, 1);
    }
    return add(recorder);
  }

  RunBuilder& add(Recorder& recorder) {
    measurements_->add(worker_++, *recorder.exchange(recorder.slice()));
    return *this;
  }

  std::shared_ptr<Measurements> measurements_;
  std::size_t worker_ = 0;
};

}  // namespace proofload
