// SPDX-License-Identifier: Apache-2.0
#pragma once

// One socket of libcurl's on the event loop: waits for what libcurl wants to know, no more than one
// wait in each direction. Shared by the loop's pending waits and the multi handle.

#include <curl/curl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace proofload::detail {

struct CurlSocket {
  CurlSocket(boost::asio::io_context& loop, curl_socket_t handle, bool opened_by_us)
      : descriptor(loop, handle), owned(opened_by_us) {}
  ~CurlSocket() {
    if (!owned && descriptor.is_open()) descriptor.release();
  }

  boost::asio::posix::stream_descriptor descriptor;
  bool owned;            // else libcurl's own: the wake-up pipe of its resolver
  int wanted = 0;        // CURL_POLL_IN, CURL_POLL_OUT
  bool reading = false;  // a wait is pending
  bool writing = false;
};

}  // namespace proofload::detail
