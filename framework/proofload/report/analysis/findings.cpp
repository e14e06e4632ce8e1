// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/findings.h>

#include <algorithm>

namespace proofload {
namespace {

bool is_any_of(const RunFacts& facts, std::initializer_list<std::string_view> labels) {
  return std::any_of(facts.labels.begin(), facts.labels.end(), [&](const std::string& label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
  });
}

template <class Part>
void append(std::vector<std::string>& all, const std::optional<Part>& part) {
  if (!part) return;
  const auto own = sentences(*part);
  all.insert(all.end(), own.begin(), own.end());
}

}  // namespace

Findings findings_of(const Report& report) {
  const auto& facts = report.facts();
  Findings findings;
  if (!facts.complete) return findings;
  const auto course = load_course(report);
  const bool changes = course.changes();
  if (is_any_of(facts, {"soak"}) || !changes) {
    const auto soak = soak_indicators(report);
    if (soak.memory_leak || soak.response_time_trend) findings.soak = soak;
  }
  if (is_any_of(facts, {"stress", "spike", "capacity"}) || changes)
    findings.stress = find_breaking_point(course);
  return findings;
}

std::vector<std::string> sentences(const Findings& findings) {
  std::vector<std::string> all;
  append(all, findings.soak);
  append(all, findings.stress);
  return all;
}

}  // namespace proofload
