// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_selector.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/trimmed.h>

#include <algorithm>

namespace proofload {
namespace {

std::string_view unquoted(std::string_view text) { return trimmed(trimmed(text), "\"'"); }

std::string_view our_name(std::string_view name) { return name == "name" ? "step" : name; }

std::string_view our_value(std::string_view name, std::string_view value) {
  return name == "group" && value.starts_with("::") ? value.substr(2) : value;
}

Result<void> add_tag(std::string_view text, Tags& tags) {
  const auto colon = text.find(':');
  if (colon == text.npos)
    return Error{"\"" + safe_line(text) + "\" is no tag: write name:value, as in status:200"};
  const auto name = our_name(unquoted(text.substr(0, colon)));
  const auto value = our_value(name, unquoted(text.substr(colon + 1)));
  if (name.empty() || value.empty())
    return Error{"the tag \"" + safe_line(trimmed(text)) + "\" needs a name and a value"};
  if (!tags.get(name).empty())
    return Error{"the tag " + safe_line(name) + " is given twice: a sample has one value of it"};
  tags.set(name, value);
  return {};
}

Result<void> add_tags(std::string_view text, Tags& tags) {
  for (bool more = true; more;) {
    const auto comma = text.find(',');
    more = comma != text.npos;
    if (const auto added = add_tag(text.substr(0, comma), tags); !added) return added;
    if (more) text.remove_prefix(comma + 1);
  }
  return {};
}

// "GET /users/{id}" is named "/users/{id}" after its method.
bool is_named_after_method(std::string_view step, std::string_view name) {
  if (step.size() < name.size() + 2 || !step.ends_with(name)) return false;
  const auto method = step.substr(0, step.size() - name.size() - 1);
  return step[method.size()] == ' ' &&
         std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Result<Window> of_step(const Window& window, std::string_view name) {
  std::vector<std::string> named;
  for (const auto& step : window.values_of("step")) {
    if (step == name) return window.step(name);
    if (is_named_after_method(step, name)) named.push_back(step);
  }
  if (named.size() > 1)
    return Error{"\"" + std::string(name) + "\" names " + named[0] + " and " + named[1] +
                 ": add the tag method, or name the step as a whole"};
  return window.step(named.empty() ? name : std::string_view(named.front()));
}

Window of_scenario(const Window& window, std::string_view name) {
  const auto& scenarios = window.measurements()->timeline().scenarios();
  const bool only_one = scenarios.size() == 1 && scenarios.front().name.empty();
  return only_one && name == "default" ? window : window.scenario(name);
}

}  // namespace

Result<ThresholdSelector> parse_threshold_selector(std::string_view text) {
  text = trimmed(text);
  const auto wrong = [&](const std::string& why) {
    return Error{"metric \"" + safe_line(text) + "\": " + why};
  };
  const auto open = text.find('{');
  ThresholdSelector selector{std::string(text), std::string(trimmed(text.substr(0, open)))};
  if (selector.metric.empty()) return wrong("the name of the metric is missing");
  if (open == text.npos && text.find('}') == text.npos) return selector;
  if (open == text.npos || !text.ends_with('}'))
    return wrong("tags stand in braces at the end, as in http_reqs{status:200}");
  const auto tags = text.substr(open + 1, text.size() - open - 2);
  if (const auto added = add_tags(tags, selector.tags); !added) return wrong(added.error());
  return selector;
}

Result<Window> ThresholdSelector::window(const Window& run) const {
  auto window = run;
  for (const auto& [name, value] : tags) {
    if (name == "step") continue;  // which it is may depend on all others
    window = name == "scenario" ? of_scenario(window, value) : window.tagged(name, value);
  }
  const auto step = tags.get("step");
  return step.empty() ? Result<Window>(std::move(window)) : of_step(window, step);
}

}  // namespace proofload
