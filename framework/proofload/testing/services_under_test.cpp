// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/services_under_test.h>

#include <proofload/metrics/names.h>
#include <proofload/protocol/http/route.h>
#include <proofload/testing/environment_in_force.h>
#include <proofload/testing/options.h>

#include <unistd.h>

#include <algorithm>
#include <set>

namespace proofload {
namespace {

constexpr std::size_t log_lines_shown = 20;

std::set<std::string>& asked_services() {
  static std::set<std::string> names;
  return names;
}

std::string name_of(const ServiceOptions& service) {
  if (!service.name.empty()) return service.name;
  return std::filesystem::path(service.program).filename().string();
}

// Where a service runs already: what was given for it, else what its environment says.
Result<std::optional<std::string>> target_elsewhere(const std::string& name) {
  const auto given = given_target(options(), name, environment_variable);
  if (!given) return deployed_url(name, environment_variable);
  auto url = checked_target(*given);
  if (!url) return Error{"the target for " + name + ": " + url.error()};
  return std::optional(std::move(url).value());
}

}  // namespace

Result<void> ServicesUnderTest::start(ServiceOptions service, const ResultFiles& files) {
  const auto name = name_of(service);
  asked_services().insert(name);
  auto elsewhere = target_elsewhere(name);
  if (!elsewhere) return Error{elsewhere.error()};
  if (auto& url = elsewhere.value()) {
    aim_at(std::move(*url), nullptr);
    return {};
  }
  if (service.log_file.empty()) {
    if (const auto usable = files.prepare(); !usable) return Error{usable.error()};
    service.log_file = files.log(free_log_name(name)).string();
  }
  auto started = ServiceProcess::start(std::move(service));
  if (!started) return Error{started.error()};
  processes_.push_back(std::move(started).value());
  aim_at(processes_.back()->url(), processes_.back().get());
  return {};
}

void ServicesUnderTest::aim_at(std::string url, const ServiceProcess* process) {
  target_ = std::move(url);
  under_load_ = process;
  last_usage_.reset();
}

// Two services of one program get a log each.
std::string ServicesUnderTest::free_log_name(const std::string& service) const {
  const auto same = std::count_if(processes_.begin(), processes_.end(),
                                  [&](const auto& process) { return process->name() == service; });
  return same == 0 ? service : service + "-" + std::to_string(same + 1);
}

std::string ServicesUnderTest::target() const {
  return target_.empty() ? options().target : target_;
}

pid_t ServicesUnderTest::pid() const { return under_load_ ? under_load_->pid() : 0; }

std::optional<std::string> ServicesUnderTest::death() const {
  for (const auto& process : processes_) {
    const auto how = process->death();
    if (!how) continue;
    auto text = *how + "; the last lines of its log:";
    for (const auto& line : process->last_log_lines(log_lines_shown)) text += "\n  " + line;
    return text;
  }
  return {};
}

std::vector<std::pair<Metric, double>> ServicesUnderTest::gauges() {
  std::vector<std::pair<Metric, double>> values;
  if (const auto own = usage_of(getpid()))
    values.emplace_back(metrics::generator_memory, double(own->memory.count()));
  const auto usage = under_load_ ? usage_of_tree(pid()) : std::nullopt;
  if (!usage) return values;
  const auto now = SteadyClock::now();
  values.emplace_back(metrics::service_memory, double(usage->memory.count()));
  values.emplace_back(metrics::service_threads, double(usage->threads));
  if (usage->descriptors) {
    values.emplace_back(metrics::service_open_files, double(usage->descriptors->open));
    values.emplace_back(metrics::service_sockets, double(usage->descriptors->sockets));
  }
  if (const auto passed = in_seconds(now - usage_taken_); last_usage_ && passed > 0) {
    const auto used = usage->processor_time - last_usage_->processor_time;
    values.emplace_back(metrics::service_processors,
                        in_seconds(std::max(used, Duration{})) / passed);
  }
  last_usage_ = usage;
  usage_taken_ = now;
  return values;
}

std::vector<std::string> unused_targets() {
  std::vector<std::string> unused;
  for (const auto& [name, url] : options().targets)
    if (!asked_services().contains(name)) unused.push_back(name);
  return unused;
}

}  // namespace proofload
