// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/breaking_point.h>

#include <proofload/report/quantity.h>
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

namespace proofload {
namespace {

std::string rate_text(const LoadPoint& point) {
  const auto rate = point.requests_per_second;
  return (rate < 10 ? number_text(rate) : count_text(rate)) + " requests/s";
}

std::string load_text(const LoadPoint& point, bool of_users) {
  if (!of_users) return rate_text(point);
  return count_text(point.load) + (point.load == 1 ? " user (" : " users (") + rate_text(point) +
         ")";
}

std::string place_text(const LoadPoint& point, bool of_users) {
  return load_text(point, of_users) + ", after " + to_text(point.from);
}

std::string latency_text(double milliseconds) {
  return to_text(Quantity::milliseconds, milliseconds);
}

std::string recovery_text(const BreakingPoint& found) {
  switch (found.recovery) {
    case Recovery::recovered:
      return found.recovery_time == Duration{}
                 ? "recovered as soon as the peak had ended"
                 : "recovered " + to_text(found.recovery_time) + " after the peak";
    case Recovery::not_recovered:
      return "did not recover in the " + to_text(found.watched) + " after the peak";
    default:
      return "whether it recovers was not seen: the load did not fall after its peak, or too few "
             "requests came then";
  }
}

std::string intact_text(const BreakingPoint& found) {
  if (!found.largest_held)
    return "whether it degrades was not seen: too few requests came in the seconds in which the "
           "generator kept time";
  auto text = std::string(found.low_load_p95 ? "no degradation" : "no errors") + " up to " +
              load_text(*found.largest_held, found.of_users);
  if (found.largest_held->load < found.greatest->load * 0.9)
    text += "; above it, up to " + load_text(*found.greatest, found.of_users) +
            ", the generator did not keep time or too few requests came";
  return text;
}

}  // namespace

std::vector<std::string> sentences(const BreakingPoint& found) {
  if (!found.greatest) return {};
  if (!found.degraded()) return {intact_text(found)};
  std::vector<std::string> all;
  if (const auto& point = found.errors_begin)
    all.push_back("errors begin at " + place_text(*point, found.of_users) + ": " +
                  to_text(Percent::of_share(*point->error_share)) + " fail");
  if (const auto& point = found.latency_bends)
    all.push_back("p95 bends at " + place_text(*point, found.of_users) + ": " +
                  latency_text(*point->p95) + ", against " + latency_text(*found.low_load_p95) +
                  " under low load");
  all.push_back(found.largest_held ? "the largest load held before is " +
                                         load_text(*found.largest_held, found.of_users)
                                   : "no load was held before");
  all.push_back(recovery_text(found));
  return all;
}

}  // namespace proofload
