// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/findings.h>
#include <proofload/report/format/detail/summary_parts.h>

namespace proofload {
namespace {

Object number(std::optional<double> value) { return value ? Object(*value) : Object(); }

Object percent(const std::optional<SoakIndicator>& indicator) {
  return indicator ? Object(indicator->percent) : Object();
}

Object point_object(const std::optional<LoadPoint>& point, bool of_users) {
  if (!point) return nullptr;
  return {{"from_seconds", in_seconds(point->from)},
          {"to_seconds", in_seconds(point->to)},
          {"users", of_users ? Object(point->load) : Object()},
          {"requests_per_second", point->requests_per_second},
          {"error_share", number(point->error_share)},
          {"response_p95_ms", number(point->p95)}};
}

Object soak_object(const SoakIndicators& soak) {
  return {{"memory_leak_indicator", percent(soak.memory_leak)},
          {"response_time_trend", percent(soak.response_time_trend)}};
}

Object stress_object(const BreakingPoint& found) {
  const auto point = [&](const std::optional<LoadPoint>& one) {
    return point_object(one, found.of_users);
  };
  const bool recovered = found.recovery == Recovery::recovered;
  return {{"low_load_p95_ms", number(found.low_load_p95)},
          {"greatest_load", point(found.greatest)},
          {"largest_load_held", point(found.largest_held)},
          {"errors_begin", point(found.errors_begin)},
          {"latency_bends", point(found.latency_bends)},
          {"peak_ended_seconds", in_seconds(found.peak_ended)},
          {"recovery", to_text(found.recovery)},
          {"recovery_seconds", recovered ? Object(in_seconds(found.recovery_time)) : Object()}};
}

}  // namespace

Object findings_object(const Report& report) {
  const auto findings = findings_of(report);
  Object object{{"sentences", Object::array()}, {"soak", nullptr}, {"stress", nullptr}};
  for (const auto& sentence : sentences(findings)) object["sentences"].push_back(sentence);
  if (findings.soak) object["soak"] = soak_object(*findings.soak);
  if (findings.stress) object["stress"] = stress_object(*findings.stress);
  return object;
}

}  // namespace proofload
