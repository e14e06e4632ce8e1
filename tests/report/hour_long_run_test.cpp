// SPDX-License-Identifier: Apache-2.0

// What an hour of load leaves behind, in virtual time: how large its files are, and that what the
// generator keeps in memory does not grow with the time it played.

#include <proofload/base/random.h>
#include <proofload/report/result_files.h>
#include <proofload/testing/temporary_folder.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload {
namespace {

namespace fs = std::filesystem;

// Ten steps with their statuses and phases, twenty gauges, a second at a time. Every step has 50
// requests a second around 10 ms, one in a hundred of them ten times as long, one in 500 failed.
class Hour {
 public:
  static constexpr auto length = 1h;

  Hour() {
    for (int step = 0; step < 10; ++step)
      for (const auto* status : {"200", "503"})
        add_step("GET /step/" + std::to_string(step), status);
    for (const auto* gauge : gauge_names_)
      gauges_.push_back(recorder_.series(proofload::gauge(gauge, MetricUnit::bytes), {}));
  }

  void play(int seconds) {
    for (int i = 0; i < seconds; ++i, ++second_) {
      for (const auto& step : steps_) play_step(step);
      for (const auto id : gauges_) recorder_.record(id, 1e8 * random_.uniform());
      spare_ = recorder_.exchange(second_ + 1, std::move(spare_));
      measurements_->add(0, *spare_);
      course_.advance(Window(measurements_), std::chrono::seconds(second_));
    }
  }

  // Beside what stands in the temporary file of the slices.
  std::size_t memory() const { return measurements_->memory(); }

  RunResult result() const {
    RunFacts facts;
    facts.test = "Suite.PlaysForAnHour";
    facts.planned.assign(3601, 500);
    Exemplar exemplar;
    exemplar.body = std::string(2048, 'x');
    exemplar.headers.assign(32, {"header", std::string(256, 'y')});
    for (int i = 0; i < 10; ++i) facts.exemplars.add(exemplar);
    exemplar.failed = true;
    for (int i = 0; i < 60; ++i) {
      exemplar.status = 500 + i;
      facts.exemplars.add(exemplar);
    }
    const Report report(measurements_, std::move(facts));
    return result_of(report, {judge(report, percentile(0.95), {Comparison::less, 100})}, {});
  }

 private:
  struct Step {
    std::vector<SeriesId> trends;
    SeriesId failed;
    SeriesId requests;
    bool fails;
  };

  void add_step(const std::string& name, const std::string& status) {
    const Tags tags{{"step", name}, {"status", status}};
    Step step;
    for (const auto& metric : {metrics::response, metrics::service, metrics::http_req_duration,
                               metrics::http_req_waiting, metrics::http_req_receiving})
      step.trends.push_back(recorder_.series(metric, tags));
    step.failed = recorder_.series(metrics::step_failed, tags);
    step.requests = recorder_.series(metrics::http_reqs, tags);
    step.fails = status != "200";
    steps_.push_back(std::move(step));
  }

  void play_step(const Step& step) {
    const auto requests = step.fails ? (random_.below(10) == 0 ? 1u : 0u) : 50u;
    for (auto request = 0u; request < requests; ++request) {
      const auto slow = random_.below(100) == 0 ? 10 : 1;
      const auto latency = 10 * slow * std::exp(random_.uniform() - 0.5);
      for (const auto id : step.trends) recorder_.record(id, latency);
      recorder_.record(step.failed, step.fails ? 1 : 0);
      recorder_.record(step.requests, 1);
    }
  }

  static constexpr std::array gauge_names_{"g00", "g01", "g02", "g03", "g04", "g05", "g06",
                                           "g07", "g08", "g09", "g10", "g11", "g12", "g13",
                                           "g14", "g15", "g16", "g17", "g18", "g19"};

  std::shared_ptr<Measurements> measurements_ = std::make_shared<Measurements>(Timeline(length));
  Course course_{measurements_->timeline(), {}};
  Recorder recorder_;
  std::unique_ptr<Recording> spare_;
  std::vector<Step> steps_;
  std::vector<SeriesId> gauges_;
  Random random_{1, RandomPurpose::user, 1};
  SliceNumber second_ = 0;
};

TEST(HourLongRun, LeavesFilesOfUnderFiveMegabytesAndKeepsItsMemoryFlat) {
  Hour hour;
  hour.play(600);
  const auto after_ten_minutes = hour.memory();
  hour.play(3000);
  EXPECT_LT(hour.memory(), after_ten_minutes + 512 * 1024);
  const TemporaryFolder folder;
  const ResultFiles files(folder.path(), "Suite.PlaysForAnHour");
  ASSERT_TRUE(files.write(hour.result(),
                          parse_exports("k6-summary,k6-summary-export,vegeta,hdrplot").value()));
  std::uintmax_t size = 0;
  for (const auto& file : fs::directory_iterator(folder.path())) size += fs::file_size(file);
  EXPECT_LT(size, 5'000'000u);
  EXPECT_GT(size, 100'000u);
  RecordProperty("bytes", std::to_string(size));
  RecordProperty("memory_after_ten_minutes", std::to_string(after_ten_minutes));
  RecordProperty("memory_after_an_hour", std::to_string(hour.memory()));
}

}  // namespace
}  // namespace proofload
