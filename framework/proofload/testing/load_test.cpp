// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/load_test.h>

#include <proofload/base/control_groups.h>
#include <proofload/report/format/console.h>
#include <proofload/report/thresholds/threshold_watch.h>
#include <proofload/stream/k6_point_file.h>
#include <proofload/stream/make_stream.h>
#include <proofload/testing/environment_in_force.h>
#include <proofload/testing/interruption.h>
#include <proofload/testing/live_results.h>
#include <proofload/testing/options.h>
#include <proofload/testing/progress_display.h>
#include <proofload/testing/running_test.h>
#include <proofload/testing/services_under_test.h>
#include <proofload/testing/terminal.h>
#include <proofload/testing/test_results.h>
#include <proofload/testing/thresholds_in_force.h>

#include <algorithm>
#include <cstdio>

namespace proofload {
namespace {

// So much of the budget is left for writing results and stopping services.
constexpr Duration reserve = 2s;

std::string joined(const std::string& first, const std::vector<std::string>& lines) {
  auto text = first;
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

std::vector<std::string> labels_of_running_test() {
  const auto* traits = running_test_traits();
  return traits == nullptr ? std::vector<std::string>() : traits->labels;
}

// Labels of tests whose pass is meant to prove something.
bool must_prove(const std::vector<std::string>& labels) {
  return std::any_of(labels.begin(), labels.end(), [](const std::string& label) {
    return label == "soak" || label == "capacity";
  });
}

K6PointFileOptions point_file(std::filesystem::path path,
                              const std::vector<Threshold>& thresholds) {
  K6PointFileOptions file;
  file.path = std::move(path);
  file.tags = options().tags;
  for (const auto& threshold : thresholds)
    file.thresholds.push_back({threshold.selector.text, threshold.expression.text});
  return file;
}

Report with_notes(const Report& report, std::vector<std::string> notes) {
  auto facts = report.facts();
  facts.notes.insert(facts.notes.end(), notes.begin(), notes.end());
  return {report.measurements(), std::move(facts)};
}

Duration budget_of_running_test() {
  const auto* traits = running_test_traits();
  return traits == nullptr ? TestTraits{}.budget : traits->budget;
}

}  // namespace

struct LoadTest::State {
  SteadyClock::time_point started = SteadyClock::now();
  ServicesUnderTest services;
  ProbePlan probes;
  TestResults results;

  std::optional<std::string> reason_to_stop() const {
    if (auto why = interruption()) return why;
    return services.death();
  }

  Duration time_left() const {
    return budget_of_running_test() - reserve - (SteadyClock::now() - started);
  }

  RunSettings settings(const std::source_location& place) {
    RunSettings settings;
    settings.test = results.next_name();
    settings.file = place.file_name();
    settings.line = int(place.line());
    settings.target = services.target();
    settings.environment = options().environment;
    settings.scale = options().scale;
    settings.seed = options().seed;
    settings.workers = options().workers;
    settings.deadline = time_left();
    settings.labels = labels_of_running_test();
    settings.must_prove = must_prove(settings.labels);
    settings.processors = usable_processors();
    settings.stop_when = [this] { return reason_to_stop(); };
    return settings;
  }

  // Streams, and the file of points. What cannot be had ends the test before any load.
  Followers followers(const std::vector<Threshold>& thresholds, const std::source_location& place) {
    Followers all;
    const auto add = [&](Result<std::unique_ptr<RunObserver>> observer, bool must_deliver) {
      if (!observer) end_test(observer.error(), place);
      all.push_back({std::move(observer).value(), must_deliver});
    };
    for (const auto& stream : options().streams) add(make_stream(stream, options().tags), false);
    for (const auto& format : options().exports)
      if (format.write == nullptr)
        add(K6PointFile::create(point_file(results.next_files().exported(format), thresholds)),
            true);
    return all;
  }

  // A service that dies while no load is played is no less dead.
  void notice_death() {
    const auto [file, line] = running_test_place();
    if (const auto death = services.death()) fail_test(*death, file, line);
  }
};

LoadTest::LoadTest() {
  if (!options_are_set())
    end_test(
        "main() of this binary did not call proofload::run_tests(), so no flag and no variable "
        "of Proofload was read: link Proofload::testing_main, or call it",
        std::source_location::current());
  state_ = std::make_unique<State>();
}

// Where a derived fixture has forgotten to call TearDown(). GoogleTest still counts failures here.
LoadTest::~LoadTest() {
  try {
    if (state_) state_->results.conclude();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}

void LoadTest::TearDown() {
  if (!interruption()) state_->notice_death();
  state_->results.conclude();
  state_->services.stop();
}

void LoadTest::start_service(ServiceOptions service, std::source_location place) {
  if (options().plan) return;
  if (const auto why = interruption()) end_test(*why, place);
  if (const auto why = refusal_of_running_test({})) end_test(*why, place);
  const auto started = state_->services.start(std::move(service), state_->results.next_files());
  if (!started) end_test(started.error(), place);
}

std::string LoadTest::target() const { return state_->services.target(); }

std::optional<int> LoadTest::service_pid() const {
  const auto pid = state_->services.pid();
  if (pid == 0) return {};
  return pid;
}

void LoadTest::probe(const Metric& gauge, std::function<double()> read) {
  state_->probes.functions.push_back({gauge, std::move(read)});
}

void LoadTest::probe_prometheus(std::string path, std::vector<PrometheusValue> values,
                                HttpOptions http) {
  state_->probes.endpoints.push_back({std::move(path), std::move(values), std::move(http)});
}

bool LoadTest::can_judge(const Metric& gauge) {
  if (service_pid()) return true;
  state_->results.leave_unjudged(gauge);
  return false;
}

Report LoadTest::run(const std::vector<Plan>& plans, std::source_location place) {
  auto settings = state_->settings(place);
  auto wrong = problems(plans, settings);
  for (auto& problem : problems(state_->probes)) wrong.push_back(std::move(problem));
  if (options().plan) show_plan(plans, settings, wrong, place);
  if (settings.target.empty())
    wrong.push_back(
        "there is no target: start a service in the fixture, or name one with --target");
  if (const auto why = refusal_of_running_test(settings.target)) wrong.push_back(*why);
  if (const auto usable = state_->results.next_files().prepare(); !usable)
    wrong.push_back(usable.error());
  if (!wrong.empty()) end_test(joined("this plan cannot be played:", wrong), place);
  if (const auto why = state_->reason_to_stop()) end_test(*why, place);

  auto thresholds = thresholds_in_force(running_test_name());
  auto followers = state_->followers(thresholds, place);
  for (const auto& follower : followers) settings.observers.push_back(follower.observer.get());
  auto report = play_and_show(plans, std::move(settings), thresholds);
  std::fputs(measurement_text(report, style_of(stdout)).c_str(), stdout);
  std::fflush(stdout);
  state_->results.add(report, std::move(followers), std::move(thresholds));
  return report;
}

Report LoadTest::play_and_show(const std::vector<Plan>& plans, RunSettings settings,
                               const std::vector<Threshold>& thresholds) {
  ThresholdWatch watch(thresholds, settings.scale);
  if (!watch.empty())
    settings.abort_when = [&](const Window& so_far, Duration now) {
      return watch.check(so_far, now);
    };
  ProgressDisplay display;
  settings.progress = [&](const Progress& progress) { display.show(progress); };
  LiveResults live(state_->results.next_files(), thresholds);
  settings.flush = [&](Report so_far) { live.show(std::move(so_far)); };
  RunningProbes probes(state_->probes, settings.target);
  settings.gauges = [&] {
    auto values = state_->services.gauges();
    for (auto& value : probes.take()) values.push_back(std::move(value));
    return values;
  };
  const auto report = play(plans, settings);
  return with_notes(report, probes.end());
}

void LoadTest::show_plan(const std::vector<Plan>& plans, const RunSettings& settings,
                         const std::vector<std::string>& wrong, const std::source_location& place) {
  auto shown = wrong.empty() ? forecast(plans, settings) : RunForecast{};
  shown.test = settings.test;
  shown.environment = settings.environment;
  shown.problems = wrong;
  std::fputs(to_text(shown).c_str(), stdout);
  const auto files = state_->results.next_files();
  if (const auto written = files.write_plan(to_json(shown)); !written)
    end_test(written.error(), place);
  std::printf("\n        %s\n\n", files.plan().c_str());
  std::fflush(stdout);
  if (!wrong.empty()) end_test(joined("this plan cannot be played:", wrong), place);
  skip_test("planned, not played", place);
}

void LoadTest::play_once(const Journey& journey, const HttpOptions& http,
                         std::source_location place) {
  if (options().plan) return;
  auto settings = state_->settings(place);
  if (settings.target.empty()) end_test("there is no target to play once against", place);
  if (const auto why = refusal_of_running_test(settings.target)) end_test(*why, place);
  if (const auto played = proofload::play_once(journey, http, settings); !played)
    end_test("the journey that is played once failed: " + played.error(), place);
}

}  // namespace proofload
