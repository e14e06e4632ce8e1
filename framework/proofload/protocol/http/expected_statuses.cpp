// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/expected_statuses.h>

#include <proofload/base/usage_error.h>

namespace proofload {

ExpectedStatuses::ExpectedStatuses() {
  for (int status = 200; status < 400; ++status) statuses_.set(std::size_t(status - least));
}

ExpectedStatuses ExpectedStatuses::range(int first, int last) {
  if (first < least || last > greatest || first > last)
    throw UsageError("cannot expect statuses from " + std::to_string(first) + " to " +
                     std::to_string(last) + ": they go from 100 to 599");
  ExpectedStatuses range;
  range.statuses_.reset();
  for (int status = first; status <= last; ++status)
    range.statuses_.set(std::size_t(status - least));
  return range;
}

bool ExpectedStatuses::contains(int status) const {
  return status >= least && status <= greatest && statuses_.test(std::size_t(status - least));
}

std::string to_text(const ExpectedStatuses& expected) {
  std::string text;
  for (int status = 100; status <= 599; ++status) {
    if (!expected.contains(status)) continue;
    int last = status;
    while (expected.contains(last + 1)) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(status);
    if (last > status) text += "-" + std::to_string(last);
    status = last;
  }
  return text;
}

}  // namespace proofload
