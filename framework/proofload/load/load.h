// SPDX-License-Identifier: Apache-2.0
#pragma once

// The load of a plan: a profile over rates, over users, a number of iterations, or nothing yet.
// Pure values.

#include <proofload/load/iteration_load.h>
#include <proofload/load/profile.h>
#include <proofload/units/scale.h>

#include <variant>

namespace proofload {

/// Not given, open, closed, or closed and bounded by count.
using Load = std::variant<std::monostate, RateProfile, UserProfile, IterationLoad>;

/// The stages, of whichever model; empty for no load. A number of iterations is one stage without
/// a name, of its users and its maximal length.
std::vector<Stage> stages_of(const Load& load);

/// The planned length; for a number of iterations the maximal one.
Duration length_of(const Load& load);

/// How long the warm-up at the beginning takes; zero where none is marked.
Duration warm_up_of(const Load& load);

/// The users of a closed load at its peak. Zero for an open one, which the plan bounds.
Users users_of(const Load& load);

/// The same load, smaller and shorter. The load scales rates, users and iterations shared by all
/// users; a number of users or iterations that was not zero stays at least one, and shared
/// iterations at least one for each user. The time scales stages and shapes within them, but
/// neither pacing, which belongs to the user, nor the maximal length of a number of iterations,
/// which takes the time it takes.
Load scaled(const Load& load, Scale scale);

/// Everything wrong with it, one sentence each; empty when it can be played.
std::vector<std::string> problems(const Load& load);

/// "ramp to 200 users in 2 min, hold 200 users for 10 min (sustained)".
std::string to_text(const Load& load);

}  // namespace proofload
