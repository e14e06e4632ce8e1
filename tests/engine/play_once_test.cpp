// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/usage_error.h>
#include <proofload/engine/run.h>
#include <proofload/engine/user.h>

#include "support/http_test_server.h"

#include <gmock/gmock.h>

#include <atomic>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::Reply;

RunSettings settings_for(const std::string& target = "http://127.0.0.1:1") {
  RunSettings settings;
  settings.target = target;
  return settings;
}

int alive = 0;

struct Life {
  Life() { ++alive; }
  ~Life() { --alive; }
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;
};

std::uint64_t drawn = 0;

Task<> greet(User& user) {
  drawn = user.random()();
  co_await user.post("/greetings", "{}");
}

TEST(PlayOnce, PlaysAJourneyAgainstTheTargetWithTheSeed) {
  HttpTestServer server([](const auto&) { return Reply{.status = 500}; });
  auto settings = settings_for(server.url());
  settings.seed = 7;
  EXPECT_TRUE(play_once(greet, HttpOptions(), settings));
  EXPECT_THAT(server.requests(), SizeIs(1));
  EXPECT_EQ(drawn, Random(7, RandomPurpose::user, 0)());
}

int cut_off = 0;  // not merely destroyed

Task<> rest(User& user) {
  const Life life;
  try {
    co_await user.pause(1h);
  } catch (...) {
    ++cut_off;
    throw;
  }
}

Task<> wait_for_an_answer(User& user) {
  const Life life;
  co_await user.get("/slow");
}

TEST(PlayOnce, CutsTheJourneyOffAtTheDeadline) {
  HttpTestServer server([](const auto&) { return Reply{.mute = true}; });
  auto settings = settings_for(server.url());
  settings.deadline = 120ms;
  for (const Journey& journey : {Journey(rest), Journey(wait_for_an_answer)}) {
    const auto started = SteadyClock::now();
    const auto played = play_once(journey, HttpOptions(), settings);
    ASSERT_FALSE(played);
    EXPECT_THAT(played.error(), HasSubstr("did not end within the 120 ms"));
    EXPECT_GE(SteadyClock::now() - started, 120ms);
    EXPECT_LT(SteadyClock::now() - started, 10s);
    EXPECT_EQ(alive, 0);
  }
}

TEST(PlayOnce, DoesNotStartAfterTheDeadline) {
  auto settings = settings_for();
  settings.deadline = -1s;
  EXPECT_FALSE(play_once(greet, HttpOptions(), settings));
}

TEST(PlayOnce, EndsForAReasonFromOutside) {
  int asked = 0;
  auto settings = settings_for();
  settings.stop_when = [&asked]() -> std::optional<std::string> {
    if (++asked < 3) return {};
    return "the service died";
  };
  const auto played = play_once(rest, HttpOptions(), settings);
  ASSERT_FALSE(played);
  EXPECT_EQ(played.error(), "the service died");
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(alive, 0);
}

TEST(PlayOnce, ThrowsOnWhatIsThrownFromOutsideAfterTheJourneyHasEnded) {
  int asked = 0;
  auto settings = settings_for();
  settings.stop_when = [&asked]() -> std::optional<std::string> {
    if (++asked < 2) return {};
    throw 42;
  };
  cut_off = 0;
  EXPECT_THROW((void)play_once(rest, HttpOptions(), settings), int);
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(cut_off, 1);
}

Task<> ignore_the_answer(User& user) { co_await user.get("/health"); }

Task<> trust_the_answer(User& user) {
  const auto answer = co_await user.get("/health");
  (void)answer.at("/id");
}

TEST(PlayOnce, NamesTheRequestThatGotNoAnswer) {
  std::string closed;
  {
    HttpTestServer server([](const auto&) { return Reply(); });
    closed = server.url();
  }
  for (const Journey& journey : {Journey(ignore_the_answer), Journey(trust_the_answer)}) {
    const auto played = play_once(journey, HttpOptions(), settings_for(closed));
    ASSERT_FALSE(played);
    EXPECT_THAT(played.error(), HasSubstr("GET /health got no answer: connection_refused"));
  }
}

Task<> throw_a_number(User&) {
  throw 42;
  co_return;
}
Task<> err(User&) {
  throw UsageError("mend this");
  co_return;
}
Task<> throw_before_it_is_a_coroutine(User&) { throw std::runtime_error("too early"); }

TEST(PlayOnce, GivesWhateverAJourneyThrowsAsAnError) {
  const auto played = [](const Journey& journey) {
    return play_once(journey, HttpOptions(), settings_for()).error();
  };
  EXPECT_EQ(played(throw_a_number), "something that is no std::exception");
  EXPECT_EQ(played(err), "mend this");
  EXPECT_EQ(played(throw_before_it_is_a_coroutine), "too early");
}

}  // namespace
}  // namespace proofload
