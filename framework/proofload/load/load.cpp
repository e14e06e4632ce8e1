// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace proofload {
namespace {

const std::vector<Stage> no_stages;

std::string value_text(const Load& load, double value) {
  if (std::holds_alternative<RateProfile>(load)) return to_text(Rate::per_second(value));
  return to_text(Users(std::llround(value)));
}

std::string stage_text(const Load& load, const Stage& stage) {
  const auto value = value_text(load, stage.to);
  const auto length = to_text(stage.length);
  if (stage.length == Duration{}) return "jump to " + value;
  const auto text = stage.from == stage.to ? "hold " + value + " for " + length
                                           : "ramp to " + value + " in " + length;
  return stage.name.empty() ? text : text + " (" + stage.name + ")";
}

void find_stage_problems(const Load& load, const Stage& stage, std::vector<std::string>& found) {
  const auto text = stage_text(load, stage);
  const auto in_range = [](double value) { return std::isfinite(value) && value >= 0; };
  if (!in_range(stage.from) || !in_range(stage.to))
    found.push_back("\"" + text + "\": a load cannot be below zero or infinite");
  if (stage.length < Duration{}) found.push_back("\"" + text + "\": a duration cannot be negative");
  if (stage.length == Duration{} && stage.from == stage.to)
    found.push_back("hold(" + value_text(load, stage.to) +
                    ", …) has no duration: give it one, such as 30s");
  if (in_range(stage.to) && stage.to > 1e7)
    found.push_back("\"" + text + "\" is beyond 10,000,000");
}

template <class Quantity, class Make>
Profile<Quantity> rebuilt(const Profile<Quantity>& profile, Scale scale, Make make) {
  Profile<Quantity> result;
  for (const auto& stage : profile.stages()) {
    const auto length = from_seconds(in_seconds(stage.length) * scale.time.share());
    if (stage.from == stage.to && stage.length != Duration{})
      result.hold(make(stage.to), length);
    else
      result.ramp_to(make(stage.to), length);
    result.named(stage.name);
  }
  return result;
}

}  // namespace

Duration length_of(const std::vector<Stage>& stages) {
  Duration length{};
  for (const auto& stage : stages) length += stage.length;
  return length;
}

double peak_of(const std::vector<Stage>& stages) {
  double peak = 0;
  for (const auto& stage : stages) peak = std::max({peak, stage.from, stage.to});
  return peak;
}

const std::vector<Stage>& stages_of(const Load& load) {
  if (const auto* open = std::get_if<RateProfile>(&load)) return open->stages();
  if (const auto* closed = std::get_if<UserProfile>(&load)) return closed->stages();
  return no_stages;
}

Load scaled(const Load& load, Scale scale) {
  const double share = scale.load.share();
  if (const auto* open = std::get_if<RateProfile>(&load))
    return rebuilt(*open, scale, [&](double rate) { return Rate::per_second(rate * share); });
  if (const auto* closed = std::get_if<UserProfile>(&load))
    return rebuilt(*closed, scale, [&](double users) {
      return Users(users == 0 ? 0 : std::max<std::int64_t>(1, std::llround(users * share)));
    });
  return load;
}

std::vector<std::string> problems(const Load& load) {
  const auto& stages = stages_of(load);
  if (stages.empty())
    return {"the plan has no load: give it one, such as .load = hold(10_per_s, 30s)"};
  std::vector<std::string> found;
  for (const auto& stage : stages) find_stage_problems(load, stage, found);
  std::set<std::string> names;
  for (const auto& stage : stages)
    if (!stage.name.empty() && !names.insert(stage.name).second)
      found.push_back("two stages are named \"" + stage.name + "\"");
  if (found.empty() && length_of(stages) == Duration{}) found.push_back("the load has no duration");
  if (found.empty() && peak_of(stages) == 0) found.push_back("the load never rises above zero");
  return found;
}

std::string to_text(const Load& load) {
  std::string text;
  for (const auto& stage : stages_of(load))
    text += (text.empty() ? "" : ", ") + stage_text(load, stage);
  return text;
}

}  // namespace proofload
