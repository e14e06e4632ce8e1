// SPDX-License-Identifier: Apache-2.0
#include "grpc/grpc_test_server.h"

#include <grpcpp/server_builder.h>

#include <atomic>
#include <map>
#include <mutex>

namespace proofload::testing_support {
namespace {

class Reactor : public grpc::ServerUnaryReactor {
 public:
  explicit Reactor(std::atomic<int>& cancelled) : cancelled_(cancelled) {}

  void OnCancel() override {
    ++cancelled_;
    Finish(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

 private:
  std::atomic<int>& cancelled_;
};

class EchoService : public echo::Echo::WithCallbackMethod_Echo<echo::Echo::Service> {
 public:
  explicit EchoService(GrpcTestServer::Answer answer) : answer_(std::move(answer)) {}

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context,
                                 const echo::EchoRequest* request,
                                 echo::EchoReply* reply) override {
    note(context->peer());
    if (request->text() == "mute") return new Reactor(cancelled);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(answer_(*context, *request, *reply));
    return reactor;
  }

  // Below zero: three numbers, and then an error. At 1000 and above the client is what ends it.
  grpc::Status Count(grpc::ServerContext* context, const echo::CountRequest* request,
                     grpc::ServerWriter<echo::Number>* writer) override {
    note(context->peer());
    const auto last = request->last() < 0 ? 3 : request->last();
    for (std::int64_t number = 1; number <= last; ++number) {
      echo::Number message;
      message.set_value(number);
      if (!writer->Write(message)) return note_cancelled();
    }
    if (request->last() < 0) return {grpc::StatusCode::ABORTED, "no more numbers"};
    return grpc::Status::OK;
  }

  grpc::Status Sum(grpc::ServerContext* context, grpc::ServerReader<echo::Number>* reader,
                   echo::Number* reply) override {
    note(context->peer());
    echo::Number message;
    std::int64_t sum = 0;
    while (reader->Read(&message)) {
      if (message.value() < 0) return {grpc::StatusCode::OUT_OF_RANGE, "below zero"};
      sum += message.value();
    }
    reply->set_value(sum);
    return grpc::Status::OK;
  }

  grpc::Status Chat(grpc::ServerContext* context,
                    grpc::ServerReaderWriter<echo::EchoReply, echo::EchoRequest>* stream) override {
    note(context->peer());
    echo::EchoRequest message;
    while (stream->Read(&message)) {
      echo::EchoReply reply;
      reply.set_text(message.text());
      if (!stream->Write(reply)) return note_cancelled();
    }
    return context->IsCancelled() ? note_cancelled() : grpc::Status::OK;
  }

  std::vector<std::size_t> calls() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::size_t> numbers;
    for (const auto& [peer, number] : calls_) numbers.push_back(number);
    return numbers;
  }

  std::atomic<int> cancelled{0};

 private:
  void note(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    ++calls_[peer];
  }

  grpc::Status note_cancelled() {
    ++cancelled;
    return grpc::Status::CANCELLED;
  }

  const GrpcTestServer::Answer answer_;
  mutable std::mutex mutex_;
  std::map<std::string, std::size_t> calls_;  // by peer; guarded by mutex_
};

}  // namespace

struct GrpcTestServer::State {
  explicit State(Answer answer) : service(std::move(answer)) {}

  EchoService service;
  int port = 0;
  std::unique_ptr<grpc::Server> server;
};

GrpcTestServer::GrpcTestServer(Answer answer, std::shared_ptr<grpc::ServerCredentials> credentials)
    : state_(std::make_unique<State>(std::move(answer))) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", std::move(credentials), &state_->port);
  builder.RegisterService(&state_->service);
  state_->server = builder.BuildAndStart();
}

GrpcTestServer::~GrpcTestServer() { shut_down(); }

grpc::Status GrpcTestServer::say_back(grpc::CallbackServerContext&,
                                      const echo::EchoRequest& request, echo::EchoReply& reply) {
  reply.set_text(request.text());
  return grpc::Status::OK;
}

std::shared_ptr<grpc::ServerCredentials> GrpcTestServer::insecure() {
  return grpc::InsecureServerCredentials();
}

int GrpcTestServer::port() const { return state_->port; }
std::string GrpcTestServer::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->port);
}
std::vector<std::size_t> GrpcTestServer::calls_by_connection() const {
  return state_->service.calls();
}
int GrpcTestServer::cancelled() const { return state_->service.cancelled; }
void GrpcTestServer::shut_down() { state_->server->Shutdown(std::chrono::system_clock::now()); }

}  // namespace proofload::testing_support
