// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/system_error.h>
#include <proofload/service/file_descriptor.h>
#include <proofload/service/free_port.h>
#include <proofload/service/loopback.h>

#include <cerrno>

namespace proofload {
namespace {

// 0, or an errno.
int bind_to(const FileDescriptor& socket, std::uint16_t port) {
  const auto address = loopback_address(port);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  return ::bind(socket.number(), generic, sizeof address) == 0 ? 0 : errno;
}

}  // namespace

Result<std::uint16_t> free_port() {
  const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  socklen_t size = sizeof address;
  if (!socket || bind_to(socket, 0) != 0 ||
      ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return Error{"no free port on 127.0.0.1: " + system_error_text(errno)};
  return ntohs(address.sin_port);
}

Result<void> check_port_is_free(std::uint16_t port) {
  const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket) return Error{"cannot open a socket: " + system_error_text(errno)};
  // As servers do it: connections that a former service left in TIME_WAIT take nothing away.
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);

  const int failure = bind_to(socket, port);
  if (failure == 0) return {};
  if (failure == EADDRINUSE)
    return Error{"port " + std::to_string(port) + " is taken by another process"};
  return Error{"port " + std::to_string(port) + " cannot be used: " + system_error_text(failure)};
}

}  // namespace proofload
