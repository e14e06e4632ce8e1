// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/late_against_early.h>

#include <proofload/report/analysis/thirds.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

std::string in_both(Quantity quantity, double early, double late) {
  return "from " + to_text(quantity, early) + " in the first third to " + to_text(quantity, late) +
         " in the last";
}

SmallestChange usual_change(Quantity quantity) {
  return {quantity == Quantity::milliseconds ? 1.0 : 0.0, quantity};
}

// Nothing where it was zero early and is not any more: no share of zero says how much that is.
std::optional<double> change(Quantity quantity, double early, double late) {
  if (quantity == Quantity::share || early == late) return late - early;
  if (early == 0) return {};
  return (late - early) / early;
}

std::string wrong_unit(const SmallestChange& smallest, const std::string& name, Quantity quantity) {
  return "the smallest change is given as " + std::string(unit_name(smallest.quantity)) + ", but " +
         name + " is measured as " + std::string(unit_name(quantity));
}

void compare(Reading& late, double early, const SmallestChange& smallest, bool more_is_better) {
  const auto quantity = smallest.quantity;
  late.context = in_both(quantity, early, late.value);
  const auto found = change(quantity, early, late.value);
  if (early != late.value && std::abs(late.value - early) < smallest.value) {
    late.context += ", which does not count: a change of less than " +
                    to_text(quantity, smallest.value) + " (at_least(...) sets it)";
    late.value = 0;
  } else if (found) {
    late.value = more_is_better ? -*found : *found;
  } else {
    late.missing = "no share of nothing: " + late.context +
                   "; say with at_least(...) what counts, or bound it by itself";
  }
}

Reading read(const Window& window, const Statistic& statistic,
             const std::optional<SmallestChange>& given) {
  const auto thirds = thirds_of(window);
  if (!thirds.missing.empty()) return {0, 0, thirds.missing, {}};
  const auto quantity = statistic.quantity(window);
  const auto smallest = given.value_or(usual_change(quantity));
  if (smallest.quantity != quantity)
    return {0, 0, wrong_unit(smallest, statistic.name, quantity), {}};
  const auto early = statistic.read(thirds.first);
  auto late = statistic.read(thirds.last);
  late.samples = std::min(early.samples, late.samples);
  if (!early.missing.empty()) return {0, late.samples, "in the first third: " + early.missing, {}};
  if (!late.missing.empty()) {
    late.missing = "in the last third: " + late.missing;
    return late;
  }
  compare(late, early.value, smallest, statistic.more_is_better);
  return late;
}

// As late as the bound on the late third allows.
std::optional<Duration> lateness_allowed(const Window& window, const Statistic& statistic,
                                         const std::optional<SmallestChange>& given,
                                         const Bound& bound) {
  if (!statistic.lateness_allowed) return {};
  const auto early = statistic.read(thirds_of(window).first);
  const auto quantity = statistic.quantity(window);
  const auto grown =
      quantity == Quantity::share ? early.value + bound.value : early.value * (1 + bound.value);
  const auto counted = early.value + given.value_or(usual_change(quantity)).value;
  return statistic.lateness_allowed(window, {bound.comparison, std::max(grown, counted)});
}

}  // namespace

Statistic late_against_early(Statistic statistic, std::optional<SmallestChange> smallest) {
  Statistic made;
  made.name = statistic.name + " late against early";
  made.quantity = [](const Window&) { return Quantity::share; };
  made.read = [statistic, smallest](const Window& window) {
    return read(window, statistic, smallest);
  };
  made.of_trend = statistic.of_trend;
  made.lateness_allowed = [statistic, smallest](const Window& window, const Bound& bound) {
    return lateness_allowed(window, statistic, smallest, bound);
  };
  return made;
}

}  // namespace proofload
