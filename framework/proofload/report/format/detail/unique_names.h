// SPDX-License-Identifier: Apache-2.0
#pragma once

// Names for readers that drop the second of two equal ones: from the second on they get a number,
// "x (2)". The same names in the same order always get the same numbers. A value; not synchronized.

#include <map>
#include <string>

namespace proofload {

class UniqueNames {
 public:
  /// The name, or the first one made of it that was not given out before.
  std::string operator()(const std::string& name) {
    auto given = name;
    while (used_[given]++ > 0) given = name + " (" + std::to_string(used_[name]) + ")";
    return given;
  }

 private:
  std::map<std::string, int> used_;
};

}  // namespace proofload
