// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/units/percent.h>

namespace proofload {

/// How much of the load and of the time of a plan a run plays. Everything that is not 100 % makes
/// the run a scaled one, and every output says so.
struct Scale {
  Percent load = Percent::of_share(1);
  Percent time = Percent::of_share(1);

  bool is_full() const { return load == Percent::of_share(1) && time == Percent::of_share(1); }
};

}  // namespace proofload
