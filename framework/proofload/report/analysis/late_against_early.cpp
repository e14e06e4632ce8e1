// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/late_against_early.h>

#include <proofload/report/analysis/thirds.h>

#include <algorithm>

namespace proofload {
namespace {

std::string in_both(Quantity quantity, double early, double late) {
  return "from " + to_text(quantity, early) + " in the first third to " + to_text(quantity, late) +
         " in the last";
}

// Nothing where it was zero early and is not any more: no share of zero says how much that is.
std::optional<double> change(Quantity quantity, double early, double late) {
  if (quantity == Quantity::share || early == late) return late - early;
  if (early == 0) return {};
  return (late - early) / early;
}

Reading read(const Window& window, const Statistic& statistic) {
  const auto thirds = thirds_of(window);
  if (!thirds.missing.empty()) return {0, 0, thirds.missing, {}};
  const auto early = statistic.read(thirds.first);
  auto late = statistic.read(thirds.last);
  late.samples = std::min(early.samples, late.samples);
  if (!early.missing.empty()) return {0, late.samples, "in the first third: " + early.missing, {}};
  if (!late.missing.empty()) {
    late.missing = "in the last third: " + late.missing;
    return late;
  }
  const auto quantity = statistic.quantity(window);
  late.context = in_both(quantity, early.value, late.value);
  if (const auto found = change(quantity, early.value, late.value))
    late.value = statistic.more_is_better ? -*found : *found;
  else
    late.missing = "no share of nothing: " + late.context;
  return late;
}

// As late as the bound on the late third allows.
std::optional<Duration> lateness_allowed(const Window& window, const Statistic& statistic,
                                         const Bound& bound) {
  if (!statistic.lateness_allowed) return {};
  const auto early = statistic.read(thirds_of(window).first);
  const auto grown = statistic.quantity(window) == Quantity::share
                         ? early.value + bound.value
                         : early.value * (1 + bound.value);
  return statistic.lateness_allowed(window, {bound.comparison, grown});
}

}  // namespace

Statistic late_against_early(Statistic statistic) {
  Statistic made;
  made.name = statistic.name + " late against early";
  made.quantity = [](const Window&) { return Quantity::share; };
  made.read = [statistic](const Window& window) { return read(window, statistic); };
  made.of_trend = statistic.of_trend;
  made.lateness_allowed = [statistic](const Window& window, const Bound& bound) {
    return lateness_allowed(window, statistic, bound);
  };
  return made;
}

}  // namespace proofload
