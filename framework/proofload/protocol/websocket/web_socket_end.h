// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a WebSocket ended. A value.

#include <proofload/base/clock.h>
#include <proofload/protocol/error_kind.h>

#include <cstdint>
#include <string>

namespace proofload {

struct WebSocketEnd {
  ErrorKind error = ErrorKind::none;  ///< closed: in order, by one of the two
  std::string text{};                 ///< for people
  std::uint16_t close_code = 0;       ///< the other side's; 0 where it sent none
  std::string close_reason{};
  SteadyClock::time_point at{};
};

}  // namespace proofload
