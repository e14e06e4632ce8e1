// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/probes.h>

#include <proofload/base/safe_text.h>
#include <proofload/engine/detail/metrics_scraper.h>
#include <proofload/metrics/names.h>
#include <proofload/protocol/http/route.h>

#include <cmath>
#include <set>

namespace proofload {
namespace {

using Values = std::vector<std::pair<Metric, double>>;

// A base URL to try paths on, where there is no service yet.
constexpr auto any_target = "http://127.0.0.1";

std::vector<Metric> gauges_of(const ProbePlan& probes) {
  std::vector<Metric> gauges;
  for (const auto& probe : probes.functions) gauges.push_back(probe.gauge);
  for (const auto& endpoint : probes.endpoints)
    for (const auto& value : endpoint.values) gauges.push_back(value.gauge);
  return gauges;
}

Result<std::string> url_of_endpoint(const PrometheusProbe& endpoint, const std::string& target) {
  return url_of(Request{.route = endpoint.path}, target);
}

void check_endpoint(const PrometheusProbe& endpoint, std::vector<std::string>& wrong) {
  const auto name = "the probe of " + safe_line(endpoint.path);
  if (const auto url = url_of_endpoint(endpoint, any_target); !url)
    wrong.push_back(name + ": " + url.error());
  if (endpoint.values.empty())
    wrong.push_back(name + " asks for no value: name a series and its gauge");
  for (const auto& value : endpoint.values)
    if (const auto selector = parse_prometheus_selector(value.series); !selector)
      wrong.push_back(name + ": " + selector.error());
  for (const auto& problem : problems(endpoint.http)) wrong.push_back(name + ": " + problem);
}

void ask(const FunctionProbe& probe, detail::ProbeAccount& account, Values& values) {
  try {
    const auto value = probe.read();
    if (!std::isfinite(value)) return account.missed("it was " + std::to_string(value));
    values.emplace_back(probe.gauge, value);
    account.found();
  } catch (const std::exception& error) {
    account.missed(safe_line(error.what()));
  } catch (...) {
    account.missed("it threw what is no std::exception");
  }
}

}  // namespace

std::vector<std::string> problems(const ProbePlan& probes) {
  std::vector<std::string> wrong;
  std::set<std::string_view> names;
  for (const auto& gauge : gauges_of(probes)) {
    const auto name = "the probe " + safe_line(gauge.name);
    if (gauge.kind != MetricKind::gauge)
      wrong.push_back(name + " is a " + std::string(to_text(gauge.kind)) +
                      ": a probe is a gauge, gauge(\"" + safe_line(gauge.name) + "\")");
    if (metrics::is_built_in(gauge))
      wrong.push_back(name + " has the name of a built-in metric: choose another one");
    if (!names.insert(gauge.name).second)
      wrong.push_back(name + " is there twice: give each a name of its own");
  }
  for (const auto& endpoint : probes.endpoints) check_endpoint(endpoint, wrong);
  return wrong;
}

struct RunningProbes::State {
  explicit State(std::vector<FunctionProbe> asked)
      : functions(std::move(asked)), accounts(functions.size()) {}

  const std::vector<FunctionProbe> functions;
  std::vector<detail::ProbeAccount> accounts;
  std::vector<std::unique_ptr<detail::MetricsScraper>> scrapers;
};

RunningProbes::RunningProbes(const ProbePlan& probes, const std::string& target)
    : state_(std::make_unique<State>(probes.functions)) {
  for (const auto& endpoint : probes.endpoints)
    state_->scrapers.push_back(std::make_unique<detail::MetricsScraper>(
        endpoint, url_of_endpoint(endpoint, target).value()));
}

RunningProbes::~RunningProbes() = default;

Values RunningProbes::take() {
  Values values;
  for (std::size_t i = 0; i < state_->functions.size(); ++i)
    ask(state_->functions[i], state_->accounts[i], values);
  for (const auto& scraper : state_->scrapers) scraper->take(values);
  return values;
}

std::vector<std::string> RunningProbes::end() {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < state_->functions.size(); ++i) {
    auto text = state_->accounts[i].note(safe_line(state_->functions[i].gauge.name));
    if (!text.empty()) notes.push_back(std::move(text));
  }
  for (const auto& scraper : state_->scrapers)
    for (auto& text : scraper->end()) notes.push_back(std::move(text));
  return notes;
}

}  // namespace proofload
