// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/limit.h>

#include <proofload/report/health.h>
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

bool is_upper(Comparison comparison) {
  return comparison == Comparison::less || comparison == Comparison::at_most;
}

// How much the distance is of the bound: "42 %", and from ten times on "220 times the limit".
std::string relative_text(double distance, double bound) {
  const double ratio = distance / std::abs(bound);
  if (ratio >= 10) return number_text(ratio) + " times the limit";
  return number_text(100 * ratio) + " %";
}

std::string margin_text(Quantity quantity, const Bound& bound, double observed, bool held) {
  const double distance = std::abs(observed - bound.value);
  if (distance == 0)
    return held ? "exactly at the limit" : "exactly at the limit, which it must not reach";
  const bool over = observed > bound.value;
  const auto side = held ? "inside" : over ? "over" : "short";
  auto text = to_text(quantity, distance) + " " + side;
  if (bound.value != 0 && quantity != Quantity::share &&
      !(held && over && !is_upper(bound.comparison)))
    text += " (" + relative_text(distance, bound.value) + ")";
  return text;
}

Limit limit_without_result(const Window& window, const Statistic& statistic, const Bound& bound) {
  Limit limit;
  limit.subject = window.subject();
  limit.statistic = statistic_name(window, statistic);
  limit.quantity = statistic.quantity(window);
  limit.comparison = bound.comparison;
  limit.bound_value = bound.value;
  limit.bound = std::string(symbol(bound.comparison)) + " " + to_text(limit.quantity, bound.value);
  if (statistic.lateness_allowed)
    limit.lateness_allowed = statistic.lateness_allowed(window, bound);
  return limit;
}

bool is_healthy(const Health& health, std::pair<SliceNumber, SliceNumber> slices) {
  const auto& all = health.slices();
  return std::all_of(all.begin() + slices.first, all.begin() + slices.second,
                     [](const SliceHealth& slice) { return slice.healthy; });
}

// found: in the healthy seconds.
std::string healthy_text(const Health& health, std::pair<SliceNumber, SliceNumber> slices,
                         const std::string& found, bool in_doubt) {
  const auto healthy = health.healthy_voters(slices.first, slices.second);
  const auto all = std::to_string(health.voters(slices.first, slices.second));
  if (healthy == 0) return ", but the generator kept time in none of its " + all + " seconds";
  return (in_doubt ? ", but " : ", and ") + found + " in the " + std::to_string(healthy) + " of " +
         all + " seconds in which the generator kept time";
}

// The broken limit on the healthy seconds alone.
void judge_again(const Window& window, const Statistic& statistic, const Bound& bound,
                 Limit& limit) {
  const auto health = health_of(Window(window.measurements()), *limit.lateness_allowed);
  limit.healthy_share = health.share();
  const auto slices = window.between(window.from(), window.to()).slices();
  if (is_healthy(health, slices)) return;
  const auto reading = statistic.read(window.only(health.mask()));
  const bool tells = reading.missing.empty() || reading.beyond_measure;
  limit.in_doubt = !tells || (reading.missing.empty() && holds(bound, reading.value));
  const auto found = reading.missing.empty() ? to_text(limit.quantity, reading.value)
                                             : "\"" + reading.missing + "\"";
  limit.healthy_only = healthy_text(health, slices, found, limit.in_doubt);
}

}  // namespace

std::string_view to_text(Standing standing) {
  constexpr std::string_view names[] = {"held", "broken", "in_doubt"};
  return names[static_cast<std::size_t>(standing)];
}

std::string statistic_name(const Window& window, const Statistic& statistic) {
  if (!statistic.of_trend || window.timed() == metrics::response) return statistic.name;
  return statistic.name + " of " + std::string(window.timed().name);
}

Limit judge(const Window& window, const Statistic& statistic, const Bound& bound) {
  auto limit = limit_without_result(window, statistic, bound);
  limit.problem = window.problem();
  if (!limit.problem.empty()) return limit;
  const auto reading = statistic.read(window);
  limit.samples = reading.samples;
  limit.context = reading.context;
  limit.problem = reading.missing;
  if (limit.problem.empty()) {
    limit.value = reading.value;
    limit.held = holds(bound, reading.value);
    limit.observed = to_text(limit.quantity, reading.value);
    limit.margin = margin_text(limit.quantity, bound, reading.value, limit.held);
  }
  const bool tells = reading.missing.empty() || reading.beyond_measure;
  if (limit.lateness_allowed && tells && !limit.held) judge_again(window, statistic, bound, limit);
  return limit;
}

Duration lateness_allowed(const std::vector<Limit>& limits) {
  std::optional<Duration> least;
  for (const auto& limit : limits)
    if (limit.lateness_allowed)
      least = std::min(least.value_or(Duration::max()), *limit.lateness_allowed);
  return least.value_or(lateness_allowed_by_rates);
}

std::string samples_text(std::uint64_t samples) {
  return count_text(double(samples)) + (samples == 1 ? " sample" : " samples");
}

std::string Limit::explanation() const {
  const auto doubt = in_doubt ? ": INVALID, the generator is in doubt, not the service" : "";
  if (!problem.empty()) return problem + healthy_only + doubt;
  return statistic + " is " + observed + ", " + margin + ", from " + samples_text(samples) +
         (context.empty() ? "" : " (" + context + ")") + healthy_only + doubt;
}

}  // namespace proofload
