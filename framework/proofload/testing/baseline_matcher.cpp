// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/baseline_matcher.h>

#include <proofload/base/safe_text.h>
#include <proofload/testing/baselines.h>
#include <proofload/testing/limit_log.h>
#include <proofload/testing/options.h>

namespace proofload {

BaselineMatcher::BaselineMatcher(BaselineTolerance tolerance, std::source_location place)
    : tolerance_(tolerance), place_(place) {}

// Where INVALID is to skip the test the verdict fails it; see LimitMatcher.
bool BaselineMatcher::MatchAndExplain(const Report& report,
                                      testing::MatchResultListener* listener) const {
  bool all = true;
  const char* separator = "";
  for (auto& limit : baseline_limits(report, tolerance_)) {
    limit.file = place_.file_name();
    limit.line = int(place_.line());
    log_limit(report, limit);
    if (limit.held) continue;
    all = false;
    *listener << separator << safe_text(limit.subject + ": " + limit.statement()) << ": "
              << safe_text(limit.explanation());
    separator = "; ";
  }
  return all || options().invalid_skips;
}

void BaselineMatcher::DescribeTo(std::ostream* out) const { *out << "not worse than its baseline"; }

void BaselineMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "worse than its baseline";
}

}  // namespace proofload
