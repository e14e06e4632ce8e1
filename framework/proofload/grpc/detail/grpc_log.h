// SPDX-License-Identifier: Apache-2.0
#pragma once

// What gRPC writes to the error stream by itself.

namespace proofload::detail {

/// Keeps gRPC from writing a line for every connection that fails: the status of the calls says the
/// same, and a load test may have thousands a second. What it says of misuse before it ends the
/// process stays. Does nothing where GRPC_VERBOSITY is in the environment. For the whole process;
/// safe from any thread.
void quieten_grpc();

}  // namespace proofload::detail
