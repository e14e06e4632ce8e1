// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/detail/counted_nothing.h>

#include <algorithm>

namespace proofload::detail {
namespace {

constexpr std::string_view outcome_tags[] = {"status", "error", "expected_response"};

bool carries(const Window& run, const Metric& metric, std::string_view tag) {
  const auto& all = run.measurements()->series();
  return std::any_of(all.begin(), all.end(), [&](const SeriesKey& key) {
    return key.metric == metric && key.tags.get("phase").empty() && !key.tags.get(tag).empty();
  });
}

bool has_samples(const Result<Window>& window, const Metric& counter) {
  return window && window.value().counter(counter).count > 0;
}

}  // namespace

std::optional<Window> where_counted_nothing(const ThresholdSelector& selector,
                                            const Metric& counter, const Window& run) {
  if (counter.kind != MetricKind::counter || has_samples(selector.window(run), counter)) return {};
  auto of_any_outcome = selector;
  for (const auto tag : outcome_tags) {
    if (selector.tags.get(tag).empty()) continue;
    if (!carries(run, counter, tag)) return {};
    of_any_outcome.tags.set(tag, {});
  }
  auto window = of_any_outcome.window(run);
  if (!has_samples(window, counter)) return {};
  return std::move(window).value();
}

Statistic counted_nothing(const Metric& counter, Quantity quantity) {
  Statistic statistic;
  statistic.quantity = [quantity](const Window&) { return quantity; };
  statistic.read = [counter](const Window& window) {
    return Reading{0, window.counter(counter).count, {}, "none with these tags"};
  };
  return statistic;
}

}  // namespace proofload::detail
