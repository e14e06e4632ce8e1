// SPDX-License-Identifier: Apache-2.0
#pragma once

// The coroutine type of journeys and of everything they await. A Task runs on the thread of the
// worker that plays it and never changes thread, so what it touches needs no lock unless several
// workers share it. Nothing in a Task may block.
//
// On GCC 12 keep braces and capturing lambdas out of a co_await expression; name them on the line
// before.

#include <boost/asio/awaitable.hpp>

namespace proofload {

template <class Value = void>
using Task = boost::asio::awaitable<Value>;

}  // namespace proofload
