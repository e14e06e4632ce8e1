// SPDX-License-Identifier: Apache-2.0
#pragma once

// Builds the report of a run that never was, sample by sample. Ten slices of a second, in two
// stages of five: "early" and "late".

#include <proofload/report/report.h>

namespace proofload {

class RunBuilder {
 public:
  RunBuilder() {
    facts.test = "Suite.Name";
    facts.load = "hold 10/s for 10 s";
    facts.target = "http://127.0.0.1:1";
    facts.planned_length = 10s;
    facts.played = 10s;
    facts.file = "suite_test.cpp";
    facts.line = 42;
    facts.account.planned = 100;
    facts.account.started = 100;
    facts.account.on_time = 100;
    facts.account.finished = 100;
    facts.account.most_users = 3;
    facts.account.users_allowed = 10;
    facts.account.busiest_thread = 0.1;
  }

  RunBuilder& sample(const Metric& metric, double value, Tags tags = {}, std::uint32_t slice = 0) {
    Recorder recorder;
    recorder.record(metric, tags, value);
    measurements_->add(worker_++, *recorder.exchange(slice, nullptr));
    return *this;
  }

  /// So many answers to a step, each after the same time in milliseconds.
  RunBuilder& requests(std::size_t number, double milliseconds, std::string status = "200",
                       std::string step = "GET /x", std::uint32_t slice = 0) {
    const Tags tags{{"step", step},
                    {"status", status},
                    {"expected_response", status == "200" ? "true" : "false"}};
    Recorder recorder;
    for (std::size_t i = 0; i < number; ++i) {
      recorder.record(metrics::response, tags, milliseconds);
      recorder.record(metrics::service, tags, milliseconds);
      recorder.record(metrics::http_reqs, tags, 1);
      recorder.record(metrics::http_req_failed, tags, status == "200" ? 0 : 1);
    }
    measurements_->add(worker_++, *recorder.exchange(slice, nullptr));
    return *this;
  }

  Report report() const { return {measurements_, facts}; }

  RunFacts facts;

 private:
  std::shared_ptr<Measurements> measurements_ = std::make_shared<Measurements>(
      slice_boundaries(10s, {}), std::vector<StageSpan>{{"early", 0s, 5s}, {"late", 5s, 10s}});
  std::size_t worker_ = 0;
};

}  // namespace proofload
