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

RunSettings settings_once(const std::string& target = "http://127.0.0.1:1") {
  RunSettings settings;
  settings.target = target;
  return settings;
}

int lives = 0;

struct CountedLife {
  CountedLife() { ++lives; }
  ~CountedLife() { --lives; }
  CountedLife(const CountedLife&) = delete;
  CountedLife& operator=(const CountedLife&) = delete;
};

std::uint64_t drawn_once = 0;

Task<> greet_once(User& user) {
  drawn_once = user.random()();
  co_await user.post("/greetings", "{}");
}

TEST(PlayOnce, PlaysAJourneyAgainstTheTargetWithTheSeed) {
  HttpTestServer server([](const auto&) { return Reply{.status = 500}; });
  auto settings = settings_once(server.url());
  settings.seed = 7;
  EXPECT_TRUE(play_once(greet_once, HttpOptions(), settings));
  EXPECT_THAT(server.requests(), SizeIs(1));
  EXPECT_EQ(drawn_once, Random(7, RandomPurpose::user, 0)());
}

int ended_early = 0;  // not merely destroyed

Task<> rest_once(User& user) {
  const CountedLife life;
  try {
    co_await user.pause(1h);
  } catch (...) {
    ++ended_early;
    throw;
  }
}

Task<> wait_for_an_answer(User& user) {
  const CountedLife life;
  co_await user.get("/slow");
}

TEST(PlayOnce, CutsTheJourneyOffAtTheDeadline) {
  HttpTestServer server([](const auto&) { return Reply{.mute = true}; });
  auto settings = settings_once(server.url());
  settings.deadline = 120ms;
  for (const Journey& journey : {Journey(rest_once), Journey(wait_for_an_answer)}) {
    const auto started = SteadyClock::now();
    const auto played = play_once(journey, HttpOptions(), settings);
    ASSERT_FALSE(played);
    EXPECT_THAT(played.error(), HasSubstr("did not end within the 120 ms"));
    EXPECT_GE(SteadyClock::now() - started, 120ms);
    EXPECT_LT(SteadyClock::now() - started, 10s);
    EXPECT_EQ(lives, 0);
  }
}

TEST(PlayOnce, DoesNotStartAfterTheDeadline) {
  auto settings = settings_once();
  settings.deadline = -1s;
  EXPECT_FALSE(play_once(greet_once, HttpOptions(), settings));
}

TEST(PlayOnce, EndsForAReasonFromOutside) {
  int asked = 0;
  auto settings = settings_once();
  settings.stop_when = [&asked]() -> std::optional<std::string> {
    if (++asked < 3) return {};
    return "the service died";
  };
  const auto played = play_once(rest_once, HttpOptions(), settings);
  ASSERT_FALSE(played);
  EXPECT_EQ(played.error(), "the service died");
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(lives, 0);
}

TEST(PlayOnce, ThrowsOnWhatIsThrownFromOutsideAfterTheJourneyHasEnded) {
  int asked = 0;
  auto settings = settings_once();
  settings.stop_when = [&asked]() -> std::optional<std::string> {
    if (++asked < 2) return {};
    throw 42;
  };
  ended_early = 0;
  EXPECT_THROW((void)play_once(rest_once, HttpOptions(), settings), int);
  EXPECT_EQ(lives, 0);
  EXPECT_EQ(ended_early, 1);
}

Task<> ignore_the_answer(User& user) { co_await user.get("/health"); }

Task<> ask_for_an_order_id(User& user) {
  const auto answer = co_await user.get("/health");
  (void)answer.at("/id");
}

TEST(PlayOnce, NamesTheRequestThatGotNoAnswer) {
  std::string closed;
  {
    HttpTestServer server([](const auto&) { return Reply(); });
    closed = server.url();
  }
  for (const Journey& journey : {Journey(ignore_the_answer), Journey(ask_for_an_order_id)}) {
    const auto played = play_once(journey, HttpOptions(), settings_once(closed));
    ASSERT_FALSE(played);
    EXPECT_THAT(played.error(), HasSubstr("GET /health got no answer: connection_refused"));
  }
}

Task<> throw_while_played_once(User&) {
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
    return play_once(journey, HttpOptions(), settings_once()).error();
  };
  EXPECT_EQ(played(throw_while_played_once), "something that is no std::exception");
  EXPECT_EQ(played(err), "mend this");
  EXPECT_EQ(played(throw_before_it_is_a_coroutine), "too early");
}

}  // namespace
}  // namespace proofload
