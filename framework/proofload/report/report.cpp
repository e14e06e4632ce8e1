// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/report.h>

namespace proofload {

// A closed scenario starts what nobody planned: the sum of a run would hide the drops of others.
std::uint64_t RunFacts::dropped() const {
  if (scenarios.empty()) return account.dropped();
  std::uint64_t sum = 0;
  for (const auto& scenario : scenarios) sum += scenario.account.dropped();
  return sum;
}

const LoadAccount& RunFacts::least_delivered() const {
  const auto* least = scenarios.empty() ? &account : &scenarios.front().account;
  for (const auto& scenario : scenarios)
    if (scenario.account.worst_delivered() < least->worst_delivered()) least = &scenario.account;
  return *least;
}

Course course_of(const Report& report) {
  if (report.facts().course) return *report.facts().course;
  const auto& timeline = report.measurements()->timeline();
  Course course(timeline, report.facts().planned);
  course.advance(report, timeline.end());
  return course;
}

}  // namespace proofload
