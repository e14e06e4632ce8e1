// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/thirds.h>

#include <algorithm>

namespace proofload {
namespace {

Duration planned_end(const Timeline& timeline) {
  auto end = timeline.end();
  for (const auto& scenario : timeline.scenarios()) end = std::max(end, scenario.to);
  return end;
}

std::string missing_in(const Window& window) {
  const auto& timeline = window.measurements()->timeline();
  if (window.to() == timeline.end() && timeline.end() < planned_end(timeline))
    return "the load ended after " + to_text(timeline.end()) + " of " +
           to_text(planned_end(timeline)) + ": its last third was not played";
  const auto third = (window.to() - window.from()) / 3;
  if (third < shortest_third)
    return "a third of the window lasts " + to_text(third) + ", and needs " +
           to_text(shortest_third) + ": play longer";
  return {};
}

}  // namespace

Thirds thirds_of(const Window& window) {
  const auto third = (window.to() - window.from()) / 3;
  const auto early_end = window.from() + third;
  const auto late_begin = window.to() - third;
  return {window.between(window.from(), early_end), window.between(early_end, late_begin),
          window.between(late_begin, window.to()), missing_in(window)};
}

}  // namespace proofload
