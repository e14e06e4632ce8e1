// SPDX-License-Identifier: Apache-2.0
#pragma once

// Stages as sentences, for messages and reports. Pure; safe from any thread.

#include <proofload/load/profile.h>

#include <string>

namespace proofload {

/// "ramp to 200 users in 2 min", "hold 10/s for 30 s (sustained)", "jump to 5/s",
/// "follow a shape from 5/s to 15/s for 10 min (warm-up)": of a shape the least and the greatest
/// value.
template <class Quantity>
std::string stage_text(const Stage& stage);

extern template std::string stage_text<Rate>(const Stage&);
extern template std::string stage_text<Users>(const Stage&);

}  // namespace proofload
