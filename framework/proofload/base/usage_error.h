// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace proofload {

/// The author of a test asked for something that cannot be: a route with more places than
/// arguments, say. Ends the run at once and fails the test with its text; never used for what a
/// service does.
class UsageError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace proofload
