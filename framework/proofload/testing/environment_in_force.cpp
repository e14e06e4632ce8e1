// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/environment_in_force.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/secret.h>
#include <proofload/data/data_file.h>
#include <proofload/report/thresholds/detail/located_json.h>
#include <proofload/testing/environment_guard.h>
#include <proofload/testing/running_test.h>

namespace proofload {
namespace {

constexpr auto usual_environments = "environments.json";

struct Loaded {
  Environments all;
  NamedEnvironment chosen;
};

Loaded& loaded_environments() {
  static Loaded environments;
  return environments;
}

Result<void> mark_credential(const std::string& name, const std::string& whose,
                             const Environment& variables) {
  const auto value = variables(name);
  if (!value || value->empty())
    return Error{whose + " needs the environment variable " + name + ": set it"};
  if (value->size() < shortest_secret)
    return Error{whose + " needs the environment variable " + name +
                 ": what it holds is too short to be hidden"};
  secret(*value);
  return {};
}

}  // namespace

Result<void> load_environments(const Options& options) {
  Loaded environments;
  std::string path = usual_environments;
  if (options.environment != local_environment || is_data_file(path)) {
    const auto file = open_data_file(path);
    if (!file) return Error{"--environment=" + options.environment + ": " + file.error()};
    path = file.value().path;
    auto all = parse_environments(path, file.value().content);
    if (!all) return Error{all.error()};
    environments.all = std::move(all).value();
  }
  auto chosen = find_environment(environments.all, options.environment, path);
  if (!chosen) return Error{chosen.error()};
  environments.chosen = std::move(chosen).value();
  loaded_environments() = std::move(environments);
  return {};
}

const NamedEnvironment& environment_in_force() { return loaded_environments().chosen; }

std::optional<std::string> refusal_of_running_test(const std::string& target) {
  const auto* traits = running_test_traits();
  const auto labels = traits == nullptr ? std::vector<std::string>{} : traits->labels;
  if (auto why = refusal(environment_in_force(), labels, options())) return why;
  const auto* owner =
      target.empty() ? nullptr : protected_environment_of(target, loaded_environments().all);
  return owner == nullptr ? std::nullopt : refusal(*owner, labels, options());
}

Result<std::optional<std::string>> deployed_url(const std::string& service,
                                                const Environment& variables) {
  const auto& environment = environment_in_force();
  const auto* deployed = environment.find(service);
  if (deployed == nullptr && environment.name == local_environment)
    return std::optional<std::string>{};
  if (deployed == nullptr)
    return Error{detail::place_in(environment.file, environment.line) + "environment " +
                 environment.name + " has no service \"" + safe_line(service) +
                 "\": add its url there, or give it with --target"};
  const auto whose = detail::place_in(environment.file, deployed->line) + "\"" +
                     safe_line(service) + "\" in environment " + environment.name;
  for (const auto& name : deployed->credentials)
    if (auto marked = mark_credential(name, whose, variables); !marked)
      return Error{marked.error()};
  return std::optional<std::string>(deployed->url);
}

}  // namespace proofload
