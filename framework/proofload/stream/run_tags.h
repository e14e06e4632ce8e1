// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tags that the user gives a whole run, to tell it from others in a database: testid=pipeline-42.
// As in k6, what a sample says of itself wins over what the run says of it.

#include <proofload/metrics/tags.h>

namespace proofload {

/// The tags of a sample, and those of its run that it does not have itself.
inline Tags with_run_tags(const Tags& own, Tags of_run) {
  for (const auto& [name, value] : own) of_run.set(name, value);
  return of_run;
}

}  // namespace proofload
