// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_metrics.h>

#include <proofload/report/thresholds/threshold_selector.h>

#include <algorithm>
#include <map>

namespace proofload {
namespace {

Sink sink_of(const Window& window, const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::counter:
      return window.counter(metric);
    case MetricKind::gauge:
      return window.gauge(metric);
    case MetricKind::rate:
      return window.rate(metric);
    case MetricKind::trend:
      break;
  }
  return window.trend(metric);
}

class Listing {
 public:
  explicit Listing(const Report& report) : report_(report), metrics_(report.metrics()) {
    for (const auto& metric : metrics_) {
      std::string name(metric.name);
      if (listed_.contains(name)) name += " (" + std::string(to_text(metric.kind)) + ")";
      listed_[name] = {name, metric, sink_of(report, metric), report.length(), {}};
    }
  }

  K6Metric& add(const std::string& key) {
    const auto [place, added] = listed_.try_emplace(key, K6Metric{key, {}, {}, {}, {}});
    if (added) find(place->second);
    return place->second;
  }

  std::vector<K6Metric> take() {
    std::vector<K6Metric> list;
    for (auto& [name, metric] : listed_) list.push_back(std::move(metric));
    return list;
  }

 private:
  void find(K6Metric& sub_metric) const {
    const auto selector = parse_threshold_selector(sub_metric.name);
    if (!selector) return;
    const auto window = selector.value().window(report_);
    const auto known = std::find_if(metrics_.begin(), metrics_.end(), [&](const Metric& metric) {
      return metric.name == selector.value().metric;
    });
    if (!window || known == metrics_.end()) return;
    sub_metric.metric = *known;
    sub_metric.sink = sink_of(window.value(), *known);
    sub_metric.length = window.value().length();
  }

  const Report& report_;
  std::vector<Metric> metrics_;
  std::map<std::string, K6Metric> listed_;
};

}  // namespace

std::vector<K6Metric> k6_metrics(const RunResult& result) {
  Listing listing(result.report);
  for (const auto& metric : result.report.metrics())
    if (metric == metrics::http_req_duration) listing.add(std::string(k6_expected_responses));
  for (const auto& limit : result.limits)
    if (!limit.metric.empty())
      listing.add(limit.metric).thresholds.push_back({limit.expression, limit.held});
  return listing.take();
}

std::string_view k6_contains(const Metric& metric) {
  switch (metric.unit) {
    case MetricUnit::milliseconds:
      return "time";
    case MetricUnit::bytes:
      return "data";
    case MetricUnit::none:
      break;
  }
  return "default";
}

}  // namespace proofload
