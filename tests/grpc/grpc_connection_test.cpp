// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/grpc_client.h>

#include "engine/playing.h"
#include "grpc/grpc_test_server.h"
#include "support/tls_test_server.h"

#include <proofload/testing/temporary_folder.h>

#include <fstream>
#include <iterator>

namespace proofload {
namespace {

using echo::Echo;
using echo::EchoReply;
using echo::EchoRequest;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace testing_support;

Task<> ask(User& user, const GrpcOptions& options, GrpcStatus& status) {
  GrpcClient<Echo> client(user, options);
  const EchoRequest request;
  status = co_await client.call(&Echo::Stub::PrepareAsyncEcho, request);
}

Report play_users(Users users, const std::string& target, const GrpcOptions& options,
                  std::uint32_t workers = 1) {
  const auto journey = [options](User& user) {
    struct Asking {
      static Task<> play(User& asking, GrpcOptions its_options) {
        GrpcStatus status;
        co_await ask(asking, its_options, status);
      }
    };
    return Asking::play(user, options);
  };
  return play(plan_of(journey, iterations(5).by_each_of(users)), settings_for(target, workers));
}

TEST(GrpcConnection, BelongsToEachUserAndIsKept) {
  GrpcTestServer server;
  const auto report = play_users(7_users, server.url(), {}, 2);
  EXPECT_EQ(report.counter(metrics::grpc_reqs).sum, 35);
  EXPECT_EQ(report.rate(metrics::grpc_req_failed).passes, 0u);
  EXPECT_EQ(server.connections(), 7u);
}

TEST(GrpcConnection, IsOneOfSoManyThatTheUsersOfARunShare) {
  GrpcTestServer server;
  GrpcOptions options;
  options.connections = 3;
  const auto report = play_users(7_users, server.url(), options, 2);
  EXPECT_EQ(report.counter(metrics::grpc_reqs).sum, 35);
  EXPECT_EQ(report.rate(metrics::grpc_req_failed).passes, 0u);
  EXPECT_EQ(server.connections(), 3u);
  play_users(7_users, server.url(), options, 2);
  EXPECT_EQ(server.connections(), 6u) << "another run has connections of its own";
}

TEST(GrpcConnection, IsTakenInTurnByTheCallsOfOneUser) {
  GrpcTestServer server;
  GrpcOptions options;
  options.connections = 5;
  play_users(1_users, server.url(), options);
  EXPECT_THAT(server.calls_by_connection(), ElementsAre(1, 1, 1, 1, 1));
}

TEST(GrpcConnection, IsTakenInTurnByTheUsersOfAllWorkers) {
  GrpcTestServer server;
  GrpcOptions options;
  options.connections = 7;
  play_users(7_users, server.url(), options, 2);
  EXPECT_THAT(server.calls_by_connection(), AllOf(SizeIs(7), Each(Eq(5u))));
}

Task<> open_stream(User& user, const GrpcOptions& options) {
  GrpcClient<Echo> client(user, options);
  echo::CountRequest request;
  request.set_last(1);
  auto stream = client.read(&Echo::Stub::PrepareAsyncCount, request);
  co_await stream.finish();
}

TEST(GrpcConnection, IsTakenInTurnByStreams) {
  GrpcTestServer server;
  GrpcOptions options;
  options.connections = 3;
  const auto journey = [&](User& user) { return open_stream(user, options); };
  play(plan_of(journey, iterations(6).by_each_of(1_users)), settings_for(server.url()));
  EXPECT_THAT(server.calls_by_connection(), ElementsAre(2, 2, 2));
}

Task<> ask_and_stay(User& user, const GrpcOptions& options) {
  GrpcStatus status;
  co_await ask(user, options, status);
  co_await user.pause(3s);
}

TEST(GrpcConnection, IsOpenedBeforeItsTurn) {
  GrpcTestServer server;
  GrpcOptions options;
  options.connections = 4;
  const auto journey = [&](User& user) { return ask_and_stay(user, options); };
  const auto plan = plan_of(journey, iterations(1).by_each_of(1_users));
  EXPECT_EQ(play(plan, settings_for(server.url())).gauge(metrics::active_connections).max, 4);
  EXPECT_EQ(server.connections(), 1u);
}

TEST(GrpcConnection, IsCountedWhileItIsOpen) {
  GrpcTestServer server;
  GrpcOptions shared;
  shared.connections = 2;
  const auto most_connections = [&](const GrpcOptions& options) {
    const auto journey = [&](User& user) { return ask_and_stay(user, options); };
    const auto plan = plan_of(journey, iterations(1).by_each_of(4_users));
    return play(plan, settings_for(server.url(), 2)).gauge(metrics::active_connections).max;
  };
  EXPECT_EQ(most_connections({}), 4);
  EXPECT_EQ(most_connections(shared), 2);
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::shared_ptr<grpc::ServerCredentials> credentials_of(const Certificate& own,
                                                        const std::string& trusted_clients = {}) {
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({content_of(own.key_file), content_of(own.file)});
  if (!trusted_clients.empty()) {
    options.client_certificate_request = GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY;
    options.pem_root_certs = content_of(trusted_clients);
  }
  return grpc::SslServerCredentials(options);
}

/// A server with a certificate that is signed by itself.
struct GrpcTls : ::testing::Test {
  GrpcStatus status_with(const GrpcOptions& options) {
    GrpcStatus status;
    const auto target = "https://127.0.0.1:" + std::to_string(server->port());
    report = play_one([&](User& user) { return ask(user, options, status); }, target);
    return status;
  }

  void serve(const std::string& trusted_clients = {}) {
    server = std::make_unique<GrpcTestServer>(GrpcTestServer::say_back,
                                              credentials_of(own, trusted_clients));
  }

  TemporaryFolder folder;
  Certificate own = make_certificate(folder.path(), "server");
  std::unique_ptr<GrpcTestServer> server;
  std::optional<Report> report;
};

TEST_F(GrpcTls, TrustsWhomTheTestTrusts) {
  serve();
  GrpcOptions options;
  options.ca_file = own.file;
  EXPECT_TRUE(status_with(options).ok());
}

TEST_F(GrpcTls, RefusesAnUnknownServer) {
  serve();
  EXPECT_EQ(status_with({}).status, grpc::StatusCode::UNAVAILABLE);
  GrpcOptions other;
  other.ca_file = make_certificate(folder.path(), "other").file;
  EXPECT_EQ(status_with(other).status, grpc::StatusCode::UNAVAILABLE);
}

TEST_F(GrpcTls, TakesAnyServerWhereTheTestSaysSo) {
  serve();
  GrpcOptions options;
  options.verify_tls = false;
  EXPECT_TRUE(status_with(options).ok());
}

TEST_F(GrpcTls, ShowsItsCertificateToAServerThatAsks) {
  const auto client = make_certificate(folder.path(), "client");
  serve(client.file);
  GrpcOptions options;
  options.ca_file = own.file;
  EXPECT_EQ(status_with(options).status, grpc::StatusCode::UNAVAILABLE);
  options.client_certificate = client.file;
  options.client_key = client.key_file;
  EXPECT_TRUE(status_with(options).ok());
  options.verify_tls = false;
  EXPECT_TRUE(status_with(options).ok());
}

TEST_F(GrpcTls, WritesNoLineForEachFailureToTheErrorStream) {
  serve();
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(status_with({}).ok());
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST_F(GrpcTls, RefusesAFileThatCannotBeRead) {
  serve();
  GrpcOptions options;
  options.ca_file = folder.path() / "missing.pem";
  status_with(options);
  EXPECT_THAT(report->facts().author_error, HasSubstr("missing.pem"));
}

}  // namespace
}  // namespace proofload
