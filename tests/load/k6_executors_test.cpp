// SPDX-License-Identifier: Apache-2.0
//
// The six executors of k6 2.2, each as a plan of ours, played in virtual time: every start must
// fall on the instant that k6's own rules give. The rules are written out here and use nothing of
// ours.

#include <support/virtual_run.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload {
namespace {

using ::testing::ContainerEq;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Duration> sorted(std::vector<Duration> instants) {
  std::sort(instants.begin(), instants.end());
  return instants;
}

// A virtual user of k6 from when it is active until it is not, its iterations one after the other.
void add_looping_user(Duration active, Duration inactive, Duration iteration,
                      std::vector<Duration>& starts) {
  for (auto at = active; at < inactive; at += iteration) starts.push_back(at);
}

// The VUs pull from one counter: whoever is free first takes the next iteration.
TEST(K6Executor, SharedIterations) {
  const auto time_of = [](std::uint64_t iteration) {
    return Duration(1ms) * std::int64_t(100 + 37 * (iteration % 7));
  };
  std::vector<Duration> expected;
  std::vector<Duration> free_at(3);
  for (std::uint64_t iteration = 0; iteration < 50; ++iteration) {
    const auto first = std::min_element(free_at.begin(), free_at.end());
    if (*first >= 3s) break;
    expected.push_back(*first);
    *first += time_of(iteration);
  }
  const auto run =
      play(iterations(50).shared_by(3_users).within(3s), {},
           [&](const Start& start, Duration begin) { return begin + time_of(start.iteration); });
  EXPECT_THAT(begins_of(run), ContainerEq(expected));
  EXPECT_LT(expected.size(), 50u);
  EXPECT_THAT(run.dropped, SizeIs(50 - expected.size()));  // total - attempted
  EXPECT_THAT(run.dropped, Each(Duration(3s)));
}

// Each VU runs N; dropped are N - i of each at maxDuration.
TEST(K6Executor, PerVuIterations) {
  std::vector<Duration> expected;
  std::size_t dropped = 0;
  for (int vu = 0; vu < 4; ++vu) {
    const auto iteration = Duration(100ms) * (vu + 1);
    int started = 0;
    for (; started < 20 && started * iteration < 5s; ++started)
      expected.push_back(started * iteration);
    dropped += std::size_t(20 - started);
  }
  const auto run = play(iterations(20).by_each_of(4_users).within(5s), {},
                        [](const Start& start, Duration begin) {
                          return begin + Duration(100ms) * std::int64_t(start.user + 1);
                        });
  EXPECT_THAT(begins_of(run), ContainerEq(sorted(expected)));
  EXPECT_GT(dropped, 0u);
  EXPECT_THAT(run.dropped, SizeIs(dropped));
}

TEST(K6Executor, ConstantVus) {
  std::vector<Duration> expected;
  for (int vu = 0; vu < 5; ++vu) add_looping_user(0s, 10s, Duration(130ms) * (vu + 1), expected);
  const auto run = play(hold(5_users, 10s), {}, [](const Start& start, Duration begin) {
    return begin + Duration(130ms) * std::int64_t(start.user + 1);
  });
  EXPECT_THAT(begins_of(run), ContainerEq(sorted(expected)));
}

// startVUs 2; {9s, 5}, {5s, 5}, {0s, 3}, {6s, 0}: one VU more every 3 s, a jump, one less every 2
// s.
TEST(K6Executor, RampingVus) {
  std::vector<Duration> expected;
  add_looping_user(0s, 20s, 700ms, expected);
  add_looping_user(0s, 18s, 700ms, expected);
  add_looping_user(3s, 16s, 700ms, expected);
  add_looping_user(6s, 14s, 700ms, expected);
  add_looping_user(9s, 14s, 700ms, expected);
  const auto profile =
      ramp_to(2_users, 0s).ramp_to(5_users, 9s).hold(5s).ramp_to(3_users, 0s).ramp_to(0_users, 6s);
  const auto run = play(profile, {}, takes(700ms));
  EXPECT_THAT(begins_of(run), ContainerEq(sorted(expected)));
  for (const auto& iteration : run.iterations) EXPECT_FALSE(iteration.cut_off);
}

// gracefulRampDown: a VU scheduled down finishes its iteration up to 30 s, then it is stopped.
TEST(K6Executor, RampingVusCutsOffWhatOutlastsTheGracefulRampDown) {
  const auto run =
      play(hold(3_users, 10s).ramp_to(0_users, 30s), {}, [](const Start& start, Duration begin) {
        return begin + (start.user == 2 ? Duration(1h) : Duration(45s));
      });
  ASSERT_THAT(run.iterations, SizeIs(3));
  EXPECT_EQ(run.iterations[0].end, 45s);  // had to leave at 40 s
  EXPECT_EQ(run.iterations[1].end, 45s);  // at 30 s
  EXPECT_EQ(run.iterations[2].end, 50s);  // at 20 s, and was given 30 s
  EXPECT_FALSE(run.iterations[1].cut_off);
  EXPECT_TRUE(run.iterations[2].cut_off);
}

// Iteration k at k * timeUnit / rate; no free VU: dropped.
TEST(K6Executor, ConstantArrivalRate) {
  std::vector<Duration> expected;
  std::vector<Duration> expected_drops;
  std::vector<Duration> free_at(3);
  for (int k = 0; k < 200; ++k) {
    const Duration at = Duration(1min) * k / 600;
    const auto vu = std::min_element(free_at.begin(), free_at.end());
    (*vu <= at ? expected : expected_drops).push_back(at);
    if (*vu <= at) *vu = at + 350ms;
  }
  const auto run = play(hold(600_per_min, 20s), {.max_users = 3_users, .when_busy = WhenBusy::drop},
                        takes(350ms));
  EXPECT_THAT(begins_of(run), ContainerEq(expected));
  EXPECT_THAT(run.dropped, ContainerEq(expected_drops));
  EXPECT_THAT(expected_drops, SizeIs(50));
}

struct K6Stage {
  double to;  // starts a second
  double length;
};

// k6's closed form inside a stage: event i, where d events are done, fractions included, at
// x = (from dur - sqrt(dur (from^2 dur + 2 (i - d)(to - from)))) / (from - to), and in a flat stage
// at x = (i - d) / from. The area carries over from one stage to the next.
std::vector<double> k6_ramping_arrivals(double from, const std::vector<K6Stage>& stages) {
  std::vector<double> instants;
  double begin = 0;
  double done = 0;
  double event = 1;
  for (const auto& [to, length] : stages) {
    const double done_after = done + (from + to) / 2 * length;
    for (; event <= done_after + 1e-9; ++event) {
      const double missing = event - done;
      const double x =
          from == to
              ? missing / from
              : (from * length - std::sqrt(std::max(0.0, length * (from * from * length +
                                                                   2 * missing * (to - from))))) /
                    (from - to);
      instants.push_back(begin + x);
    }
    begin += length;
    done = done_after;
    from = to;
  }
  return instants;
}

void expect_ramping_arrivals(const RateProfile& profile, double start_rate,
                             const std::vector<K6Stage>& stages) {
  const auto expected = k6_ramping_arrivals(start_rate, stages);
  const auto run = play(profile, {.max_users = 5_users}, takes(1ns));
  ASSERT_THAT(run.iterations, SizeIs(expected.size()));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(run.iterations[i].begin, run.iterations[i].start.planned);
    EXPECT_NEAR(in_seconds(run.iterations[i].begin), expected[i], 5e-9) << "event " << i + 1;
  }
}

TEST(K6Executor, RampingArrivalRate) {
  const auto profile = ramp_to(2_per_s, 0s)
                           .ramp_to(9.5_per_s, 7s)
                           .hold(3300ms)
                           .ramp_to(30_per_s, 0s)
                           .ramp_to(4_per_s, 5s)
                           .ramp_to(0_per_s, 9s);
  expect_ramping_arrivals(profile, 2, {{9.5, 7}, {9.5, 3.3}, {30, 0}, {4, 5}, {0, 9}});
}

// startRate is 0 unless said otherwise, and the first event of a flat stage is at 1/rate.
TEST(K6Executor, RampingArrivalRateStartsWhereTheAreaIsOne) {
  expect_ramping_arrivals(ramp_to(10_per_s, 10s), 0, {{10, 10}});
  expect_ramping_arrivals(ramp_to(4_per_s, 0s).hold(2s), 4, {{4, 2}});
  EXPECT_THAT(begins_of(play(ramp_to(4_per_s, 0s).hold(1s), {.max_users = 1_users}, takes(1ns))),
              ElementsAre(250ms, 500ms, 750ms, 1s));
}

TEST(K6Executor, RampingArrivalRateDropsWhatFindsNoFreeVu) {
  const auto run = play(ramp_to(10_per_s, 0s).hold(1s),
                        {.max_users = 1_users, .when_busy = WhenBusy::drop}, takes(250ms));
  EXPECT_THAT(begins_of(run), ElementsAre(100ms, 400ms, 700ms, 1s));
  EXPECT_THAT(run.dropped, ElementsAre(200ms, 300ms, 500ms, 600ms, 800ms, 900ms));
}

TEST(K6Executor, DropsNothingWhereUsersSuffice) {
  EXPECT_THAT(
      play(hold(100_per_s, 5s), {.max_users = 4_users, .when_busy = WhenBusy::drop}, takes(39ms))
          .dropped,
      IsEmpty());
}

}  // namespace
}  // namespace proofload
