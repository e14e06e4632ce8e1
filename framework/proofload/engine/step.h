// SPDX-License-Identifier: Apache-2.0
#pragma once

// A step of a journey that is measured by hand: any operation, of whatever protocol. Made by
// User::step(), lives on the stack of the journey, on its worker's thread, not longer than the
// iteration. It ends with its block, and is recorded like a request: response time from its plan,
// service time from its actual start, failed or not.

#include <memory>
#include <string>
#include <string_view>

namespace proofload {

class MeasuredStep;
struct UserState;

class Step {
 public:
  /// Throws UsageError where a run has more than 500 different steps.
  Step(UserState& state, std::string_view name);
  ~Step();
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  /// It failed, and why, in a few words that do not vary from one time to the next. The last call
  /// counts; an empty text is "failed".
  void fail(std::string_view reason);

 private:
  UserState& state_;
  std::unique_ptr<MeasuredStep> measured_;
  std::string error_;
  int exceptions_;  // under way when it began
};

}  // namespace proofload
