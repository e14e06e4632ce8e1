// SPDX-License-Identifier: Apache-2.0
#pragma once

// The load of a plan: a profile over rates, over users, or nothing yet. Pure values.

#include <proofload/load/profile.h>
#include <proofload/units/scale.h>

#include <variant>

namespace proofload {

/// Open, closed, or not given.
using Load = std::variant<std::monostate, RateProfile, UserProfile>;

/// The stages, of whichever model; empty for no load.
const std::vector<Stage>& stages_of(const Load& load);

/// The same load, smaller and shorter. A number of users that was not zero stays at least one.
Load scaled(const Load& load, Scale scale);

/// Everything wrong with it, one sentence each; empty when it can be played.
std::vector<std::string> problems(const Load& load);

/// "ramp to 200 users in 2 min, hold 200 users for 10 min (sustained)".
std::string to_text(const Load& load);

}  // namespace proofload
