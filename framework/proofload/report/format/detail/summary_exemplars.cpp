// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/summary_parts.h>

namespace proofload {
namespace {

Object exemplar_object(const Exemplar& exemplar) {
  auto phases = Object::object();
  for (const auto& [name, duration] : exemplar.phases)
    phases[safe_text(name)] = in_milliseconds(duration);
  auto headers = Object::array();
  for (const auto& [name, value] : exemplar.headers)
    headers.push_back(Object::array({safe_line(name), safe_line(value)}));
  return {{"scenario", safe_line(exemplar.scenario)},
          {"step", safe_line(exemplar.step)},
          {"request", safe_line(exemplar.request)},
          {"planned_seconds", in_seconds(exemplar.planned)},
          {"response_ms", in_milliseconds(exemplar.response)},
          {"service_ms", in_milliseconds(exemplar.service)},
          {"lateness_ms", in_milliseconds(exemplar.lateness())},
          {"failed", exemplar.failed},
          {"status", exemplar.status},
          {"error", safe_line(exemplar.error)},
          {"error_text", safe_text(exemplar.error_text)},
          {"phases_ms", std::move(phases)},
          {"headers", std::move(headers)},
          {"body", safe_text(exemplar.body)},
          {"body_bytes", exemplar.body_size}};
}

Object array_of(const std::vector<Exemplar>& exemplars) {
  auto array = Object::array();
  for (const auto& exemplar : exemplars) array.push_back(exemplar_object(exemplar));
  return array;
}

}  // namespace

Object exemplars_object(const Exemplars& exemplars) {
  return {{"slowest", array_of(exemplars.slowest())}, {"failed", array_of(exemplars.failed())}};
}

}  // namespace proofload
