// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline_json.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/json_text.h>
#include <proofload/report/thresholds/detail/located_json.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

using detail::LocatedJson;

constexpr auto format_name = "proofload.baseline";
constexpr int format_version = 2;

Object number_or_null(const std::optional<double>& number) {
  return number ? Object(*number) : Object();
}

Object step_object(const StepBaseline& step) {
  return {{"scenario", step.scenario},          {"name", step.name},
          {"requests", step.requests},          {"failed", step.failed},
          {"p50_ms", number_or_null(step.p50)}, {"p95_ms", number_or_null(step.p95)},
          {"p99_ms", number_or_null(step.p99)}};
}

Object scenario_object(const ScenarioWorkload& scenario) {
  return {{"name", scenario.name},
          {"load", scenario.load},
          {"mix", scenario.mix},
          {"max_users", scenario.max_users}};
}

Object workload_object(const Workload& workload) {
  Object scenarios = Object::array();
  for (const auto& scenario : workload.scenarios) scenarios.push_back(scenario_object(scenario));
  return {{"scenarios", std::move(scenarios)},
          {"load_scale", workload.load_scale},
          {"time_scale", workload.time_scale},
          {"proofload", workload.version}};
}

// Thrown and caught in this file.
struct Mistake {
  int line;
  std::string why;
};

// An object, of which every member is asked for by name.
class Part {
 public:
  Part(const LocatedJson& value, const std::string& name) : line_(value.line) {
    members_ = value.as<LocatedJson::Object>();
    if (members_ == nullptr) throw Mistake{line_, name + " has to be an object"};
  }

  const LocatedJson& member(const std::string& name) const {
    const auto found = std::find_if(members_->begin(), members_->end(),
                                    [&](const auto& one) { return one.name == name; });
    if (found == members_->end()) throw Mistake{line_, "\"" + name + "\" is missing"};
    return found->value;
  }

  template <class Kind>
  const Kind& get(const std::string& name, const char* kind) const {
    const auto& value = member(name);
    if (const auto* right = value.as<Kind>()) return *right;
    throw Mistake{value.line, "\"" + name + "\" has to be " + kind};
  }

  const std::string& text(const std::string& name) const {
    return get<std::string>(name, "a text");
  }

  double number(const std::string& name) const {
    const double value = get<double>(name, "a number");
    if (value < 0) throw Mistake{member(name).line, "\"" + name + "\" has to be zero or more"};
    return value;
  }

  std::uint64_t count(const std::string& name) const {
    const double value = number(name);
    if (value != std::floor(value) || value > 1e15)
      throw Mistake{member(name).line, "\"" + name + "\" has to be a whole number"};
    return std::uint64_t(value);
  }

  std::optional<double> number_if_known(const std::string& name) const {
    if (member(name).as<std::nullptr_t>() != nullptr) return {};
    return number(name);
  }

  const LocatedJson::Array& list(const std::string& name) const {
    return get<LocatedJson::Array>(name, "a list");
  }

 private:
  const LocatedJson::Object* members_;
  int line_;
};

ScenarioWorkload read_scenario(const LocatedJson& value) {
  const Part part(value, "a scenario");
  return {part.text("name"), part.text("load"), part.text("mix"), part.count("max_users")};
}

Workload read_workload(const Part& part) {
  Workload workload;
  for (const auto& scenario : part.list("scenarios"))
    workload.scenarios.push_back(read_scenario(scenario));
  workload.load_scale = part.number("load_scale");
  workload.time_scale = part.number("time_scale");
  workload.version = part.text("proofload");
  return workload;
}

StepBaseline read_step(const LocatedJson& value) {
  const Part part(value, "a step");
  return {part.text("scenario"),          part.text("name"),
          part.count("requests"),         part.count("failed"),
          part.number_if_known("p50_ms"), part.number_if_known("p95_ms"),
          part.number_if_known("p99_ms"), value.line};
}

Baseline read_baseline(const LocatedJson& root) {
  const Part part(root, "a baseline");
  if (part.text("format") != format_name || part.number("version") != format_version)
    throw Mistake{part.member("format").line, std::string("this is no ") + format_name +
                                                  " of version " + std::to_string(format_version) +
                                                  ": record it again"};
  Baseline baseline;
  baseline.test = part.text("test");
  baseline.environment = part.text("environment");
  baseline.recorded_at = part.text("recorded_at");
  baseline.workload = read_workload(Part(part.member("workload"), "the workload"));
  baseline.requests = part.count("requests");
  baseline.error_rate = part.number("error_rate");
  baseline.throughput = part.number("throughput_per_second");
  for (const auto& step : part.list("steps")) baseline.steps.push_back(read_step(step));
  return baseline;
}

}  // namespace

std::string baseline_json(const Baseline& baseline) {
  Object steps = Object::array();
  for (const auto& step : baseline.steps) steps.push_back(step_object(step));
  return json_text({{"$schema", "../schemas/baseline.schema.json"},
                    {"format", format_name},
                    {"version", format_version},
                    {"test", baseline.test},
                    {"environment", baseline.environment},
                    {"recorded_at", baseline.recorded_at},
                    {"workload", workload_object(baseline.workload)},
                    {"requests", baseline.requests},
                    {"error_rate", baseline.error_rate},
                    {"throughput_per_second", baseline.throughput},
                    {"steps", std::move(steps)}},
                   2);
}

Result<Baseline> parse_baseline(const std::string& file, std::string_view text) {
  const auto root = detail::parse_located_json(file, text);
  if (!root) return Error{root.error()};
  try {
    auto baseline = read_baseline(root.value());
    baseline.file = file;
    return baseline;
  } catch (const Mistake& mistake) {
    return Error{detail::place_in(file, mistake.line) + mistake.why};
  }
}

}  // namespace proofload
