// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/grpc_client.h>

#include "engine/playing.h"
#include "grpc/grpc_test_server.h"

namespace proofload {
namespace {

using echo::CountRequest;
using echo::Echo;
using echo::EchoReply;
using echo::EchoRequest;
using echo::Number;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using namespace testing_support;

constexpr char stream_count_step[] = "/proofload.echo.Echo/Count";
constexpr char sum_step[] = "/proofload.echo.Echo/Sum";
constexpr char chat_step[] = "/proofload.echo.Echo/Chat";
constexpr int endless = 1'000'000'000;

Number number_of(int value) {
  Number number;
  number.set_value(value);
  return number;
}

EchoRequest stream_request_of(std::string text) {
  EchoRequest request;
  request.set_text(std::move(text));
  return request;
}

GrpcReader<Number> count(User& user, int last, const GrpcCallOptions& options = {}) {
  GrpcClient<Echo> client(user);
  CountRequest request;
  request.set_last(last);
  return client.read(&Echo::Stub::PrepareAsyncCount, request, options);
}

GrpcReaderWriter<EchoRequest, EchoReply> chat(User& user) {
  GrpcClient<Echo> client(user);
  return client.read_write(&Echo::Stub::PrepareAsyncChat);
}

/// What came of a stream.
struct Heard {
  std::vector<std::int64_t> numbers;
  GrpcStatus status;
};

Task<> count_into(User& user, int last, Heard& heard) {
  auto stream = count(user, last);
  while (const auto number = co_await stream.next()) heard.numbers.push_back(number->value());
  heard.status = co_await stream.finish();
}

TEST(GrpcReader, ReadsWhatTheServiceSendsUntilItEnds) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return count_into(user, 3, heard); }, server.url());
  EXPECT_THAT(heard.numbers, ElementsAre(1, 2, 3));
  EXPECT_TRUE(heard.status.ok());
  EXPECT_EQ(report.facts().account.finished, 1u);
}

TEST(GrpcReader, IsOneStepOfTheReport) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return count_into(user, 3, heard); }, server.url());
  EXPECT_THAT(report.values_of("step"), ElementsAre(stream_count_step));
  const auto step = report.step(stream_count_step);
  EXPECT_EQ(step.trend(metrics::response).count(), 1u);
  EXPECT_EQ(step.counter(metrics::grpc_reqs).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_sent).sum, 0);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_received).sum, 3);
  EXPECT_EQ(step.trend(metrics::grpc_req_duration).count(), 1u);
  EXPECT_THAT(step.values_of("status"), ElementsAre("0"));
}

// The request, and each of the three numbers, is packed into two bytes.
TEST(GrpcReader, CountsTheBytesOfMessages) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return count_into(user, 3, heard); }, server.url());
  EXPECT_EQ(report.step(stream_count_step).counter(metrics::data_sent).sum, 2);
  EXPECT_EQ(report.step(stream_count_step).counter(metrics::data_received).sum, 6);
}

TEST(GrpcReader, TellsHowAStreamWasCutInTheMiddle) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return count_into(user, -1, heard); }, server.url());
  EXPECT_THAT(heard.numbers, ElementsAre(1, 2, 3));
  EXPECT_EQ(heard.status.status, grpc::StatusCode::ABORTED);
  EXPECT_EQ(heard.status.error_text, "no more numbers");
  EXPECT_THAT(report.step(stream_count_step).values_of("error"), ElementsAre("aborted"));
  EXPECT_EQ(report.counter(metrics::grpc_streams_msgs_received).sum, 3);
}

Task<> count_without_reading(User& user, GrpcStatus& status) {
  auto stream = count(user, 5);
  status = co_await stream.finish();
}

TEST(GrpcReader, ReadsTheRestBeforeItFinishes) {
  GrpcTestServer server;
  GrpcStatus status;
  const auto report =
      play_one([&](User& user) { return count_without_reading(user, status); }, server.url());
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(report.counter(metrics::grpc_streams_msgs_received).sum, 5);
}

Task<> lose_the_server(User& user, GrpcTestServer& server, Heard& heard) {
  auto stream = count(user, endless);
  const auto first = co_await stream.next();
  if (first) heard.numbers.push_back(first->value());
  const auto shut_down = [&] { server.shut_down(); };
  co_await user.blocking(shut_down);
  heard.status = co_await stream.finish();
}

TEST(GrpcReader, TellsThatTheConnectionWasLost) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return lose_the_server(user, server, heard); }, server.url());
  EXPECT_THAT(heard.numbers, ElementsAre(1));
  EXPECT_FALSE(heard.status.ok());
  EXPECT_EQ(report.rate(metrics::grpc_req_failed).passes, 1u);
}

Task<> drop_a_stream(User& user) {
  auto stream = count(user, endless);
  co_await stream.next();
}

TEST(GrpcReader, IsCancelledAndRecordedWhereTheJourneyDropsIt) {
  GrpcTestServer server;
  const auto report = play_one(drop_a_stream, server.url());
  const auto step = report.step(stream_count_step);
  EXPECT_EQ(report.facts().account.finished, 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 1u);
  EXPECT_THAT(step.values_of("error"), ElementsAre("cancelled"));
  EXPECT_THAT(step.values_of("status"), ElementsAre("1"));
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_received).sum, 1);
  server.shut_down();
  EXPECT_EQ(server.cancelled(), 1);
}

Task<> make_and_drop(User& user) {
  count(user, endless);
  co_return;
}

Task<> cancel_and_drop(User& user) {
  auto stream = count(user, endless);
  co_await stream.next();
  stream.cancel();
}

TEST(GrpcReader, IsASuccessWhereTheJourneyCancelsIt) {
  GrpcTestServer server;
  const auto report = play_one(cancel_and_drop, server.url());
  const auto step = report.step(stream_count_step);
  EXPECT_EQ(step.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(step.rate(metrics::grpc_req_failed).passes, 0u);
  EXPECT_THAT(step.values_of("status"), ElementsAre("1"));
  server.shut_down();
  EXPECT_EQ(server.cancelled(), 1);
}

Task<> cancel_too_late(User& user, Heard& heard) {
  co_await count_into(user, 3, heard);
  auto stream = count(user, -1);
  co_await stream.finish();
  stream.cancel();
}

TEST(GrpcReader, IsNotChangedByACancellationAfterItsEnd) {
  GrpcTestServer server;
  Heard heard;
  const auto report =
      play_one([&](User& user) { return cancel_too_late(user, heard); }, server.url());
  EXPECT_THAT(report.step(stream_count_step).values_of("error"), ElementsAre("aborted"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
}

Task<> drop_an_expected_one(User& user) {
  auto stream = count(user, endless, {.expected = {grpc::StatusCode::CANCELLED}});
  co_await stream.next();
}

TEST(GrpcReader, IsNoFailureWhereItIsDroppedAsExpected) {
  GrpcTestServer server;
  const auto report = play_one(drop_an_expected_one, server.url());
  const auto step = report.step(stream_count_step);
  EXPECT_EQ(step.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(step.rate(metrics::step_failed).passes, 0u);
}

TEST(GrpcReader, MayBeDroppedBeforeItHasBegun) {
  GrpcTestServer server;
  const auto report = play_one(make_and_drop, server.url());
  EXPECT_THAT(report.step(stream_count_step).values_of("error"), ElementsAre("cancelled"));
}

Task<> read_until_the_end(User& user) {
  auto stream = count(user, endless);
  while (const auto number = co_await stream.next()) co_await user.pause(1ms);
}

TEST(GrpcReader, IsNoSampleWhereTheEndOfTheRunCutsItOff) {
  GrpcTestServer server;
  auto plan = plan_of(read_until_the_end, hold(2_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step(stream_count_step).counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.counter(metrics::grpc_reqs).count, 0u);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
  EXPECT_EQ(report.facts().account.interrupted, 2u);
  server.shut_down();
  EXPECT_EQ(server.cancelled(), 2);
}

Task<> wait_for_a_message(User& user) {
  auto stream = chat(user);
  co_await stream.next();
}

TEST(GrpcReader, IsCutOffWhileItWaitsForAMessage) {
  GrpcTestServer server;
  auto plan = plan_of(wait_for_a_message, hold(1_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step(chat_step).counter(metrics::interrupted_requests).sum, 1);
  EXPECT_LT(report.facts().played, 30s);
}

/// What a journey that listens with patience was given, and whether the stream was open then.
using Listened = std::vector<std::pair<std::string, bool>>;

Task<> listen(GrpcReaderWriter<EchoRequest, EchoReply>& stream, Duration patience,
              Listened& listened) {
  const auto reply = co_await stream.next(patience);
  listened.emplace_back(reply ? reply->text() : "nothing", stream.is_open());
}

Task<> listen_with_patience(User& user, Listened& listened) {
  auto stream = chat(user);
  co_await listen(stream, 20ms, listened);
  const auto message = stream_request_of("hello");
  co_await stream.write(message);
  co_await listen(stream, 30s, listened);
  co_await listen(stream, 20ms, listened);
  co_await stream.writes_done();
  co_await listen(stream, 30s, listened);
  co_await stream.finish();
}

TEST(GrpcReaderWriter, TellsThatNothingCameFromThatNothingWillCome) {
  GrpcTestServer server;
  Listened listened;
  const auto report =
      play_one([&](User& user) { return listen_with_patience(user, listened); }, server.url());
  EXPECT_THAT(listened, ElementsAre(Pair("nothing", true), Pair("hello", true),
                                    Pair("nothing", true), Pair("nothing", false)));
  EXPECT_EQ(report.counter(metrics::grpc_streams_msgs_received).sum, 1);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

Task<> finish_after_silence(User& user, GrpcStatus& status) {
  auto stream = chat(user);
  co_await stream.next(20ms);
  status = co_await stream.finish();
}

TEST(GrpcReaderWriter, FinishesWhileAReadingIsStillUnderWay) {
  GrpcTestServer server;
  GrpcStatus status;
  play_one([&](User& user) { return finish_after_silence(user, status); }, server.url());
  EXPECT_TRUE(status.ok()) << status.error_text;
}

Task<> listen_until_the_end(User& user) {
  auto stream = chat(user);
  co_await stream.next(1h);
}

TEST(GrpcReader, IsCutOffWhileItWaitsWithPatience) {
  GrpcTestServer server;
  auto plan = plan_of(listen_until_the_end, hold(1_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step(chat_step).counter(metrics::interrupted_requests).sum, 1);
  EXPECT_LT(report.facts().played, 30s);
}

Task<> talk_until_the_end(User& user) {
  auto stream = chat(user);
  for (const auto* text : {"one", "two"}) {
    const auto message = stream_request_of(text);
    co_await stream.write(message);
    co_await stream.next();
  }
  co_await stream.next();
}

TEST(GrpcReaderWriter, HasCountedWhatItSaidWhenTheEndOfTheRunCutsItOff) {
  GrpcTestServer server;
  auto plan = plan_of(talk_until_the_end, hold(1_users, 700ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  const auto step = report.step(chat_step);
  EXPECT_EQ(step.counter(metrics::interrupted_requests).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_sent).sum, 2);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_received).sum, 2);
}

Task<> read_with_tags(User& user) {
  user.set_tag("part", "first");
  auto stream = count(user, 3);
  co_await stream.next();
  user.set_tag("part", "second");
  co_await stream.finish();
}

TEST(GrpcReader, CountsAMessageWithTheTagsThatTheUserHasWhenItIsRead) {
  GrpcTestServer server;
  const auto report = play_one(read_with_tags, server.url());
  const auto first = report.step(stream_count_step).tagged("part", "first");
  const auto second = report.step(stream_count_step).tagged("part", "second");
  EXPECT_EQ(first.counter(metrics::grpc_streams).sum, 1);
  EXPECT_EQ(first.counter(metrics::grpc_streams_msgs_received).sum, 1);
  EXPECT_EQ(second.counter(metrics::grpc_streams).sum, 0);
  EXPECT_EQ(second.counter(metrics::grpc_streams_msgs_received).sum, 2);
}

Task<> outlast_its_timeout(User& user, GrpcStatus& status) {
  GrpcCallOptions options;
  options.timeout = 50ms;
  auto stream = count(user, endless, options);
  status = co_await stream.finish();
}

TEST(GrpcReader, EndsWithItsTimeout) {
  GrpcTestServer server;
  GrpcStatus status;
  play_one([&](User& user) { return outlast_its_timeout(user, status); }, server.url());
  EXPECT_EQ(status.status, grpc::StatusCode::DEADLINE_EXCEEDED);
}

Task<> sum_into(User& user, std::vector<int> numbers, GrpcAnswer<Number>& answer) {
  GrpcClient<Echo> client(user);
  auto stream = client.write(&Echo::Stub::PrepareAsyncSum);
  for (const auto number : numbers) {
    const auto message = number_of(number);
    co_await stream.write(message);
  }
  answer = co_await stream.finish();
}

TEST(GrpcWriter, GetsOneAnswerToWhatItWrote) {
  GrpcTestServer server;
  GrpcAnswer<Number> answer;
  const auto report = play_one(
      [&](User& user) {
        return sum_into(user, {1, 2, 3}, answer);
      },
      server.url());
  EXPECT_TRUE(answer.ok());
  EXPECT_EQ(answer.reply.value(), 6);
  const auto step = report.step(sum_step);
  EXPECT_EQ(step.counter(metrics::grpc_streams).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_sent).sum, 3);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_received).sum, 0);
  EXPECT_EQ(step.counter(metrics::data_sent).sum, 6);
  EXPECT_EQ(step.counter(metrics::data_received).sum, 2);
}

Task<> write_until_refused(User& user, GrpcAnswer<Number>& answer) {
  GrpcClient<Echo> client(user);
  auto stream = client.write(&Echo::Stub::PrepareAsyncSum);
  const auto refused = number_of(-1);
  while (co_await stream.write(refused)) co_await user.pause(1ms);
  answer = co_await stream.finish();
}

TEST(GrpcWriter, IsToldThatTheServiceHasEndedTheStream) {
  GrpcTestServer server;
  GrpcAnswer<Number> answer;
  const auto report =
      play_one([&](User& user) { return write_until_refused(user, answer); }, server.url());
  EXPECT_EQ(answer.status, grpc::StatusCode::OUT_OF_RANGE);
  EXPECT_THAT(report.step(sum_step).values_of("error"), ElementsAre("out_of_range"));
}

Task<> say_all(GrpcReaderWriter<EchoRequest, EchoReply>& stream, int messages) {
  for (int number = 0; number < messages; ++number) {
    const auto message = stream_request_of(std::to_string(number));
    co_await stream.write(message);
  }
  co_await stream.writes_done();
}

Task<> hear_all(GrpcReaderWriter<EchoRequest, EchoReply>& stream, std::vector<std::string>& heard) {
  while (const auto reply = co_await stream.next()) heard.push_back(reply->text());
}

Task<> talk(User& user, int messages, std::vector<std::string>& heard, GrpcStatus& status) {
  auto stream = chat(user);
  std::vector<Task<>> parts;
  parts.push_back(hear_all(stream, heard));
  parts.push_back(say_all(stream, messages));
  co_await user.in_parallel(std::move(parts));
  status = co_await stream.finish();
}

TEST(GrpcReaderWriter, ReadsBesideItsWriter) {
  GrpcTestServer server;
  std::vector<std::string> heard;
  GrpcStatus status;
  const auto report =
      play_one([&](User& user) { return talk(user, 1000, heard, status); }, server.url());
  EXPECT_TRUE(status.ok());
  ASSERT_EQ(heard.size(), 1000u);
  EXPECT_EQ(heard.back(), "999");
  const auto step = report.step(chat_step);
  EXPECT_EQ(step.counter(metrics::grpc_streams).sum, 1);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_sent).sum, 1000);
  EXPECT_EQ(step.counter(metrics::grpc_streams_msgs_received).sum, 1000);
}

Task<> cancel_soon(User& user, GrpcReaderWriter<EchoRequest, EchoReply>& stream) {
  co_await user.pause(20ms);
  stream.cancel();
}

Task<> cancel_beside_the_reader(User& user, GrpcStatus& status) {
  auto stream = chat(user);
  std::vector<std::string> heard;
  std::vector<Task<>> parts;
  parts.push_back(hear_all(stream, heard));
  parts.push_back(cancel_soon(user, stream));
  co_await user.in_parallel(std::move(parts));
  status = co_await stream.finish();
}

TEST(GrpcReaderWriter, IsCancelledWhileItIsRead) {
  GrpcTestServer server;
  GrpcStatus status;
  const auto report =
      play_one([&](User& user) { return cancel_beside_the_reader(user, status); }, server.url());
  EXPECT_EQ(status.status, grpc::StatusCode::CANCELLED);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

Task<> take_turns(User& user, std::vector<std::string>& heard, GrpcStatus& status) {
  auto stream = chat(user);
  for (const auto* text : {"one", "two"}) {
    const auto message = stream_request_of(text);
    co_await stream.write(message);
    const auto reply = co_await stream.next();
    if (reply) heard.push_back(reply->text());
  }
  status = co_await stream.finish();
}

TEST(GrpcReaderWriter, TakesTurns) {
  GrpcTestServer server;
  std::vector<std::string> heard;
  GrpcStatus status;
  play_one([&](User& user) { return take_turns(user, heard, status); }, server.url());
  EXPECT_THAT(heard, ElementsAre("one", "two"));
  EXPECT_TRUE(status.ok());
}

Task<> read_at_the_same_time(User& user) {
  auto stream = chat(user);
  std::vector<std::string> heard;
  std::vector<Task<>> parts;
  parts.push_back(hear_all(stream, heard));
  parts.push_back(hear_all(stream, heard));
  parts.push_back(say_all(stream, 1));
  co_await user.in_parallel(std::move(parts));
}

TEST(GrpcReaderWriter, IsReadByOnePartAtATime) {
  GrpcTestServer server;
  const auto report = play_one(read_at_the_same_time, server.url());
  EXPECT_THAT(report.facts().author_error, HasSubstr("next() of a gRPC stream"));
}

Task<> write_after_the_end(User& user) {
  auto stream = chat(user);
  co_await stream.writes_done();
  const auto message = stream_request_of("late");
  co_await stream.write(message);
}

TEST(GrpcReaderWriter, IsNotWrittenAfterWritesDone) {
  GrpcTestServer server;
  const auto report = play_one(write_after_the_end, server.url());
  EXPECT_THAT(report.facts().author_error, HasSubstr("write() of a gRPC stream"));
}

Task<> finish_twice(User& user) {
  auto stream = chat(user);
  co_await stream.finish();
  co_await stream.finish();
}

TEST(GrpcReaderWriter, FinishesOnce) {
  GrpcTestServer server;
  const auto report = play_one(finish_twice, server.url());
  EXPECT_THAT(report.facts().author_error, HasSubstr("finish() of a gRPC stream"));
  EXPECT_EQ(report.step(chat_step).counter(metrics::grpc_streams).sum, 1);
}

}  // namespace
}  // namespace proofload
