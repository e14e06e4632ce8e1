// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/statistic.h>

#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

constexpr double samples_beyond = 10;

Statistic counted(std::string name, Quantity quantity, std::function<Reading(const Window&)> read) {
  return {std::move(name), [quantity](const Window&) { return quantity; }, std::move(read), false};
}

Statistic of_trend(std::string name, double share_needed,
                   std::function<double(const Histogram&)> value) {
  const auto needed = samples_needed(share_needed);
  const auto label = name;
  const auto read = [=](const Window& window) {
    const auto samples = window.trend();
    Reading reading{value(samples), samples.count(), {}, {}};
    const auto quantity = quantity_of(window.timed().unit);
    if (share_needed < 0 || share_needed >= 1)
      reading.missing = label + ": a percentile lies above 0 % and below 100 %";
    else if (samples.count() == 0)
      reading.missing = "no samples of " + std::string(window.timed().name);
    else if (samples.count() < needed)
      reading.missing = label + " needs " + count_text(double(needed)) + " samples, had " +
                        count_text(double(samples.count())) +
                        ": play longer, or ask for a lower percentile";
    else
      reading.context = "p50 " + to_text(quantity, samples.quantile(0.5)) + ", max " +
                        to_text(quantity, samples.max());
    return reading;
  };
  return {std::move(name), [](const Window& window) { return quantity_of(window.timed().unit); },
          read, true};
}

std::string numbers(std::uint64_t part, const char* what, std::uint64_t of) {
  return count_text(double(part)) + " " + what + " of " + count_text(double(of));
}

Reading read_error_rate(const Window& window) {
  const auto requests = window.rate(metrics::http_req_failed);
  const auto iterations = window.counter(metrics::failed_iterations).count;
  const auto failed = requests.passes + iterations;
  const auto all = requests.count + iterations;
  if (all == 0) return {0, 0, "no requests", {}};
  return {double(failed) / double(all), all, {}, numbers(failed, "failed", all)};
}

Reading read_throughput(const Window& window) {
  const auto requests = window.rate(metrics::http_req_failed);
  const auto succeeded = requests.count - requests.passes;
  if (requests.count == 0) return {0, 0, "no requests", {}};
  if (window.length() <= Duration{}) return {0, 0, "the window has no length", {}};
  return {double(succeeded) / in_seconds(window.length()),
          requests.count,
          {},
          count_text(double(succeeded)) + " successful requests in " + to_text(window.length())};
}

Reading read_dropped(const Window& window) {
  if (!window.is_whole_run())
    return {0, 0, "dropped starts belong to no step and no stage: ask the whole report", {}};
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

std::uint64_t samples_needed(double share) {
  if (share <= 0) return 1;
  // The small term keeps 10 / (1 - 0.95) from becoming 201.
  return std::uint64_t(std::ceil(samples_beyond / (1 - share) - 1e-6));
}

Statistic percentile(double share) {
  return of_trend("p" + number_text(share * 100, 6), share,
                  [share](const Histogram& samples) { return samples.quantile(share); });
}

Statistic mean() {
  return of_trend("mean", 0, [](const Histogram& samples) { return samples.mean(); });
}

Statistic greatest() {
  return of_trend("max", 0, [](const Histogram& samples) { return samples.max(); });
}

Statistic error_rate() { return counted("error rate", Quantity::share, read_error_rate); }

Statistic check_rate(std::string check) {
  const auto name = check.empty() ? "check rate" : "check rate of \"" + check + "\"";
  const auto read = [check](const Window& window) -> Reading {
    const auto wanted = check.empty() ? window : window.tagged("check", check);
    if (!wanted.problem().empty()) return {0, 0, wanted.problem(), {}};
    const auto checks = wanted.rate(metrics::checks);
    if (checks.count == 0) return {0, 0, "no checks", {}};
    return {checks.share(), checks.count, {}, numbers(checks.passes, "passed", checks.count)};
  };
  return counted(name, Quantity::share, read);
}

Statistic throughput() { return counted("throughput", Quantity::per_second, read_throughput); }

Statistic highest(const Metric& gauge) {
  const auto read = [gauge](const Window& window) -> Reading {
    const auto values = window.gauge(gauge);
    if (values.count == 0) return {0, 0, "no samples of " + std::string(gauge.name), {}};
    return {values.max, values.count, {}, {}};
  };
  return counted("highest " + std::string(gauge.name), quantity_of(gauge.unit), read);
}

Statistic increase(Statistic statistic, Window since) {
  const auto read = [statistic, since](const Window& window) -> Reading {
    if (!since.problem().empty()) return {0, 0, since.problem(), {}};
    const auto earlier = statistic.read(since);
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
          statistic.of_trend};
}

Statistic dropped() { return counted("dropped starts", Quantity::count, read_dropped); }

}  // namespace proofload
