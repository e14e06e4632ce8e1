// SPDX-License-Identifier: Apache-2.0
#pragma once

// A number that a window is reduced to, and what a limit bounds: a percentile, a mean, a rate of
// errors. A statistic refuses to answer where the window holds too little to answer from, and says
// what is missing: no limit ever holds for want of data. Values; pure functions of a window.

#include <proofload/metrics/window.h>
#include <proofload/report/bound.h>
#include <proofload/report/quantity.h>

#include <functional>
#include <optional>
#include <string>

namespace proofload {

/// What a statistic found in a window.
struct Reading {
  double value = 0;           ///< meaningful only where missing is empty
  std::uint64_t samples = 0;  ///< it was taken from
  std::string missing;        ///< why there is no value
  std::string context;        ///< other numbers that help to understand it

  /// There is no value, but not for want of data: it is above every number, and worse.
  bool beyond_measure = false;
};

struct Statistic {
  std::string name;  ///< "p95", "error rate"
  std::function<Quantity(const Window&)> quantity;
  std::function<Reading(const Window&)> read;
  bool of_trend = false;  ///< looks at the window's trend, and so may be "p95 of service"

  /// How late the generator may start without blurring the statistic, where it is held against a
  /// bound; nothing, or no function, where lateness cannot make it look worse.
  std::function<std::optional<Duration>(const Window&, const Bound&)> lateness_allowed{};

  bool more_is_better = false;  ///< as throughput, and unlike latency
};

/// One that has the same quantity in every window.
Statistic statistic_of(std::string name, Quantity quantity,
                       std::function<Reading(const Window&)> read);

/// The smallest value that at least this share of the samples do not exceed (nearest rank) of the
/// trend the window looks at; steps that failed count as slower than every other. Needs ten samples
/// beyond the percentile: p95 needs 200 samples, p99 needs 1,000; with fewer, one sample more or
/// less would decide. share is in (0, 1).
Statistic percentile(double share);

/// Of the answers that were no failures.
Statistic mean();
Statistic greatest();

/// Share of steps that failed (a request that got no answer, or a status it did not expect), and of
/// iterations that ended early for another reason than a step that failed; of all steps and those
/// iterations. Lateness can break it only by timeouts, and by what the end cut off.
Statistic error_rate();

/// Share of the checks that passed; of those named, or of all.
Statistic check_rate(std::string check = {});

/// Successful steps in a second of the window's time; those that ended after the end of the load do
/// not count.
Statistic throughput();

/// How much a statistic rose from an earlier window to this one, in its own unit; below zero where
/// it fell. Needs what the statistic needs, in both.
Statistic increase(Statistic statistic, Window since);

/// Planned starts that never happened. Only of a whole run, or of one of its scenarios.
Statistic dropped();

/// How many samples a percentile needs.
std::uint64_t samples_needed(double share);

}  // namespace proofload
