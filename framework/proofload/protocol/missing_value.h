// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace proofload {

/// What the journey needs to go on is not there: in an answer, or in a feeder that was told to end
/// iterations. Data, not a mistake of the author: it ends the iteration and is counted under its
/// text, which says what was looked for and never what was found, since that may hold secrets.
class MissingValue : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace proofload
