// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/course.h>

#include <proofload/metrics/exemplars.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace proofload {
namespace {

constexpr std::array shown_elsewhere{metrics::vus, metrics::vus_max};

Duration row_length(Duration length) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(length);
  return std::max<Duration>(
      1s, (seconds + std::chrono::seconds(Course::most_rows - 1)) / Course::most_rows);
}

std::optional<RowLatency> latency(const Window& part, const Metric& trend) {
  const auto samples = part.trend(trend);
  if (samples.count() == 0) return {};
  return RowLatency{samples.quantile(0.5), samples.quantile(0.95), samples.quantile(0.99),
                    samples.max()};
}

// A status is the reason of a failure where there was an answer.
std::map<std::string, std::uint64_t> errors_in(const Window& part) {
  std::map<std::string, std::uint64_t> errors;
  const auto count = [&](const char* tag, const auto& kind_of) {
    for (const auto& value : part.values_of(tag)) {
      if (value.empty() || value == "0") continue;
      const auto failed = part.tagged(tag, value).rate(metrics::step_failed).passes;
      if (failed > 0) errors[kind_of(value)] += failed;
    }
  };
  count("error", [](const std::string& error) { return error; });
  count("status", [](const std::string& status) { return "status " + status; });
  return errors;
}

bool has_course(const Metric& metric) {
  return metric.kind == MetricKind::gauge &&
         std::find(shown_elsewhere.begin(), shown_elsewhere.end(), metric) == shown_elsewhere.end();
}

// But for what was planned, and the gauges.
CourseRow row_of(const Window& part, Duration from, Duration to) {
  const auto failed = part.rate(metrics::step_failed);
  CourseRow row;
  row.from = from;
  row.to = to;
  row.started = part.counter(metrics::starts).count;
  row.late = std::uint64_t(part.counter(metrics::late_starts).sum);
  row.dropped = std::uint64_t(part.counter(metrics::dropped_iterations).sum);
  row.users = part.gauge(metrics::vus).last;
  row.requests = failed.count;
  row.failed = failed.passes;
  row.bytes_sent = part.counter(metrics::data_sent).sum;
  row.bytes_received = part.counter(metrics::data_received).sum;
  row.response = latency(part, metrics::response);
  row.service = latency(part, metrics::service);
  if (const auto pacing = part.trend(metrics::pacing); pacing.count() > 0)
    row.pacing_p99 = pacing.quantile(0.99);
  if (row.failed > 0) row.errors = errors_in(part);
  return row;
}

}  // namespace

Course::Course(const Timeline& timeline, std::vector<std::uint64_t> planned)
    : every_(row_length(timeline.end())),
      next_(timeline.measured_from()),
      planned_(std::move(planned)) {}

void Course::advance(const Window& run, Duration until) {
  const auto& timeline = run.measurements()->timeline();
  while (next_ < timeline.end()) {
    const auto to = std::min<Duration>(next_ - next_ % every_ + every_, timeline.end());
    if (to > until) return;
    add_row(run, to);
  }
}

void Course::add_open_row(const Window& run, Duration now) {
  const auto to =
      std::min<Duration>(now - now % Duration(1s), run.measurements()->timeline().end());
  if (to > next_) add_row(run, to);
}

void Course::add_row(const Window& run, Duration to) {
  const auto part = run.between(next_, to).during_load();
  auto row = row_of(part, next_, to);
  row.planned = planned_in(run.measurements()->timeline(), next_, to);
  row.gauges = gauges_in(part);
  rows_.push_back(std::make_shared<const CourseRow>(std::move(row)));
  next_ = to;
}

std::vector<double> Course::gauges_in(const Window& part) {
  for (const auto& metric : part.metrics())
    if (has_course(metric) && std::find(gauges_.begin(), gauges_.end(), metric) == gauges_.end())
      gauges_.push_back(metric);
  std::vector<double> values;
  values.reserve(gauges_.size());
  for (const auto& metric : gauges_) {
    const auto gauge = part.gauge(metric);
    values.push_back(gauge.count > 0 ? gauge.last : std::nan(""));
  }
  return values;
}

std::optional<std::uint64_t> Course::planned_in(const Timeline& timeline, Duration from,
                                                Duration to) const {
  const auto part = timeline.between(from, to);
  if (planned_.size() < part.begin) return {};
  std::uint64_t sum = 0;
  const auto end = std::min<std::size_t>(part.end, planned_.size());
  if (end <= part.begin) return {};
  for (auto slice = part.begin; slice < end; ++slice) sum += planned_[slice];
  return sum;
}

}  // namespace proofload
