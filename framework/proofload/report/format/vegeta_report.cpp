// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/vegeta_report.h>

#include <proofload/report/format/detail/instant_text.h>
#include <proofload/report/format/detail/json_number.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

constexpr double nanoseconds_per_millisecond = 1e6;
constexpr std::string_view no_answer = "0";

std::int64_t in_nanoseconds(double milliseconds) {
  return std::llround(milliseconds * nanoseconds_per_millisecond);
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

Object latencies_object(const Histogram& trend) {
  const auto percentile = [&](double share) { return in_nanoseconds(trend.quantile(share)); };
  return {{"total", in_nanoseconds(trend.sum())},
          {"mean", in_nanoseconds(trend.mean())},
          {"50th", percentile(0.5)},
          {"90th", percentile(0.9)},
          {"95th", percentile(0.95)},
          {"99th", percentile(0.99)},
          {"max", in_nanoseconds(trend.max())},
          {"min", in_nanoseconds(trend.min())}};
}

Object bytes_object(const Counter& bytes, std::uint64_t requests) {
  return {{"total", std::llround(bytes.sum)},
          {"mean", json_number(ratio(bytes.sum, double(requests)))}};
}

// Of the steps without a status those that failed are requests without an answer, or as good as.
Object status_codes_object(const Window& window) {
  auto object = Object::object();
  auto unanswered = window.rate(metrics::step_failed).passes;
  for (const auto& status : window.values_of("status")) {
    const auto steps = window.tagged("status", status).rate(metrics::step_failed);
    unanswered -= steps.passes;
    if (steps.count > 0 && status != no_answer) object[status] = steps.count;
    if (status == no_answer) unanswered += steps.count;
  }
  if (unanswered > 0) object[std::string(no_answer)] = unanswered;
  return object;
}

Object errors_array(const Window& window) {
  auto array = Object::array();
  for (const auto& error : window.values_of("error"))
    if (window.tagged("error", error).rate(metrics::step_failed).count > 0) array.push_back(error);
  for (const auto& status : window.values_of("status")) {
    const auto steps = window.tagged("status", status).rate(metrics::step_failed);
    if (status != no_answer && steps.passes > 0) array.push_back(status);
  }
  return array;
}

Object times_object(const Report& report) {
  const auto& facts = report.facts();
  const auto end = std::max(facts.played, report.to());
  const auto at = [&](Duration since_start) {
    return instant_text(facts.started_at + since_start);
  };
  return {{"earliest", at(report.from())},
          {"latest", at(report.to())},
          {"end", at(end)},
          {"duration", (report.to() - report.from()).count()},
          {"wait", (end - report.to()).count()}};
}

}  // namespace

std::string vegeta_report(const RunResult& result) {
  const auto& report = result.report;
  const auto steps = report.rate(metrics::step_failed);
  const auto successes = double(steps.count - steps.passes);
  const auto attack = in_seconds(report.to() - report.from());
  const auto wait = in_seconds(std::max(report.facts().played - report.to(), Duration{}));
  Object document{{"latencies", latencies_object(report.trend(metrics::response))},
                  {"bytes_in", bytes_object(report.counter(metrics::data_received), steps.count)},
                  {"bytes_out", bytes_object(report.counter(metrics::data_sent), steps.count)}};
  document.update(times_object(report));
  document.update({{"requests", steps.count},
                   {"rate", json_number(ratio(double(steps.count), attack))},
                   {"throughput", json_number(ratio(successes, attack + wait))},
                   {"success", json_number(ratio(successes, double(steps.count)))},
                   {"status_codes", status_codes_object(report)},
                   {"errors", errors_array(report)}});
  return json_text(document);
}

}  // namespace proofload
