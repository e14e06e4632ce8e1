// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/generator_signals.h>

#include <algorithm>

namespace proofload {
namespace {

// All series of one metric, whatever their tags, or those with one tag.
class OverTime {
 public:
  OverTime(const Measurements& measurements, const Metric& metric, const Tags& tags = {})
      : measurements_(measurements), wanted_(measurements.series().size()) {
    const auto& series = measurements.series();
    for (std::size_t number = 0; number < series.size(); ++number) {
      wanted_[number] = series[number].metric == metric && series[number].tags.contains(tags);
      any_ = any_ || wanted_[number];
    }
  }

  // Sink is of the metric's kind, and starts empty.
  template <class Kind>
  Kind in(SliceNumber slice) const {
    Sink sink = Kind{};
    if (any_) measurements_.merge_slice(slice, wanted_, sink);
    return std::get<Kind>(std::move(sink));
  }

 private:
  const Measurements& measurements_;
  std::vector<bool> wanted_;
  bool any_ = false;
};

struct GaugeSignal {
  Metric metric;
  double GeneratorSignals::*place;
};

constexpr GaugeSignal gauges[] = {
    {metrics::generator_hiccup, &GeneratorSignals::hiccup},
    {metrics::generator_steal, &GeneratorSignals::steal},
    {metrics::generator_throttled, &GeneratorSignals::throttled},
    {metrics::generator_run_queue, &GeneratorSignals::run_queue},
    {metrics::generator_busy, &GeneratorSignals::busy},
    {metrics::generator_page_faults, &GeneratorSignals::page_faults},
    {metrics::generator_clock_jump, &GeneratorSignals::clock_jump},
    {metrics::service_processors, &GeneratorSignals::service_processors},
};

}  // namespace

double GeneratorSignals::stall() const {
  return std::max({late_max, hiccup, throttled, clock_jump});
}

std::vector<GeneratorSignals> signals_of(const Measurements& measurements) {
  std::vector<GeneratorSignals> all(measurements.timeline().slices());
  const OverTime pacing(measurements, metrics::pacing);
  const OverTime failed(measurements, metrics::step_failed, {{"error", "local_resources"}});
  for (SliceNumber slice = 0; slice < all.size(); ++slice) {
    const auto late = pacing.in<Histogram>(slice);
    all[slice].late_p99 = late.quantile(0.99);
    all[slice].late_max = late.max();
    all[slice].local_errors = failed.in<PassRate>(slice).passes;
  }
  for (const auto& [metric, place] : gauges) {
    const OverTime gauge(measurements, metric);
    for (SliceNumber slice = 0; slice < all.size(); ++slice)
      all[slice].*place = gauge.in<Gauge>(slice).max;
  }
  return all;
}

}  // namespace proofload
