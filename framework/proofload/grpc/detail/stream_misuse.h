// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a journey must not do with a stream, because gRPC would end the process.

namespace proofload::detail {

/// Throws UsageError where what the journey asks for collides with something else.
void refuse_second(bool collides, const char* function);

/// Throws as an operation of Asio does that was cancelled.
[[noreturn]] void throw_cut_off();

/// Sets a flag for as long as it lives.
class Busy {
 public:
  explicit Busy(bool& flag) : flag_(flag) { flag_ = true; }
  ~Busy() { flag_ = false; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  bool& flag_;
};

}  // namespace proofload::detail
