// SPDX-License-Identifier: Apache-2.0
#pragma once

// One socket of libcurl's on the event loop: waits for what libcurl wants to know, no more than one
// wait in each direction. Shared by the loop's pending waits and the multi handle. Closes nothing:
// its number may long be somebody else's when it goes.

#include <curl/curl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <sys/stat.h>

namespace proofload::detail {

struct CurlSocket {
  CurlSocket(boost::asio::io_context& loop, curl_socket_t handle, bool opened_by_us)
      : descriptor(loop, handle), owned(opened_by_us), inode(inode_of(handle)) {}
  ~CurlSocket() {
    if (descriptor.is_open()) descriptor.release();
  }

  /// What tells a socket from every other one that is open; 0 for what is none.
  static ino_t inode_of(curl_socket_t handle) {
    struct stat file {};
    return ::fstat(handle, &file) == 0 && S_ISSOCK(file.st_mode) ? file.st_ino : 0;
  }

  boost::asio::posix::stream_descriptor descriptor;
  bool owned;                // else libcurl's own: the wake-up pipe of its resolver
  ino_t inode;               // whether the number still means this socket
  bool established = false;  // libcurl has let go of it once and left it open
  int wanted = 0;            // CURL_POLL_IN, CURL_POLL_OUT
  bool reading = false;      // a wait is pending
  bool writing = false;
};

}  // namespace proofload::detail
