// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/stream_misuse.h>

#include <proofload/base/usage_error.h>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <string>

namespace proofload::detail {

void refuse_second(bool collides, const char* function) {
  if (!collides) return;
  throw UsageError(std::string(function) +
                   " of a gRPC stream was called while it was read, written or finished already: "
                   "await one next() and one write() at a time, no write() after writes_done(), "
                   "and nothing after finish()");
}

void throw_cut_off() { throw boost::system::system_error(boost::asio::error::operation_aborted); }

}  // namespace proofload::detail
