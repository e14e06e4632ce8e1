// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/usage_error.h>
#include <proofload/load/pause_time.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace proofload {
namespace {

constexpr int number = 20'000;

std::vector<double> drawn_from(const PauseTime& pause) {
  Random random(1);
  std::vector<double> seconds;
  for (int i = 0; i < number; ++i) seconds.push_back(in_seconds(pause.draw(random)));
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

double deviation_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / double(values.size()));
}

double quantile_of(const std::vector<double>& sorted, double share) {
  return sorted[std::size_t(share * double(sorted.size()))];
}

TEST(PauseTime, IsAPlainDuration) {
  const PauseTime pause = 2s;
  Random random(1);
  EXPECT_EQ(pause.draw(random), 2s);
  EXPECT_EQ(random(), Random(1)());  // nothing was drawn
  EXPECT_EQ(PauseTime::fixed(2s).draw(random), 2s);
}

TEST(PauseTime, IsUniformFromTheShortestToTheLongest) {
  const auto seconds = drawn_from(PauseTime::uniform(1s, 3s));
  EXPECT_GE(seconds.front(), 1);
  EXPECT_LE(seconds.back(), 3);
  EXPECT_NEAR(quantile_of(seconds, 0.25), 1.5, 0.02);
  EXPECT_NEAR(quantile_of(seconds, 0.5), 2, 0.02);
  EXPECT_NEAR(quantile_of(seconds, 0.75), 2.5, 0.02);
}

TEST(PauseTime, IsNormalAroundItsMean) {
  const auto seconds = drawn_from(PauseTime::normal(2s, 400ms));
  EXPECT_NEAR(mean_of(seconds), 2, 0.01);
  EXPECT_NEAR(deviation_of(seconds), 0.4, 0.01);
  EXPECT_NEAR(quantile_of(seconds, 0.8413), 2.4, 0.02);   // one deviation above
  EXPECT_NEAR(quantile_of(seconds, 0.02275), 1.2, 0.03);  // two below
}

TEST(PauseTime, IsZeroWhereTheNormalWouldBeBelow) {
  const auto seconds = drawn_from(PauseTime::normal(1s, 1s));
  EXPECT_EQ(seconds.front(), 0);
  const auto zeros = std::upper_bound(seconds.begin(), seconds.end(), 0.0) - seconds.begin();
  EXPECT_NEAR(double(zeros) / number, 0.1587, 0.01);  // one deviation below
}

TEST(PauseTime, IsExponentialOfItsMean) {
  const auto seconds = drawn_from(PauseTime::exponential(2s));
  EXPECT_GE(seconds.front(), 0);
  EXPECT_NEAR(mean_of(seconds), 2, 0.05);
  EXPECT_NEAR(quantile_of(seconds, 0.5), 2 * std::log(2), 0.05);
  EXPECT_NEAR(quantile_of(seconds, 0.95), 2 * std::log(20), 0.2);
}

TEST(PauseTime, IsTheSameForTheSameStream) {
  Random one(7, RandomPurpose::user, 3);
  Random two(7, RandomPurpose::user, 3);
  const auto pause = PauseTime::normal(2s, 500ms);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pause.draw(one), pause.draw(two));
}

TEST(PauseTime, HasAMean) {
  EXPECT_EQ(PauseTime(2s).mean(), 2s);
  EXPECT_EQ(PauseTime::uniform(1s, 3s).mean(), 2s);
  EXPECT_EQ(PauseTime::normal(2s, 1s).mean(), 2s);
  EXPECT_EQ(PauseTime::exponential(2s).mean(), 2s);
}

TEST(PauseTime, PrintsAsItIsWritten) {
  EXPECT_EQ(to_text(PauseTime(2s)), "2 s");
  EXPECT_EQ(to_text(PauseTime::uniform(1s, 3s)), "uniform, 1 s to 3 s");
  EXPECT_EQ(to_text(PauseTime::normal(2s, 500ms)), "normal, 2 s ± 500 ms");
  EXPECT_EQ(to_text(PauseTime::exponential(2s)), "exponential, 2 s in the mean");
}

TEST(PauseTime, CannotBeBelowZero) {
  EXPECT_THROW(PauseTime(-1s), UsageError);
  EXPECT_THROW(PauseTime::uniform(-1s, 3s), UsageError);
  EXPECT_THROW(PauseTime::normal(1s, -1s), UsageError);
  EXPECT_THROW(PauseTime::exponential(-1s), UsageError);
}

TEST(PauseTime, NamesTheShortestFirst) {
  EXPECT_THROW(PauseTime::uniform(3s, 1s), UsageError);
  EXPECT_NO_THROW(PauseTime::uniform(3s, 3s));
}

}  // namespace
}  // namespace proofload
