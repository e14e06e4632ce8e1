// SPDX-License-Identifier: Apache-2.0
//
// Whole runs in virtual time against answers known from theory: what a freeze of the service does
// to response times that count from the plan, and the M/M/1 queue.

#include <support/virtual_run.h>

#include <gmock/gmock.h>

#include <numeric>

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

double mean_seconds(const std::vector<Duration>& durations) {
  return in_seconds(std::accumulate(durations.begin(), durations.end(), Duration{})) /
         double(durations.size());
}

// A freeze of F in T touches the share F/T of all planned starts, and those evenly with 0 to F.
TEST(Freeze, OfTheServiceShowsInTheResponseOfEveryStartItTouched) {
  const auto run = play(hold(1000_per_s, 20s), {.max_users = 4_users}, freezes(50us, 7s, 1400ms));
  ASSERT_THAT(run.iterations, SizeIs(20'000));
  const double expected = 50e-6 + 1.4 * (1 - 0.01 * 20 / 1.4);
  EXPECT_NEAR(in_seconds(quantile(responses_of(run), 0.99)), expected, 0.005 * expected);
  EXPECT_EQ(quantile(responses_of(run), 0.5), 50us);
}

// The control: it is the plan that finds the freeze, since only four iterations were frozen.
TEST(Freeze, OfTheServiceIsHiddenByTheServiceTime) {
  const auto run = play(hold(1000_per_s, 20s), {.max_users = 4_users}, freezes(50us, 7s, 1400ms));
  EXPECT_EQ(quantile(services_of(run), 0.99), 50us);
  EXPECT_EQ(quantile(services_of(run), 0.9997), 50us);
  EXPECT_GT(quantile(services_of(run), 1), 1390ms);
}

TEST(Freeze, OfHalfTheRunRaisesTheMeanByAQuarterOfIt) {
  const auto run = play(hold(100_per_s, 30s), {.max_users = 4_users}, freezes(50us, 5s, 15s));
  ASSERT_THAT(run.iterations, SizeIs(3000));
  EXPECT_NEAR(mean_seconds(responses_of(run)), 15.0 * 15 / 2 / 30, 0.0375);
}

// Dropping is the other way to omit what the freeze did.
TEST(Freeze, OfTheServiceIsHiddenByDropping) {
  const auto run = play(hold(1000_per_s, 20s), {.max_users = 4_users, .when_busy = WhenBusy::drop},
                        freezes(50us, 7s, 1400ms));
  EXPECT_EQ(quantile(responses_of(run), 0.99), 50us);
  // All from the freeze to 8.4 s, when the first four of them were answered 50 µs later.
  EXPECT_THAT(run.dropped, SizeIs(1397));
  EXPECT_EQ(run.dropped.front(), 7004ms);
  EXPECT_EQ(run.dropped.back(), 8400ms);
  EXPECT_EQ(run.iterations.size() + run.dropped.size(), 20'000u);
}

// All backlog is played out after the last planned start, nothing is lost.
TEST(Freeze, AtTheEndLeavesABacklogThatIsPlayedOut) {
  const auto run = play(hold(100_per_s, 10s), {.max_users = 2_users}, freezes(1ms, 9s, 30s));
  EXPECT_THAT(run.iterations, SizeIs(1000));
  EXPECT_THAT(run.dropped, IsEmpty());
  EXPECT_EQ(run.iterations.back().start.planned, 9990ms);
  EXPECT_GE(run.iterations.back().begin, 39s);
}

// M/M/1 with mu = 1000/s and lambda = 500/s: responses are exponential of mean 1 / (mu - lambda).
TEST(Queue, OfOneServerWithPoissonArrivalsAnswersAsTheoryHasIt) {
  const auto run = play(hold(500_per_s, 400s).poisson(), {.max_users = 10'000_users, .seed = 1},
                        one_server(1000_per_s, 2));
  EXPECT_NEAR(double(run.iterations.size()), 200'000, 4 * std::sqrt(200'000));
  const auto responses = responses_of(run);
  EXPECT_NEAR(in_seconds(quantile(responses, 0.95)), std::log(20) / 500, 0.03 * std::log(20) / 500);
  EXPECT_NEAR(mean_seconds(responses), 1.0 / 500, 0.03 / 500);
}

// The same load, evenly spaced, queues less: D/M/1, whose responses are exponential of mean
// 1 / (mu (1 - s)), where s = exp(-(1 - s) mu / lambda) = 0.2032.
TEST(Queue, OfOneServerWithEvenArrivalsAnswersAsTheoryHasIt) {
  const auto run =
      play(hold(500_per_s, 400s), {.max_users = 10'000_users}, one_server(1000_per_s, 2));
  ASSERT_THAT(run.iterations, SizeIs(200'000));
  EXPECT_NEAR(mean_seconds(responses_of(run)), 1.0 / (1000 * (1 - 0.2032)), 0.02e-3);
}

}  // namespace
}  // namespace proofload
