// SPDX-License-Identifier: Apache-2.0
#pragma once

// Stands before a server and takes its time to connect: what a client sends is passed on only
// after a while, and so nobody sees a connection of HTTP/2 before. On a thread of its own.

#include <proofload/units/duration.h>

#include <cstdint>
#include <memory>
#include <string>

namespace proofload::testing_support {

class LateGateway {
 public:
  LateGateway(int server_port, Duration delay);
  ~LateGateway();
  LateGateway(const LateGateway&) = delete;
  LateGateway& operator=(const LateGateway&) = delete;

  std::string url() const;  ///< "http://127.0.0.1:40123"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload::testing_support
