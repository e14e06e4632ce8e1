// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/limit.h>

#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

#include <cmath>

namespace proofload {
namespace {

bool is_upper(Comparison comparison) {
  return comparison == Comparison::less || comparison == Comparison::at_most;
}

// "42 %" of the bound; far away from it "221 times".
std::string relative_text(double observed, double bound) {
  const double ratio = std::abs(observed / bound);
  if (ratio >= 10) return number_text(ratio) + " times the limit";
  return number_text(100 * std::abs(observed - bound) / std::abs(bound)) + " %";
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
    text += " (" + relative_text(observed, bound.value) + ")";
  return text;
}

}  // namespace

std::string statistic_name(const Window& window, const Statistic& statistic) {
  if (!statistic.of_trend || window.timed() == metrics::response) return statistic.name;
  return statistic.name + " of " + std::string(window.timed().name);
}

Limit judge(const Window& window, const Statistic& statistic, const Bound& bound) {
  Limit limit;
  limit.subject = window.subject();
  limit.statistic = statistic_name(window, statistic);
  limit.quantity = statistic.quantity(window);
  limit.comparison = bound.comparison;
  limit.bound_value = bound.value;
  limit.bound = std::string(symbol(bound.comparison)) + " " + to_text(limit.quantity, bound.value);
  limit.problem = window.problem();
  if (!limit.problem.empty()) return limit;
  const auto reading = statistic.read(window);
  limit.samples = reading.samples;
  limit.context = reading.context;
  limit.problem = reading.missing;
  if (!limit.problem.empty()) return limit;
  limit.value = reading.value;
  limit.held = holds(bound, reading.value);
  limit.observed = to_text(limit.quantity, reading.value);
  limit.margin = margin_text(limit.quantity, bound, reading.value, limit.held);
  return limit;
}

std::string Limit::explanation() const {
  if (!problem.empty()) return problem;
  return statistic + " is " + observed + ", " + margin + ", from " + count_text(double(samples)) +
         (samples == 1 ? " sample" : " samples") + (context.empty() ? "" : " (" + context + ")");
}

}  // namespace proofload
