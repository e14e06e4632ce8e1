// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace proofload::detail {

/// How often something was asked for its value, and how often it had none. A value.
class ProbeAccount {
 public:
  void found() { ++asked_; }

  void missed(std::string why) {
    ++asked_;
    ++missed_;
    why_ = std::move(why);
  }

  /// "the probe queue_depth had no value 3 of 30 times; the last time: ..."; empty where it always
  /// had one.
  std::string note(const std::string& probe) const {
    if (missed_ == 0) return {};
    return "the probe " + probe + " had no value " + std::to_string(missed_) + " of " +
           std::to_string(asked_) + " times; the last time: " + why_;
  }

 private:
  std::uint64_t asked_ = 0;
  std::uint64_t missed_ = 0;
  std::string why_;
};

}  // namespace proofload::detail
