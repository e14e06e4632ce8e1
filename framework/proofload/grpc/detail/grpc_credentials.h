// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whom a channel trusts, and how it shows who it is.

#include <proofload/grpc/grpc_options.h>

#include <grpcpp/security/credentials.h>

#include <memory>

namespace proofload::detail {

/// Throws UsageError where a file cannot be read.
std::shared_ptr<grpc::ChannelCredentials> credentials_of(bool tls, const GrpcOptions& options);

}  // namespace proofload::detail
