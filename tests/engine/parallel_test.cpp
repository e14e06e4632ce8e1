// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"
#include "support/http_test_server.h"

namespace proofload {
namespace {

using ::testing::ElementsAre;
using namespace testing_support;

std::vector<std::string> bodies;

Task<> send_slow_and_quick(User& user) {
  std::vector<Request> requests(2);
  requests[0].route = "/slow";
  requests[1].route = "/quick";
  const auto answers = co_await user.send_all(std::move(requests));
  for (const auto& answer : answers) bodies.push_back(answer.body);
}

// One after another they would share a connection.
TEST(SendAll, SendsAtTheSameTimeAndAnswersInTheOrderOfTheRequests) {
  bodies.clear();
  HttpTestServer server([](const ServedRequest& request) {
    return Reply{.body = request.target, .delay = request.target == "/slow" ? 50ms : 0ms};
  });
  const auto report = play_one(send_slow_and_quick, server.url());
  EXPECT_THAT(bodies, ElementsAre("/slow", "/quick"));
  EXPECT_EQ(server.accepted(), 2u);
  EXPECT_EQ(report.step("GET /slow").trend().count(), 1u);
  EXPECT_EQ(report.step("GET /quick").trend().count(), 1u);
}

Task<> send_none(User& user) {
  std::vector<Request> none;
  const auto answers = co_await user.send_all(std::move(none));
  user.record(metrics::data_sent, double(answers.size()));
}

TEST(SendAll, ComesBackAtOnceWithNothingToSend) {
  EXPECT_EQ(play_one(send_none).facts().account.finished, 1u);
}

Task<> note_after(User& user, Log& log, Duration pause, std::string what) {
  const Life life;
  co_await user.pause(pause);
  log.add(what);
}

Task<> fail_after(User& user, Log& log, Duration pause, std::string what) {
  const Life life;
  co_await user.pause(pause);
  log.add(what);
  throw std::runtime_error(what);
}

Log noted_in_parts;

Task<> note_in_parts(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(note_after(user, noted_in_parts, 50ms, "long"));
  parts.push_back(note_after(user, noted_in_parts, 1ms, "short"));
  co_await user.in_parallel(std::move(parts));
  noted_in_parts.add("whole");
}

TEST(InParallel, PlaysPartsAtTheSameTimeAndComesBackAfterTheLast) {
  noted_in_parts.clear();
  (void)play_one(note_in_parts);
  EXPECT_THAT(noted_in_parts.lines(), ElementsAre("short", "long", "whole"));
}

Task<> fail_in_parts(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(note_after(user, noted_in_parts, 30ms, "last"));
  parts.push_back(fail_after(user, noted_in_parts, 10ms, "second failure"));
  parts.push_back(fail_after(user, noted_in_parts, 0ms, "first failure"));
  co_await user.in_parallel(std::move(parts));
}

TEST(InParallel, ThrowsWhatTheFirstPartThrewThatFailedAfterTheLastHasEnded) {
  noted_in_parts.clear();
  const auto report = play_one(fail_in_parts);
  EXPECT_THAT(noted_in_parts.lines(), ElementsAre("first failure", "second failure", "last"));
  EXPECT_THAT(report.values_of("reason"), ElementsAre("first failure"));
  EXPECT_EQ(Life::alive(), 0);
}

Task<> fail_at_once(User&) {
  throw std::runtime_error("at once");
  co_return;
}

Task<> fail_at_once_in_parts(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(fail_at_once(user));
  parts.push_back(note_after(user, noted_in_parts, 1ms, "other"));
  try {
    co_await user.in_parallel(std::move(parts));
  } catch (const std::runtime_error& error) {
    noted_in_parts.add(error.what());
  }
}

TEST(InParallel, PlaysTheOthersOfAPartThatFailsBeforeItWaits) {
  noted_in_parts.clear();
  EXPECT_EQ(play_one(fail_at_once_in_parts).facts().account.finished, 1u);
  EXPECT_THAT(noted_in_parts.lines(), ElementsAre("other", "at once"));
}

std::atomic<int> parts_cut_off{0};

Task<> rest_in_parts(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(rest(user, parts_cut_off));
  parts.push_back(rest(user, parts_cut_off));
  co_await user.in_parallel(std::move(parts));
}

Task<> rest_in_parts_of_parts(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(rest_in_parts(user));
  parts.push_back(rest(user, parts_cut_off));
  try {
    co_await user.in_parallel(std::move(parts));
  } catch (...) {
    noted_in_parts.add("whole cut off after " + std::to_string(parts_cut_off));
    throw;
  }
}

TEST(InParallel, IsCutOffWithAllItsPartsAndTheirParts) {
  noted_in_parts.clear();
  parts_cut_off = 0;
  auto plan = plan_of(rest_in_parts_of_parts, hold(1_users, 50ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().account.interrupted, 1u);
  EXPECT_THAT(noted_in_parts.lines(), ElementsAre("whole cut off after 3"));
  EXPECT_EQ(Life::alive(), 0);
}

Task<> send_to_nobody_who_answers(User& user) {
  std::vector<Request> requests(3);
  for (auto& request : requests) request.route = "/mute";
  co_await user.send_all(std::move(requests));
}

TEST(SendAll, IsNoSampleOfTheServiceWhenTheRunCutsItOff) {
  HttpTestServer server([](const auto&) { return Reply{.mute = true}; });
  auto plan = plan_of(send_to_nobody_who_answers, hold(1_users, 100ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step("GET /mute").counter(metrics::interrupted_requests).sum, 3);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

}  // namespace
}  // namespace proofload
