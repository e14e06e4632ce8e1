// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/run_forecast.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/json_text.h>
#include <proofload/units/quantity_text.h>

#include <fmt/format.h>

namespace proofload {
namespace {

constexpr int format_version = 1;

std::string fingerprint_text(std::uint64_t fingerprint) {
  return fmt::format("{:016x}", fingerprint);
}

// "50 to 100 users in turn", or "100 users at most".
std::string users_text(const ScenarioForecast& scenario) {
  const auto most = to_text(scenario.users);
  if (scenario.min_users == Users()) return most + " at most";
  if (scenario.min_users == scenario.users) return most + " in turn";
  return fmt::format("{} to {} in turn", scenario.min_users.count(), most);
}

std::string scenario_text(const ScenarioForecast& scenario) {
  std::string text = "\n";
  if (!scenario.name.empty()) text += fmt::format("  scenario     {}\n", safe_line(scenario.name));
  text += fmt::format("  load         {}\n", safe_line(scenario.load));
  text += fmt::format("  from         {} to {}", to_text(scenario.from),
                      to_text(scenario.from + scenario.length));
  if (scenario.warm_up > Duration{})
    text += fmt::format(", of which {} to warm up", to_text(scenario.warm_up));
  text += scenario.starts ? fmt::format("\n  starts       {}", count_text(double(*scenario.starts)))
                          : std::string("\n  starts       as many as the service allows");
  if (scenario.peak_rate > Rate{}) text += ", up to " + to_text(scenario.peak_rate);
  text += fmt::format("\n  users        {}\n  fingerprint  {}\n", users_text(scenario),
                      fingerprint_text(scenario.fingerprint));
  return text;
}

Object scenario_object(const ScenarioForecast& scenario) {
  Object object{{"name", safe_text(scenario.name)},
                {"load", safe_text(scenario.load)},
                {"planned_starts", nullptr},
                {"peak_rate_per_second", scenario.peak_rate.per_second()},
                {"users", scenario.users.count()},
                {"min_users", scenario.min_users.count()},
                {"from_seconds", in_seconds(scenario.from)},
                {"length_seconds", in_seconds(scenario.length)},
                {"warm_up_seconds", in_seconds(scenario.warm_up)},
                {"fingerprint", fingerprint_text(scenario.fingerprint)}};
  if (scenario.starts) object["planned_starts"] = *scenario.starts;
  return object;
}

}  // namespace

std::string to_text(const RunForecast& forecast) {
  auto text = fmt::format("\n{}: the plan, not played\n", safe_line(forecast.test));
  if (!forecast.target.empty())
    text += fmt::format("  target       {}\n", safe_line(forecast.target));
  text += fmt::format("  environment  {}\n", safe_line(forecast.environment));
  if (!forecast.scale.is_full())
    text += fmt::format("  scaled       {} of the load, {} of the time\n",
                        to_text(forecast.scale.load), to_text(forecast.scale.time));
  text += fmt::format(
      "  length       {}\n  seed         {}, {} worker(s)\n"
      "  needs about  {} connections and {} of memory\n",
      to_text(forecast.length), forecast.seed, forecast.workers,
      count_text(double(forecast.connections)), to_text(forecast.memory));
  for (const auto& scenario : forecast.scenarios) text += scenario_text(scenario);
  for (const auto& problem : forecast.problems)
    text += "\n  cannot be played: " + safe_line(problem) + "\n";
  return text;
}

std::string to_json(const RunForecast& forecast) {
  Object document{{"format", "proofload.plan"},
                  {"version", format_version},
                  {"test", safe_text(forecast.test)},
                  {"target", safe_text(forecast.target)},
                  {"environment", safe_text(forecast.environment)},
                  {"load_scale", forecast.scale.load.share()},
                  {"time_scale", forecast.scale.time.share()},
                  {"seed", forecast.seed},
                  {"workers", forecast.workers},
                  {"length_seconds", in_seconds(forecast.length)},
                  {"users", forecast.users.count()},
                  {"connections", forecast.connections},
                  {"memory_bytes", forecast.memory.count()},
                  {"scenarios", Object::array()},
                  {"problems", Object::array()}};
  for (const auto& scenario : forecast.scenarios)
    document["scenarios"].push_back(scenario_object(scenario));
  for (const auto& problem : forecast.problems) document["problems"].push_back(safe_text(problem));
  return json_text(std::move(document), 2);
}

}  // namespace proofload
