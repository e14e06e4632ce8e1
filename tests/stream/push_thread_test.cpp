// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/push_thread.h>

#include <proofload/service/free_port.h>
#include <support/http_test_server.h>

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>

#include <stdlib.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

PushTarget target_at(const std::string& url) {
  return {"prometheus", parse_stream_url(url).value(), {"Content-Type: text/plain"}};
}

/// Pauses too short to be noticed; what has to end by itself ends within seconds.
PushLimits quick() {
  PushLimits limits;
  limits.first_pause = 1ms;
  limits.longest_pause = 1ms;
  return limits;
}

void push(PushThread& thread, std::string body) {
  const auto size = body.size();
  thread.push({[body = std::move(body)] { return body; }, size});
}

std::vector<std::string> bodies(const HttpTestServer& server) {
  std::vector<std::string> all;
  for (const auto& request : server.requests()) all.push_back(request.body);
  return all;
}

/// Never answers, and tells when it was asked.
class HangingServer {
 public:
  std::string url() const { return server_.url(); }
  void wait_until_asked() { asked_.get_future().wait(); }

 private:
  std::atomic<bool> first_{true};
  std::promise<void> asked_;
  HttpTestServer server_{[this](const ServedRequest&) {
    if (first_.exchange(false)) asked_.set_value();
    return Reply{.mute = true};
  }};
};

TEST(PushThread, SendsAllInTheirOrder) {
  HttpTestServer server([](const ServedRequest&) { return Reply{.status = 204}; });
  PushThread thread(target_at(server.url() + "/write?db=k6"), quick());
  for (const auto* body : {"a", "b", "c"}) push(thread, body);
  EXPECT_EQ(thread.conclude(), (PushAccount{3, 0, ""}));
  EXPECT_THAT(bodies(server), ElementsAre("a", "b", "c"));
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/write?db=k6");
  EXPECT_EQ(request.header("Content-Type"), "text/plain");
  EXPECT_EQ(request.header("Expect"), "");
  EXPECT_EQ(server.accepted(), 1u);
}

TEST(PushThread, HasNothingToTellWhereNothingWasPushed) {
  PushThread thread(target_at("http://127.0.0.1:1"), quick());
  EXPECT_EQ(thread.conclude(), PushAccount{});
}

TEST(PushThread, SendsLargeBodiesWhole) {
  HttpTestServer server([](const ServedRequest&) { return Reply{}; });
  PushThread thread(target_at(server.url()), quick());
  push(thread, std::string(5'000'000, 'x'));
  EXPECT_EQ(thread.conclude(), (PushAccount{1, 0, ""}));
  EXPECT_EQ(server.requests().at(0).body.size(), 5'000'000u);
}

TEST(PushThread, AuthorizesWithTheUserOfTheAddress) {
  HttpTestServer server([](const ServedRequest&) { return Reply{}; });
  PushThread thread(target_at("http://user:pa%40ss@" + server.url().substr(7)), quick());
  push(thread, "a");
  EXPECT_EQ(thread.conclude().lost, 0u);
  EXPECT_EQ(server.requests().at(0).header("Authorization"), "Basic dXNlcjpwYUBzcw==");
}

TEST(PushThread, UsesNoProxyForThisMachine) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  HttpTestServer server([](const ServedRequest&) { return Reply{}; });
  PushThread thread(target_at(server.url()), quick());
  push(thread, "a");
  EXPECT_EQ(thread.conclude(), (PushAccount{1, 0, ""}));
  unsetenv("http_proxy");
}

TEST(PushThread, OpensOnceBeforeTheFirstPushWhateverTheAnswer) {
  HttpTestServer server([](const ServedRequest& request) {
    return Reply{.status = request.target == "/open" ? 403 : 204};
  });
  auto target = target_at(server.url());
  target.opening_url = server.url() + "/open";
  PushThread thread(target, quick());
  push(thread, "a");
  push(thread, "b");
  EXPECT_EQ(thread.conclude(), (PushAccount{2, 0, ""}));
  EXPECT_THAT(bodies(server), ElementsAre("", "a", "b"));
  EXPECT_EQ(server.requests().at(0).method, "POST");
}

TEST(PushThread, TriesAgainWhereTheServerIsBusy) {
  std::atomic<int> asked = 0;
  HttpTestServer server([&](const ServedRequest&) {
    constexpr int statuses[] = {500, 429, 204, 204};
    return Reply{.status = statuses[asked++]};
  });
  PushThread thread(target_at(server.url()), quick());
  push(thread, "a");
  push(thread, "b");
  EXPECT_EQ(thread.conclude(), (PushAccount{2, 0, ""}));
  EXPECT_THAT(bodies(server), ElementsAre("a", "a", "a", "b"));
}

TEST(PushThread, GivesUpOnAPushThatTheServerCannotTake) {
  HttpTestServer server([](const ServedRequest& request) {
    return Reply{.status = request.body == "a" ? 503 : 204};
  });
  auto limits = quick();
  limits.most_tries = 3;
  PushThread thread(target_at(server.url()), limits);
  push(thread, "a");
  push(thread, "b");
  EXPECT_EQ(thread.conclude(), (PushAccount{2, 1, "answered 503"}));
  EXPECT_THAT(bodies(server), ElementsAre("a", "a", "a", "b"));
}

TEST(PushThread, DoesNotTryAgainWhatIsRefused) {
  HttpTestServer server([](const ServedRequest& request) {
    if (request.body == "b") return Reply{.status = 204};
    return Reply{.status = 400, .body = "out of \x1b[31mbounds\nsecond line"};
  });
  PushThread thread(target_at(server.url()), quick());
  push(thread, "a");
  push(thread, "b");
  EXPECT_EQ(thread.conclude(), (PushAccount{2, 1, "answered 400: out of \\x1b[31mbounds"}));
  EXPECT_THAT(bodies(server), ElementsAre("a", "b"));
}

TEST(PushThread, DoesNotFollowRedirects) {
  HttpTestServer server([](const ServedRequest&) {
    return Reply{.status = 302, .headers = {{"Location", "/elsewhere"}}};
  });
  PushThread thread(target_at(server.url()), quick());
  push(thread, "a");
  EXPECT_EQ(thread.conclude(), (PushAccount{1, 1, "answered 302"}));
  EXPECT_THAT(server.requests(), SizeIs(1));
}

TEST(PushThread, TellsOnlyTheBeginningOfALongAnswer) {
  HttpTestServer server([](const ServedRequest&) {
    return Reply{.status = 400, .body = std::string(1'000'000, 'x')};
  });
  PushThread thread(target_at(server.url()), quick());
  push(thread, "a");
  EXPECT_EQ(thread.conclude().reason, "answered 400: " + std::string(200, 'x'));
}

TEST(PushThread, GivesUpAtTheEndWhereNobodyListens) {
  const auto port = free_port().value();
  PushThread thread(target_at("http://127.0.0.1:" + std::to_string(port)), quick());
  for (int i = 0; i < 40; ++i) push(thread, "a");
  EXPECT_EQ(thread.conclude(), (PushAccount{40, 40, "Connection refused"}));
}

TEST(PushThread, WaitsForAServerThatComesLater) {
  const auto port = free_port().value();
  auto limits = quick();
  limits.most_tries = 1;
  PushThread thread(target_at("http://127.0.0.1:" + std::to_string(port)), limits);
  push(thread, "a");
  std::promise<void> asked;
  HttpTestServer server(
      [&](const ServedRequest&) {
        asked.set_value();
        return Reply{};
      },
      port);
  asked.get_future().wait();
  EXPECT_EQ(thread.conclude(), (PushAccount{1, 0, ""}));
}

TEST(PushThread, EndsWithinItsTimeWhereTheServerHangs) {
  HangingServer server;
  auto limits = quick();
  limits.drain = 20ms;
  PushThread thread(target_at(server.url()), limits);
  push(thread, "a");
  push(thread, "b");
  server.wait_until_asked();
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(thread.conclude(), (PushAccount{2, 2, "no answer before the end of the test"}));
  EXPECT_LT(std::chrono::steady_clock::now() - before, limits.timeout);
}

TEST(PushThread, LosesWhatIsNotAnsweredInTime) {
  HangingServer server;
  auto limits = quick();
  limits.timeout = 20ms;
  PushThread thread(target_at(server.url()), limits);
  push(thread, "a");
  EXPECT_EQ(thread.conclude(), (PushAccount{1, 1, "no answer in time"}));
}

TEST(PushThread, KeepsNoMoreThanItMayWhileTheServerHangs) {
  HangingServer server;
  auto limits = quick();
  limits.memory = 1000;
  limits.drain = 1ms;
  PushThread thread(target_at(server.url()), limits);
  push(thread, "a");
  server.wait_until_asked();
  const auto kept = std::make_shared<std::string>(100, 'x');
  for (int i = 0; i < 500; ++i) thread.push({[kept] { return *kept; }, kept->size()});
  EXPECT_EQ(kept.use_count(), 1 + 10);
  EXPECT_EQ(thread.conclude().lost, 501u);
}

TEST(PushThread, WaitsForNothingWhereNobodyConcludes) {
  HangingServer server;
  const auto before = std::chrono::steady_clock::now();
  {
    PushThread thread(target_at(server.url()), quick());
    push(thread, "a");
    server.wait_until_asked();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, PushLimits().timeout);
}

TEST(Undelivered, IsOneSentenceWithoutSecrets) {
  const auto target = target_at("http://user:password@127.0.0.1:9090/write?token=abc");
  EXPECT_EQ(undelivered(target, {40, 12, "Connection refused"}),
            "prometheus at http://127.0.0.1:9090/write: 12 of 40 pushes could not be sent: "
            "Connection refused");
}

TEST(Undelivered, IsEmptyWhereAllWasSent) {
  EXPECT_THAT(undelivered(target_at("http://a"), {40, 0, ""}), IsEmpty());
}

TEST(Undelivered, SaysWhyWhereTheServerWasOnlyTooSlow) {
  EXPECT_THAT(undelivered(target_at("http://a"), {40, 1, ""}), HasSubstr(": too much was waiting"));
}

}  // namespace
}  // namespace proofload
