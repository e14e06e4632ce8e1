// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/abort_rule.h>

#include <proofload/report/limit.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>

namespace proofload {
namespace {

// In the newest second most requests are still under way.
constexpr Duration newest = 1s;

// Whole seconds, because a window holds whole slices.
Window looked_at(const Window& so_far, const AbortRule& rule, Duration now) {
  const auto to = std::chrono::floor<std::chrono::seconds>(now - newest);
  const auto from = std::max<Duration>(to - rule.over, Duration{});
  const auto stretch = so_far.between(from, to);
  return rule.step.empty() ? stretch : stretch.step(rule.step);
}

// What is beyond measure is above every bound.
bool holds_now(const AbortRule& rule, const Reading& reading) {
  if (reading.missing.empty()) return holds(rule.bound, reading.value);
  return reading.beyond_measure && is_lower(rule.bound.comparison);
}

std::string reason(const AbortRule& rule, const Reading& reading, Quantity quantity) {
  const auto held = "abort rule: " + rule.text + " held for " + to_text(rule.holds_for) + "; ";
  if (!reading.missing.empty()) return held + reading.missing;
  return held + rule.statistic.name + " is " + to_text(quantity, reading.value) + ", from " +
         samples_text(reading.samples) +
         (reading.context.empty() ? "" : " (" + reading.context + ")");
}

}  // namespace

std::vector<std::string> problems(const AbortRule& rule) {
  std::vector<std::string> found;
  const auto wrong = [&](const std::string& what) {
    found.push_back("the abort rule " + rule.text + " " + what);
  };
  if (!rule.mistake.empty()) wrong(rule.mistake);
  if (rule.holds_for < Duration{})
    wrong("must hold for zero or more, not " + to_text(rule.holds_for));
  if (rule.over < 1s) wrong("must look at a second or more, not " + to_text(rule.over));
  return found;
}

AbortWatch::AbortWatch(std::vector<AbortRule> rules) {
  for (auto& rule : rules) watched_.push_back({std::move(rule)});
}

std::optional<std::string> AbortWatch::check(const Window& so_far, Duration now) {
  for (auto& [rule, held_since] : watched_) {
    if (now < rule.not_before) continue;
    const auto window = looked_at(so_far, rule, now);
    const auto reading = window.problem().empty() ? rule.statistic.read(window) : Reading{};
    if (!window.problem().empty() || !holds_now(rule, reading))
      held_since.reset();
    else if (!held_since)
      held_since = now;
    if (held_since && now - *held_since >= rule.holds_for)
      return reason(rule, reading, rule.statistic.quantity(window));
  }
  return {};
}

}  // namespace proofload
