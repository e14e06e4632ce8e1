// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/method_name.h>

namespace proofload::detail {
namespace {

thread_local std::string prepared;

class MethodNaming : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo* call) override {
    prepared = call->method();
    return nullptr;
  }
};

}  // namespace

Interceptors naming_interceptors() {
  Interceptors interceptors;
  interceptors.push_back(std::make_unique<MethodNaming>());
  return interceptors;
}

const std::string& prepared_method() { return prepared; }

}  // namespace proofload::detail
