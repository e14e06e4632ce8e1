// SPDX-License-Identifier: Apache-2.0
#pragma once

// A server of gRPC for tests, on a free port of the loopback interface, in this process. It speaks
// the service of grpc_server/echo.proto. Functions are safe from any thread.

#include <grpc_server/echo.grpc.pb.h>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_context.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace proofload::testing_support {

class GrpcTestServer {
 public:
  /// Answers Echo(). Requests with the text "mute" never come here: they get no answer.
  using Answer = std::function<grpc::Status(grpc::CallbackServerContext&, const echo::EchoRequest&,
                                            echo::EchoReply&)>;

  explicit GrpcTestServer(Answer answer = say_back,
                          std::shared_ptr<grpc::ServerCredentials> credentials = insecure());
  ~GrpcTestServer();
  GrpcTestServer(const GrpcTestServer&) = delete;
  GrpcTestServer& operator=(const GrpcTestServer&) = delete;

  static grpc::Status say_back(grpc::CallbackServerContext& context,
                               const echo::EchoRequest& request, echo::EchoReply& reply);
  static std::shared_ptr<grpc::ServerCredentials> insecure();

  int port() const;
  std::string url() const;  ///< "http://127.0.0.1:40123"

  /// How many calls and streams each connection has made that made one, and how many those are.
  std::vector<std::size_t> calls_by_connection() const;
  std::size_t connections() const { return calls_by_connection().size(); }

  /// So many calls were cancelled by the client before they were answered.
  int cancelled() const;

  /// Cuts all connections.
  void shut_down();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload::testing_support
