// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/grpc_client.h>
#include <proofload/testing/check.h>

#include "engine/playing.h"
#include "grpc/grpc_test_server.h"
#include "support/http_test_server.h"

#include <etcd/etcd.grpc.pb.h>

namespace proofload {
namespace {

using echo::Echo;
using echo::EchoReply;
using echo::EchoRequest;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;
using namespace testing_support;

constexpr char echo_step[] = "/proofload.echo.Echo/Echo";

EchoRequest request_of(std::string text) {
  EchoRequest request;
  request.set_text(std::move(text));
  return request;
}

using EchoAnswer = GrpcAnswer<EchoReply>;

/// One call of one user.
struct Asked {
  EchoAnswer answer;
  Report report;
};

Task<> ask_into(User& user, const std::string& text, const GrpcOptions& options,
                const GrpcCallOptions& call_options, EchoAnswer& answer) {
  GrpcClient<Echo> client(user, options);
  const auto request = request_of(text);
  answer = co_await client.call(&Echo::Stub::PrepareAsyncEcho, request, call_options);
}

Asked ask(const std::string& target, const std::string& text, const GrpcOptions& options = {},
          const GrpcCallOptions& call_options = {}) {
  EchoAnswer answer;
  const auto journey = [&](User& user) {
    return ask_into(user, text, options, call_options, answer);
  };
  auto report = play_one(journey, target);
  return {answer, report};
}

std::string author_error(const GrpcOptions& options, const GrpcCallOptions& call_options = {}) {
  return ask(nowhere, "text", options, call_options).report.facts().author_error;
}

TEST(GrpcClient, GetsTheAnswerOfAUnaryCall) {
  GrpcTestServer server;
  const auto [answer, report] = ask(server.url(), "hello");
  EXPECT_TRUE(answer.ok());
  EXPECT_EQ(answer.error_text, "");
  EXPECT_EQ(answer.reply.text(), "hello");
  EXPECT_GT(answer.service, 0ns);
}

TEST(GrpcClient, MakesEveryCallAStepNamedByItsMethod) {
  GrpcTestServer server;
  const auto [answer, report] = ask(server.url(), "hello");
  EXPECT_THAT(report.values_of("step"), ElementsAre(echo_step));
  const auto step = report.step(echo_step);
  EXPECT_EQ(step.trend(metrics::response).count(), 1u);
  EXPECT_EQ(step.trend(metrics::service).count(), 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(step.counter(metrics::grpc_reqs).sum, 1);
  EXPECT_EQ(step.rate(metrics::grpc_req_failed).count, 1u);
  EXPECT_EQ(step.rate(metrics::grpc_req_failed).passes, 0u);
  EXPECT_EQ(step.trend(metrics::grpc_req_duration).count(), 1u);
  EXPECT_NEAR(step.trend(metrics::service).max(), in_milliseconds(answer.service),
              in_milliseconds(answer.service) / 500);
  EXPECT_THAT(step.values_of("status"), ElementsAre("0"));
  EXPECT_EQ(report.counter(metrics::grpc_streams).count, 0u);
  EXPECT_EQ(report.counter(metrics::http_reqs).count, 0u);
}

// A text of five letters is packed into seven bytes.
TEST(GrpcClient, CountsTheBytesOfMessages) {
  GrpcTestServer server;
  const auto step = ask(server.url(), "hello").report.step(echo_step);
  EXPECT_EQ(step.counter(metrics::data_sent).sum, 7);
  EXPECT_EQ(step.counter(metrics::data_received).sum, 7);
}

TEST(GrpcClient, CountsOnlyBytesThatWereSentAndReceived) {
  GrpcTestServer server([](auto&, const auto&, auto& reply) {
    reply.set_text("is not sent");
    return grpc::Status(grpc::StatusCode::NOT_FOUND, "");
  });
  const auto refused = ask(server.url(), "hello").report;
  EXPECT_EQ(refused.counter(metrics::data_sent).sum, 7);
  EXPECT_EQ(refused.counter(metrics::data_received).sum, 0);
  EXPECT_EQ(ask(nowhere, "hello").report.counter(metrics::data_sent).sum, 0);
}

TEST(GrpcClient, TakesAnErrorStatusForAFailedStep) {
  GrpcTestServer server([](auto&, const auto&, auto&) {
    return grpc::Status(grpc::StatusCode::NOT_FOUND, "no such word", "details");
  });
  const auto [answer, report] = ask(server.url(), "hello");
  EXPECT_FALSE(answer.ok());
  EXPECT_EQ(answer.status, grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(answer.error_text, "no such word");
  EXPECT_EQ(answer.error_details, "details");
  const auto step = report.step(echo_step);
  EXPECT_THAT(step.values_of("status"), ElementsAre("5"));
  EXPECT_THAT(step.values_of("error"), ElementsAre("not_found"));
  EXPECT_EQ(step.rate(metrics::grpc_req_failed).passes, 1u);
  EXPECT_EQ(step.counter(metrics::grpc_reqs).sum, 1);
  EXPECT_EQ(report.facts().account.finished, 1u);
}

TEST(GrpcClient, TakesAnExpectedStatusForASuccess) {
  GrpcTestServer server([](auto&, const auto&, auto&) {
    return grpc::Status(grpc::StatusCode::NOT_FOUND, "no such word");
  });
  GrpcCallOptions options;
  options.expected = {grpc::StatusCode::NOT_FOUND};
  const auto step = ask(server.url(), "hello", {}, options).report.step(echo_step);
  EXPECT_EQ(step.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(step.rate(metrics::grpc_req_failed).passes, 0u);
  EXPECT_THAT(step.values_of("status"), ElementsAre("5"));
  EXPECT_THAT(step.values_of("error"), Not(Contains("not_found")));
}

Task<> put_into_etcd(User& user, grpc::StatusCode& status) {
  GrpcClient<etcdserverpb::KV> client(user);
  const etcdserverpb::PutRequest request;
  const auto answer = co_await client.call(&etcdserverpb::KV::Stub::PrepareAsyncPut, request);
  status = answer.status;
}

TEST(GrpcClient, IsToldOfAMethodThatTheServiceDoesNotKnow) {
  GrpcTestServer server;
  grpc::StatusCode status{};
  const auto report =
      play_one([&](User& user) { return put_into_etcd(user, status); }, server.url());
  EXPECT_EQ(status, grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_THAT(report.step("/etcdserverpb.KV/Put").values_of("error"), ElementsAre("unimplemented"));
}

TEST(GrpcClient, GivesUpAfterItsTimeout) {
  GrpcTestServer server;
  GrpcOptions options;
  options.timeout = 50ms;
  const auto [answer, report] = ask(server.url(), "mute", options);
  EXPECT_EQ(answer.status, grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_GE(answer.service, 45ms);
  EXPECT_LT(answer.service, 5s);
  EXPECT_THAT(report.step(echo_step).values_of("error"), ElementsAre("deadline_exceeded"));
}

TEST(GrpcClient, PrefersTheTimeoutOfTheCall) {
  GrpcTestServer server;
  GrpcCallOptions options;
  options.timeout = 50ms;
  EXPECT_EQ(ask(server.url(), "mute", {}, options).answer.status,
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST(GrpcClient, FindsNobodyWhoListens) {
  const auto [answer, report] = ask(nowhere, "hello");
  EXPECT_EQ(answer.status, grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(report.step(echo_step).values_of("error"), ElementsAre("unavailable"));
  EXPECT_THAT(report.step(echo_step).values_of("status"), ElementsAre("14"));
}

TEST(GrpcClient, FindsAServerThatDoesNotSpeakHttp2) {
  HttpTestServer server([](const auto&) { return Reply{}; });
  EXPECT_EQ(ask(server.url(), "hello").answer.status, grpc::StatusCode::UNAVAILABLE);
}

TEST(GrpcClient, RefusesAMessageThatIsTooLarge) {
  GrpcTestServer server;
  GrpcOptions options;
  options.max_message = 1000;
  EXPECT_TRUE(ask(server.url(), std::string(900, 'x'), options).answer.ok());
  const auto [answer, report] = ask(server.url(), std::string(1001, 'x'), options);
  EXPECT_EQ(answer.status, grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(answer.reply.text(), "");
  EXPECT_THAT(report.step(echo_step).values_of("error"), ElementsAre("resource_exhausted"));
}

TEST(GrpcClient, CarriesMetadataBothWays) {
  GrpcTestServer server([](auto& context, const auto&, auto& reply) {
    for (const auto* name : {"token", "of-the-call"}) {
      const auto found = context.client_metadata().find(name);
      if (found != context.client_metadata().end())
        reply.set_text(reply.text() + std::string(found->second.data(), found->second.size()));
    }
    context.AddInitialMetadata("first", "1");
    context.AddTrailingMetadata("last-bin", std::string("\0\xff", 2));
    return grpc::Status::OK;
  });
  GrpcOptions options;
  options.metadata = {{"Token", "abc"}};
  GrpcCallOptions call_options;
  call_options.metadata = {{"of-the-call", "def"}};
  const auto answer = ask(server.url(), "", options, call_options).answer;
  EXPECT_EQ(answer.reply.text(), "abcdef");
  EXPECT_THAT(answer.initial_metadata, Contains(Pair("first", "1")));
  EXPECT_THAT(answer.trailing_metadata, Contains(Pair("last-bin", std::string("\0\xff", 2))));
}

TEST(GrpcClient, RefusesMetadataThatCannotBeSent) {
  const auto refused = [](const Field& field) {
    GrpcOptions options;
    options.metadata = {field};
    return author_error(options);
  };
  const auto names_it = AllOf(HasSubstr("cannot be sent"), Not(HasSubstr("secret")));
  EXPECT_THAT(refused({"a b", "secret"}), names_it);
  EXPECT_THAT(refused({"", "secret"}), names_it);
  EXPECT_THAT(refused({"grpc-timeout", "secret"}), names_it);
  EXPECT_THAT(refused({"token", "secret\r\nx: y"}), names_it);
  EXPECT_EQ(refused({"token-bin", "\r\n"}), "");
}

TEST(GrpcClient, RefusesATargetThatIsNoAddress) {
  const auto refused = [](const std::string& target) {
    GrpcOptions options;
    options.target = target;
    return author_error(options);
  };
  const auto says_so = HasSubstr("is no address of a gRPC service");
  EXPECT_THAT(refused("ftp://127.0.0.1:1"), says_so);
  EXPECT_THAT(refused("http://127.0.0.1:1/path"), says_so);
  EXPECT_THAT(refused("127.0.0.1:70000"), says_so);
  EXPECT_THAT(refused("http://"), says_so);
  EXPECT_EQ(refused("127.0.0.1:1"), "");
}

TEST(GrpcClient, RefusesOptionsOutOfRange) {
  GrpcOptions options;
  options.max_message = 0;
  EXPECT_THAT(author_error(options), HasSubstr("max_message"));
  options = {};
  options.connections = 10'001;
  EXPECT_THAT(author_error(options), HasSubstr("at most 10000"));
}

TEST(GrpcClient, GoesToItsOwnTarget) {
  GrpcTestServer server;
  GrpcOptions options;
  options.target = "127.0.0.1:" + std::to_string(server.port());
  EXPECT_TRUE(ask(nowhere, "hello", options).answer.ok());
  options.target = "localhost:" + std::to_string(server.port());
  EXPECT_TRUE(ask(nowhere, "hello", options).answer.ok());
}

TEST(GrpcClient, ShowsTheFirstFailureWithoutTheSecretsThatWereSent) {
  GrpcTestServer server([](auto& context, const auto&, auto&) {
    const auto sent = context.client_metadata().find("authorization")->second;
    return grpc::Status(grpc::StatusCode::UNAUTHENTICATED,
                        "you sent " + std::string(sent.data(), sent.size()));
  });
  GrpcOptions options;
  options.metadata = {{"Authorization", "Bearer abcdef"}};
  const auto [answer, report] = ask(server.url(), "hello", options);
  EXPECT_EQ(answer.error_text, "you sent Bearer abcdef");
  const auto& exemplars = report.facts().exemplars.failed();
  ASSERT_EQ(exemplars.size(), 1u);
  EXPECT_THAT(exemplars.front().request, StartsWith("127.0.0.1:"));
  EXPECT_THAT(exemplars.front().request, HasSubstr(echo_step));
  EXPECT_EQ(exemplars.front().error, "unauthenticated");
  EXPECT_EQ(exemplars.front().status, 16);
  EXPECT_EQ(exemplars.front().error_text, "you sent [secret]");
}

TEST(GrpcClient, ShowsNoneOfTheCookiesThatWereSent) {
  GrpcTestServer server([](auto&, const auto&, auto&) {
    return grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "abcdef has ended, ghijkl has not");
  });
  GrpcOptions options;
  options.metadata = {{"Cookie", "session=abcdef; other=ghijkl"}};
  const auto report = ask(server.url(), "hello", options).report;
  const auto& exemplars = report.facts().exemplars.failed();
  ASSERT_EQ(exemplars.size(), 1u);
  EXPECT_EQ(exemplars.front().error_text, "[secret] has ended, [secret] has not");
}

Task<> ask_at_the_same_time(User& user, std::vector<EchoAnswer>& answers) {
  const GrpcOptions options;
  const GrpcCallOptions call_options;
  std::vector<std::string> texts{"one", "two", "three"};
  std::vector<Task<>> parts;
  answers.resize(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    parts.push_back(ask_into(user, texts[i], options, call_options, answers[i]));
  co_await user.in_parallel(std::move(parts));
}

TEST(GrpcClient, MakesSeveralCallsAtTheSameTimeOnOneConnection) {
  GrpcTestServer server;
  std::vector<EchoAnswer> answers;
  play_one([&](User& user) { return ask_at_the_same_time(user, answers); }, server.url());
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0].reply.text(), "one");
  EXPECT_EQ(answers[1].reply.text(), "two");
  EXPECT_EQ(answers[2].reply.text(), "three");
  EXPECT_EQ(server.connections(), 1u);
}

Task<> ask_mute(User& user) {
  EchoAnswer answer;
  const GrpcOptions options;
  const GrpcCallOptions call_options;
  co_await ask_into(user, "mute", options, call_options, answer);
  user.check("went on", 1, ::testing::Eq(1));
}

TEST(GrpcClient, IsNoSampleWhereTheEndOfTheRunCutsItOff) {
  GrpcTestServer server;
  auto plan = plan_of(ask_mute, hold(2_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step(echo_step).counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.counter(metrics::grpc_reqs).count, 0u);
  EXPECT_EQ(report.trend(metrics::response).count(), 0u);
  EXPECT_EQ(report.rate(metrics::checks).count, 0u);
  EXPECT_EQ(report.facts().account.interrupted, 2u);
  EXPECT_LT(report.facts().played, 30s);
  server.shut_down();
  EXPECT_EQ(server.cancelled(), 2);
}

TEST(GrpcClient, IsForJourneysThatArePlayedOnceToo) {
  GrpcTestServer server;
  EchoAnswer answer;
  const GrpcOptions options;
  const GrpcCallOptions call_options;
  const std::string text = "hello";
  const auto journey = [&](User& user) {
    return ask_into(user, text, options, call_options, answer);
  };
  EXPECT_TRUE(play_once(journey, {}, settings_for(server.url())).ok());
  EXPECT_EQ(answer.reply.text(), "hello");
  server.shut_down();
  const auto result = play_once(journey, {}, settings_for(server.url()));
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.error(), HasSubstr("/proofload.echo.Echo/Echo got no answer: unavailable"));
}

}  // namespace
}  // namespace proofload
