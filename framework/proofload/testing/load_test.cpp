// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/load_test.h>

#include <proofload/base/clock.h>
#include <proofload/base/safe_text.h>
#include <proofload/protocol/http/route.h>
#include <proofload/report/console.h>
#include <proofload/report/json_summary.h>
#include <proofload/report/junit.h>
#include <proofload/report/result_files.h>
#include <proofload/service/process_usage.h>
#include <proofload/service/service_process.h>
#include <proofload/testing/limit_log.h>
#include <proofload/testing/options.h>
#include <proofload/testing/progress_display.h>
#include <proofload/testing/running_test.h>

#include <unistd.h>

#include <cstdio>

namespace proofload {
namespace {

// So much of the budget is left for writing results and stopping services.
constexpr Duration reserve = 2s;
constexpr std::size_t log_lines_shown = 20;

struct Played {
  Report report;
  ResultFiles files;
};

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

// A file that cannot be written costs the file, not the result.
void write_or_print(const Played& run, const RunResult& result) {
  const auto written = run.files.write(result);
  if (written) return;
  const auto& facts = run.report.facts();
  fail_test(written.error() + "; the result is printed instead", facts.file, facts.line);
  print(json_summary(result));
}

void record_key_numbers(const Report& report, std::size_t number) {
  const auto prefix = number == 0 ? std::string() : "run" + std::to_string(number + 1) + "_";
  for (const auto& [name, value] : key_numbers(report))
    testing::Test::RecordProperty(prefix + name, value);
}

std::string joined(const std::vector<std::string>& lines, const std::string& first) {
  auto text = first;
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

RunResult unfinished(const Report& report) {
  RunResult result{report, {}, {}, {}};
  result.verdict.outcome = Outcome::invalid;
  result.verdict.reasons = {"the test had not ended when this was written"};
  return result;
}

}  // namespace

struct LoadTest::State {
  SteadyClock::time_point started = SteadyClock::now();
  std::vector<std::unique_ptr<ServiceProcess>> services;
  std::string target;
  std::vector<Played> runs;
  std::optional<ProcessUsage> last_usage;
  SteadyClock::time_point usage_taken;

  std::optional<std::string> dead_service() const {
    for (const auto& service : services)
      if (const auto death = service->death())
        return joined(service->last_log_lines(log_lines_shown),
                      *death + "; the last lines of its log:");
    return {};
  }

  std::vector<std::pair<Metric, double>> process_gauges() {
    std::vector<std::pair<Metric, double>> gauges;
    if (const auto own = usage_of(getpid()))
      gauges.emplace_back(metrics::generator_memory, double(own->memory.count()));
    if (services.empty()) return gauges;
    const auto usage = usage_of(services.back()->pid());
    if (!usage) return gauges;
    const auto now = SteadyClock::now();
    gauges.emplace_back(metrics::service_memory, double(usage->memory.count()));
    gauges.emplace_back(metrics::service_open_files, double(usage->open_files));
    if (const auto passed = in_seconds(now - usage_taken); last_usage && passed > 0)
      gauges.emplace_back(metrics::service_processors,
                          in_seconds(usage->processor_time - last_usage->processor_time) / passed);
    last_usage = usage;
    usage_taken = now;
    return gauges;
  }

  ResultFiles next_files() const {
    const auto suffix = runs.empty() ? "" : "-" + std::to_string(runs.size() + 1);
    return {options().output, running_test_name() + suffix};
  }

  RunSettings settings(const std::source_location& place) {
    RunSettings settings;
    settings.test = running_test_name();
    settings.file = place.file_name();
    settings.line = int(place.line());
    settings.target = target;
    settings.scale = options().scale;
    settings.seed = options().seed;
    settings.workers = options().workers;
    settings.deadline = running_test_budget() - reserve - (SteadyClock::now() - started);
    settings.gauges = [this] { return process_gauges(); };
    settings.stop_when = [this] { return dead_service(); };
    return settings;
  }

  void conclude(const Played& run, std::size_t number);
  void conclude_all();
};

void LoadTest::State::conclude(const Played& run, std::size_t number) {
  const auto limits = take_limits(run.report.measurements());
  const auto result = result_of(run.report, limits, failures_beside(limits));
  write_or_print(run, result);
  record_key_numbers(run.report, number);
  print(verdict_text(result) + "        " + run.files.json().string() + "\n        " +
        run.files.junit().string() + "\n\n");
  const auto& facts = run.report.facts();
  if (result.verdict.outcome == Outcome::pass || result.verdict.by_assertions) return;
  std::string text(to_text(result.verdict.outcome));
  for (const auto& reason : result.verdict.reasons) text += ": " + safe_text(reason);
  fail_test(text, facts.file, facts.line);
}

void LoadTest::State::conclude_all() {
  const auto ended = std::exchange(runs, {});
  for (std::size_t i = 0; i < ended.size(); ++i) conclude(ended[i], i);
}

LoadTest::LoadTest() : state_(std::make_unique<State>()) {}

LoadTest::~LoadTest() { state_->conclude_all(); }

void LoadTest::TearDown() {
  state_->conclude_all();
  state_->services.clear();
}

void LoadTest::start_service(ServiceOptions service, std::source_location place) {
  const auto name = service.name.empty()
                        ? std::filesystem::path(service.program).filename().string()
                        : service.name;
  if (const auto given = given_target(options(), name, environment_variable)) {
    auto url = checked_target(*given);
    if (!url) end_test(url.error(), place);
    state_->target = std::move(url).value();
    return;
  }
  if (service.log_file.empty()) {
    const ResultFiles files = state_->next_files();
    if (const auto usable = files.prepare(); !usable) end_test(usable.error(), place);
    service.log_file = files.log(name).string();
  }
  auto started = ServiceProcess::start(std::move(service));
  if (!started) end_test(started.error(), place);
  state_->services.push_back(std::move(started).value());
  state_->target = state_->services.back()->url();
}

const std::string& LoadTest::target() const { return state_->target; }

int LoadTest::service_pid() const {
  return state_->services.empty() ? 0 : state_->services.back()->pid();
}

Report LoadTest::run(const Plan& plan, std::source_location place) {
  if (state_->target.empty() && !options().target.empty()) state_->target = options().target;
  auto settings = state_->settings(place);
  const auto files = state_->next_files();
  auto wrong = problems(plan, settings);
  if (state_->target.empty())
    wrong.push_back(
        "there is no target: start a service in the fixture, or name one with --target");
  if (const auto usable = files.prepare(); !usable) wrong.push_back(usable.error());
  if (!wrong.empty()) end_test(joined(wrong, "this plan cannot be played:"), place);

  auto report = [&] {
    ProgressDisplay display;
    settings.progress = [&](const Progress& progress) { display.show(progress); };
    return play(plan, settings);
  }();
  print(measurement_text(report));
  state_->runs.push_back({report, files});
  write_or_print(state_->runs.back(), unfinished(report));
  return report;
}

void LoadTest::play_once(const Journey& journey, const HttpOptions& http,
                         std::source_location place) {
  if (const auto played = proofload::play_once(journey, state_->target, http); !played)
    end_test(played.error(), place);
}

}  // namespace proofload
