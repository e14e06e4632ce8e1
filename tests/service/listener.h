// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/service/file_descriptor.h>
#include <proofload/service/loopback.h>

namespace proofload {

/// Listens on a port of 127.0.0.1. Connections succeed; unless they are accepted, requests stay
/// unanswered.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int yes = 1;  // as servers do it
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto address = loopback_address(0);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_.number(), generic, size) == 0 && ::listen(socket_.number(), 16) == 0 &&
        ::getsockname(socket_.number(), generic, &size) == 0)
      port_ = ntohs(address.sin_port);
  }

  std::uint16_t port() const { return port_; }

  /// Blocks until somebody connects.
  FileDescriptor accept() const {
    return FileDescriptor(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
  }

 private:
  FileDescriptor socket_;
  std::uint16_t port_ = 0;
};

}  // namespace proofload
