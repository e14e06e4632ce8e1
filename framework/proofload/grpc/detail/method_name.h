// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a call is named: generated functions do not say, but gRPC tells an interceptor when a call
// is prepared.

#include <grpcpp/support/client_interceptor.h>

#include <memory>
#include <string>
#include <vector>

namespace proofload::detail {

using Interceptors =
    std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>;

/// For a channel whose calls are to be named. Intercepts none of them.
Interceptors naming_interceptors();

/// "/helloworld.Greeter/SayHello": the method of the call that this thread prepared last.
const std::string& prepared_method();

}  // namespace proofload::detail
