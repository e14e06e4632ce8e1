// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/machine_counters.h>

#include <proofload/metrics/names.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

namespace proofload {
namespace fs = std::filesystem;
namespace {

// Two clocks are never read at the same instant; what is less is no suspend.
constexpr Duration least_jump = 10ms;

// The number behind a name, as in "throttled_usec 12" or "total=12".
std::optional<double> number_after(std::string_view text, std::string_view name) {
  const auto place = text.find(name);
  if (place == text.npos) return {};
  std::istringstream rest{std::string(text.substr(place + name.size()))};
  double number = 0;
  if (!(rest >> number)) return {};
  return number;
}

// The greatest growth among several counters, of those that are there in both.
std::optional<Duration> greatest_growth(const std::vector<std::optional<Duration>>& before,
                                        const std::vector<std::optional<Duration>>& now) {
  std::optional<Duration> greatest;
  for (std::size_t i = 0; i < std::min(before.size(), now.size()); ++i)
    if (before[i] && now[i])
      greatest = std::max(greatest.value_or(Duration{}), *now[i] - *before[i]);
  return greatest;
}

std::optional<Duration> growth(const std::optional<Duration>& before,
                               const std::optional<Duration>& now) {
  return greatest_growth({before}, {now});
}

std::optional<double> stolen_share(const std::optional<ProcessorTicks>& before,
                                   const std::optional<ProcessorTicks>& now) {
  if (!before || !now || now->all <= before->all) return {};
  return std::max(0.0, (now->stolen - before->stolen) / (now->all - before->all));
}

class Signals {
 public:
  void add(const Metric& metric, std::optional<double> value) {
    if (value) all_.emplace_back(metric, *value);
  }
  void add_share(const Metric& metric, std::optional<Duration> part, Duration whole) {
    if (part && whole > Duration{}) add(metric, in_seconds(*part) / in_seconds(whole));
  }
  void add_time(const Metric& metric, std::optional<Duration> time) {
    if (time) add(metric, in_milliseconds(*time));
  }
  std::vector<std::pair<Metric, double>> take() { return std::move(all_); }

 private:
  std::vector<std::pair<Metric, double>> all_;
};

}  // namespace

std::vector<std::pair<Metric, double>> signals_between(const MachineCounters& before,
                                                       const MachineCounters& now,
                                                       Duration elapsed) {
  Signals signals;
  signals.add(metrics::generator_steal, stolen_share(before.ticks, now.ticks));
  signals.add_time(metrics::generator_throttled, greatest_growth(before.throttled, now.throttled));
  signals.add_share(metrics::generator_run_queue, greatest_growth(before.run_delay, now.run_delay),
                    elapsed);
  signals.add_share(metrics::generator_pressure, growth(before.pressure, now.pressure), elapsed);
  if (before.page_faults && now.page_faults)
    signals.add(metrics::generator_page_faults, *now.page_faults - *before.page_faults);
  if (const auto jump = growth(before.suspended, now.suspended))
    signals.add_time(metrics::generator_clock_jump, *jump < least_jump ? Duration{} : *jump);
  return signals.take();
}

// proc(5): "cpu" and then user, nice, system, idle, iowait, irq, softirq, steal; guest time, which
// follows, is in user time already.
std::optional<ProcessorTicks> parse_processor_ticks(std::string_view stat) {
  std::istringstream line{std::string(stat.substr(0, stat.find('\n')))};
  std::string name;
  line >> name;
  std::array<double, 8> ticks{};
  for (double& number : ticks) line >> number;
  if (name != "cpu" || !line) return {};
  ProcessorTicks sum;
  for (const double number : ticks) sum.all += number;
  sum.stolen = ticks.back();
  return sum;
}

std::optional<Duration> parse_throttled(std::string_view cpu_stat) {
  if (const auto microseconds = number_after(cpu_stat, "throttled_usec "))
    return from_seconds(*microseconds * 1e-6);
  if (const auto nanoseconds = number_after(cpu_stat, "throttled_time "))
    return from_seconds(*nanoseconds * 1e-9);
  return {};
}

// Time on a processor, time waiting for one, both in nanoseconds, and how often it ran.
std::optional<Duration> parse_run_delay(std::string_view schedstat) {
  std::istringstream text{std::string(schedstat)};
  double running = 0;
  double waiting = 0;
  double times = 0;
  if (!(text >> running >> waiting >> times)) return {};
  return from_seconds(waiting * 1e-9);
}

std::optional<Duration> parse_pressure(std::string_view pressure) {
  if (!pressure.starts_with("some ")) return {};
  const auto microseconds = number_after(pressure, "total=");
  if (!microseconds) return {};
  return from_seconds(*microseconds * 1e-6);
}

}  // namespace proofload
