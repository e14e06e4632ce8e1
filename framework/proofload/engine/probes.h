// SPDX-License-Identifier: Apache-2.0
#pragma once

// Probes: gauges of what lies outside the load, once a second of the run, on its axis of time and
// in every output as other gauges are. A value of a function of the test, or of the service's
// metrics endpoint in Prometheus' text format. What a probe could not read leaves a gap, and a note
// beside the verdict; it never fails or slows the run.

#include <proofload/metrics/metric.h>
#include <proofload/protocol/http/http_client.h>
#include <proofload/protocol/prometheus/text_format.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// A function that is asked for a value. It has to return at once: it is called on the thread that
/// conducts the run. What it throws, and what is no finite number, is no value.
struct FunctionProbe {
  Metric gauge;
  std::function<double()> read;
};

/// A series of a metrics endpoint, and the gauge that its value becomes, in the unit of the page.
/// Where several series are selected their sum counts; see protocol/prometheus/text_format.h.
struct PrometheusValue {
  std::string series;  ///< `http_requests_in_flight`, `http_requests_in_flight{path="/x"}`
  Metric gauge;
};

/// An endpoint that is read on a thread of its own, of low priority. An answer has to come within
/// 2 s and be 8 MiB at most, whatever the options allow; its values belong to the second in which
/// it came.
struct PrometheusProbe {
  std::string path;  ///< below the target, or a whole URL
  std::vector<PrometheusValue> values;
  HttpOptions http{};
};

struct ProbePlan {
  std::vector<FunctionProbe> functions{};
  std::vector<PrometheusProbe> endpoints{};
};

/// Everything that keeps probes from being asked, one sentence each.
std::vector<std::string> problems(const ProbePlan& probes);

/// Probes at work, from its construction on. Thread of the test only.
class RunningProbes {
 public:
  /// probes: without problems. target: the base URL of paths.
  RunningProbes(const ProbePlan& probes, const std::string& target);
  ~RunningProbes();
  RunningProbes(const RunningProbes&) = delete;
  RunningProbes& operator=(const RunningProbes&) = delete;

  /// The values since the last call: functions are asked now, endpoints were asked meanwhile.
  std::vector<std::pair<Metric, double>> take();

  /// Ends the work, and what is under way. Returns what could not be read, one sentence for each
  /// probe.
  std::vector<std::string> end();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload
