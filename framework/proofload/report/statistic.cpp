// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/statistic.h>

#include <proofload/report/failures_by_lateness.h>

#include <proofload/report/health.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace proofload {
namespace {

constexpr double samples_beyond = 10;

bool of_steps(const Metric& trend) {
  return trend == metrics::response || trend == metrics::service;
}

// Trends of requests carry their outcome; those of a test's own do not.
bool has_outcome(const Metric& trend) {
  return of_steps(trend) || trend.name.starts_with("http_req_");
}

// Steps that failed count as slower than every other: a service is not fast because it refuses.
std::uint64_t failed_among(const Window& window) {
  return of_steps(window.timed()) ? window.rate(metrics::step_failed).passes : 0;
}

std::string missing_samples(const std::string& name, double share, std::uint64_t samples,
                            std::uint64_t failed, const Window& window) {
  const auto needed = samples_needed(share);
  if (samples == 0) return "no samples of " + std::string(window.timed().name);
  if (samples == failed) return "no request succeeded, of " + count_text(double(samples));
  if (samples < needed)
    return name + " needs " + count_text(double(needed)) + " samples, had " +
           count_text(double(samples)) + ": play longer, or ask for a lower percentile";
  return {};
}

std::string range_text(const Window& window, const Histogram& samples, std::uint64_t failed) {
  const auto quantity = quantity_of(window.timed().unit);
  auto text = "p50 " + to_text(quantity, samples.quantile(0.5)) + ", max " +
              to_text(quantity, samples.max());
  return failed == 0 ? text : text + ", " + count_text(double(failed)) + " failed";
}

std::optional<Duration> allowed_by_latency(const Window& window, const Bound& bound) {
  if (window.timed().unit != MetricUnit::milliseconds) return {};
  return lateness_allowed_by_latency(from_milliseconds(bound.value));
}

std::optional<Duration> allowed_in_a_second(const Window&, const Bound&) {
  return lateness_allowed_by_rates;
}

Statistic of_trend(std::string name, double share,
                   std::function<std::optional<double>(const Histogram&, std::uint64_t)> value) {
  const auto read = [name, share, value](const Window& window) {
    const auto samples = (has_outcome(window.timed()) ? window.succeeded() : window).trend();
    const auto failed = failed_among(window);
    const auto all = samples.count() + failed;
    Reading reading{0, all, missing_samples(name, share, all, failed, window), {}};
    reading.beyond_measure = all >= samples_needed(share) && all == failed;
    if (!reading.missing.empty()) return reading;
    if (const auto found = value(samples, failed)) {
      reading.value = *found;
    } else {
      reading.missing = name +
                        " lies among the requests that failed: " + count_text(double(failed)) +
                        " of " + count_text(double(all));
      reading.beyond_measure = true;
    }
    reading.context = range_text(window, samples, failed);
    return reading;
  };
  return {std::move(name), [](const Window& window) { return quantity_of(window.timed().unit); },
          read, true, allowed_by_latency};
}

std::string numbers(std::uint64_t part, const char* what, std::uint64_t of) {
  return count_text(double(part)) + " " + what + " of " + count_text(double(of));
}

// But for those whose step has failed: it counts already.
std::uint64_t failed_iterations(const Window& window) {
  const auto after_failed_step = window.tagged("kind", "after_failed_step");
  return window.counter(metrics::failed_iterations).count -
         after_failed_step.counter(metrics::failed_iterations).count;
}

Reading read_error_rate(const Window& window) {
  const auto steps = window.rate(metrics::step_failed);
  const auto iterations = failed_iterations(window);
  const auto failed = steps.passes + iterations;
  const auto all = steps.count + iterations;
  if (all == 0) return {0, 0, "no requests", {}};
  return {double(failed) / double(all), all, {}, numbers(failed, "failed", all)};
}

// What failed otherwise is the service's, and may break the bound by itself.
std::optional<Duration> allowed_by_timeouts(const Window& window, const Bound& bound) {
  const auto own = failures_by_lateness(window, metrics::step_failed);
  const auto steps = window.rate(metrics::step_failed);
  const auto iterations = failed_iterations(window);
  const auto others = steps.passes + iterations - own;
  const auto all = steps.count + iterations;
  if (own == 0 || !holds(bound, double(others) / double(all))) return {};
  return lateness_allowed_by_rates;
}

Reading read_throughput(const Window& window) {
  const auto during = window.during_load();
  const auto succeeded = during.counter(metrics::step_successes).count;
  const auto planned = during.rate(metrics::step_failed).count;
  if (succeeded + planned == 0) return {0, 0, "no requests", {}};
  if (during.length() <= Duration{}) return {0, 0, "the window has no length", {}};
  return {double(succeeded) / in_seconds(during.length()),
          std::max(succeeded, planned),
          {},
          count_text(double(succeeded)) + " successful requests in " + to_text(during.length())};
}

Reading read_dropped(const Window& window) {
  if (!window.is_whole_time())
    return {0, 0, "dropped starts belong to no stage: ask the whole report, or a scenario", {}};
  const auto started = window.counter(metrics::starts);
  const auto dropped = window.counter(metrics::dropped_iterations).sum;
  const auto planned = started.sum + dropped;
  if (planned == 0) return {0, 0, "no planned starts", {}};
  return {dropped,
          std::uint64_t(planned),
          {},
          count_text(started.sum) + " of " + count_text(planned) + " planned starts happened"};
}

}  // namespace

Statistic statistic_of(std::string name, Quantity quantity,
                       std::function<Reading(const Window&)> read) {
  return {std::move(name), [quantity](const Window&) { return quantity; }, std::move(read)};
}

std::uint64_t samples_needed(double share) {
  if (share <= 0) return 1;
  // The small term keeps 10 / (1 - 0.95) from becoming 201.
  return std::uint64_t(std::ceil(samples_beyond / (1 - share) - 1e-6));
}

Statistic percentile(double share) {
  const auto name = "p" + number_text(share * 100, 6);
  if (!(share > 0 && share < 1))
    return statistic_of(name, Quantity::milliseconds, [name](const Window&) -> Reading {
      return {0, 0, name + ": a percentile lies above 0 % and below 100 %", {}};
    });
  return of_trend(name, share, [share](const Histogram& samples, std::uint64_t failed) {
    const auto all = double(samples.count() + failed);
    const auto rank = std::ceil(share * all - 1e-9);
    const auto among_succeeded = rank / double(samples.count());
    return among_succeeded > 1 ? std::nullopt : std::optional(samples.quantile(among_succeeded));
  });
}

Statistic mean() {
  return of_trend("mean", 0, [](const Histogram& samples, std::uint64_t) {
    return std::optional(samples.mean());
  });
}

Statistic greatest() {
  return of_trend("max", 0, [](const Histogram& samples, std::uint64_t) {
    return std::optional(samples.max());
  });
}

Statistic error_rate() {
  auto statistic = statistic_of("error rate", Quantity::share, read_error_rate);
  statistic.lateness_allowed = allowed_by_timeouts;
  return statistic;
}

Statistic check_rate(std::string check) {
  const auto name = check.empty() ? "check rate" : "check rate of \"" + check + "\"";
  const auto read = [check](const Window& window) -> Reading {
    const auto wanted = check.empty() ? window : window.tagged("check", check);
    if (!wanted.problem().empty()) return {0, 0, wanted.problem(), {}};
    const auto checks = wanted.rate(metrics::checks);
    if (checks.count == 0) return {0, 0, "no checks", {}};
    return {checks.share(), checks.count, {}, numbers(checks.passes, "passed", checks.count)};
  };
  auto statistic = statistic_of(name, Quantity::share, read);
  statistic.more_is_better = true;
  return statistic;
}

Statistic throughput() {
  auto statistic = statistic_of("throughput", Quantity::per_second, read_throughput);
  statistic.more_is_better = true;
  statistic.lateness_allowed = allowed_in_a_second;
  return statistic;
}

Statistic increase(Statistic statistic, Window since) {
  const auto read = [statistic, since](const Window& window) -> Reading {
    if (!since.problem().empty()) return {0, 0, since.problem(), {}};
    const auto earlier = statistic.read(window.mask() ? since.only(window.mask()) : since);
    auto now = statistic.read(window);
    if (now.missing.empty()) now.missing = earlier.missing;
    const auto quantity = statistic.quantity(window);
    now.context =
        "from " + to_text(quantity, earlier.value) + " to " + to_text(quantity, now.value);
    now.value -= earlier.value;
    now.samples = std::min(now.samples, earlier.samples);
    return now;
  };
  return {"increase of " + statistic.name + " since " + since.subject(), statistic.quantity, read,
          statistic.of_trend, statistic.lateness_allowed};
}

Statistic dropped() { return statistic_of("dropped starts", Quantity::count, read_dropped); }

}  // namespace proofload
