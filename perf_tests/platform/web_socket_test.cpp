// SPDX-License-Identifier: Apache-2.0

// The WebSocket of the platform, which sends everything back and counts on its side.
#include <platform/platform_fixture.h>

#include <iostream>

using namespace proofload;
using namespace proofload::platform;

namespace {

class PlatformWebSocket : public PlatformFixture {
 protected:
  /// Every user opens a connection and sends so many messages a second on it. All connections
  /// hold, nothing is lost, and both ends have counted the same; of a deployed service only this
  /// end is asked, as the other one may have more clients.
  void exchange(Users users, Rate rate, Duration length) {
    const PlatformStatistics before = statistics();
    const Report report = run({.scenario = conversation(rate, length),
                               .load = iterations(1).by_each_of(users).within(length + 1min)});
    if (service_pid())
      expect_same_counts(report, before, statistics());
    else
      std::cout << "not compared: the counts of the service, because it was not started here\n";
    const double planned = rate * length * double(users.count());
    EXPECT_THAT(report, AllOf(ErrorRate(Eq(0_percent)), Total(metrics::ws_msgs_lost, Eq(0)),
                              Total(metrics::ws_msgs_sent, Ge(0.999 * planned))));
    EXPECT_EQ(report.counter(metrics::ws_msgs_received).sum,
              report.counter(metrics::ws_msgs_sent).sum);
  }

 private:
  static void expect_same_counts(const Report& report, const PlatformStatistics& before,
                                 const PlatformStatistics& after) {
    const auto sent = std::int64_t(report.counter(metrics::ws_msgs_sent).sum);
    const auto received = std::int64_t(report.counter(metrics::ws_msgs_received).sum);
    EXPECT_EQ(after.messages_received - before.messages_received, sent);
    EXPECT_EQ(after.messages_sent - before.messages_sent, received);
    EXPECT_EQ(after.web_sockets_opened - before.web_sockets_opened,
              std::int64_t(report.facts().account.started));
    EXPECT_EQ(after.web_sockets_open, 0);
  }
};

LOAD_TEST(PlatformWebSocket, LosesNoMessageOfFiftyConnections, smoke, websocket, budget(1min)) {
  exchange(50_users, 20_per_s, 3s);
}

// What the round trip took is reported (p50, p95, p99 and greatest of the step "echo"), not
// limited: 100,000 messages a second fill two cores that the service and the generator share.
LOAD_TEST(PlatformWebSocket, LosesNoMessageOfAThousandConnections, load, websocket, budget(4min)) {
  exchange(1000_users, 100_per_s, 1min);
}

}  // namespace
