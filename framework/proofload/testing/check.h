// SPDX-License-Identifier: Apache-2.0
#pragma once

// How User::check() speaks gMock: found by the user's namespace, so that the engine needs none.

#include <proofload/engine/user.h>

#include <gmock/gmock.h>

namespace proofload {

template <class Value, class Matcher>
bool check_passes(const User&, const Value& value, const Matcher& matcher) {
  return testing::SafeMatcherCast<const Value&>(matcher).Matches(value);
}

/// The matcher's own words.
template <class Value, class Matcher>
std::string check_name(const User&, const Value&, const Matcher& matcher) {
  return testing::DescribeMatcher<const Value&>(testing::SafeMatcherCast<const Value&>(matcher));
}

}  // namespace proofload
