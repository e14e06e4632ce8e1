// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_request.h>

#include <stream/prometheus_message.h>

#include <gmock/gmock.h>
#include <snappy.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;
using testing_support::read_request;

constexpr WallClock::time_point instant_of_request{std::chrono::milliseconds{1'700'000'000'123}};

TEST(PrometheusRequest, IsTheMessageOfTheProtocol) {
  PrometheusRequest request(instant_of_request);
  request.add("a", {{"b", "c"}}, 1.5);
  // By hand, after https://protobuf.dev/programming-guides/encoding/.
  const std::string expected(
      "\x0a\x29"
      "\x0a\x0d\x0a\x08__name__\x12\x01"
      "a"
      "\x0a\x06\x0a\x01"
      "b\x12\x01"
      "c"
      "\x12\x10\x09\0\0\0\0\0\0\xf8\x3f\x10\xfb\xd0\x95\xff\xbc\x31",
      43);
  EXPECT_EQ(request.message(), expected);
}

TEST(PrometheusRequest, SortsTheNameOfTheMetricAmongTheLabels) {
  PrometheusRequest request(instant_of_request);
  request.add("k6_vus", {{"Upper", "1"}, {"_", "2"}, {"lower", "3"}}, 1);
  const auto samples = read_request(request.message());
  ASSERT_THAT(samples, SizeIs(1));
  EXPECT_THAT(samples[0].labels, ElementsAre(Pair("Upper", "1"), Pair("_", "2"),
                                             Pair("__name__", "k6_vus"), Pair("lower", "3")));
}

TEST(PrometheusRequest, KeepsTheNameOfTheMetricWhateverLabelsThereAre) {
  PrometheusRequest request(instant_of_request);
  request.add("k6_vus", {{"__name__", "other"}}, 1);
  EXPECT_THAT(read_request(request.message()).at(0).labels,
              ElementsAre(Pair("__name__", "k6_vus")));
}

TEST(PrometheusRequest, HasValueAndTimeOfEachSample) {
  PrometheusRequest request(instant_of_request);
  request.add("a", {}, -0.25);
  request.add("b", {}, 1e300);
  const auto samples = read_request(request.message());
  ASSERT_THAT(samples, SizeIs(2));
  EXPECT_EQ(samples[0].value, -0.25);
  EXPECT_EQ(samples[1].value, 1e300);
  EXPECT_EQ(samples[1].milliseconds, 1'700'000'000'123);
}

TEST(PrometheusRequest, LeavesOutASecondSampleOfOneSeries) {
  PrometheusRequest request(instant_of_request);
  request.add("a", {{"b", "c"}}, 1);
  request.add("a", {{"b", "c"}}, 2);
  request.add("a", {{"b", "d"}}, 3);
  const auto samples = read_request(request.message());
  ASSERT_THAT(samples, SizeIs(2));
  EXPECT_EQ(samples[0].value, 1);
  EXPECT_EQ(samples[1].value, 3);
}

TEST(PrometheusRequest, IsCompressedWhenItIsSent) {
  PrometheusRequest request(instant_of_request);
  for (int i = 0; i < 1000; ++i) request.add("a", {{"b", std::to_string(i)}}, i);
  std::string message;
  ASSERT_TRUE(snappy::Uncompress(request.body().data(), request.body().size(), &message));
  EXPECT_EQ(message, request.message());
  EXPECT_LT(request.body().size(), message.size() / 2);
}

TEST(PrometheusLabels, HaveOnlyTheCharactersThatNamesMayHave) {
  EXPECT_EQ(prometheus_labels({{"a-b.c", "1"}}), (Tags{{"a_b_c", "1"}}));
  EXPECT_EQ(prometheus_labels({{"1st", "1"}}), (Tags{{"_1st", "1"}}));
  EXPECT_EQ(prometheus_labels({{"\xc3\xa4", "1"}}), (Tags{{"__", "1"}}));
}

TEST(PrometheusLabels, AreOneOfThoseThatWouldHaveTheSameName) {
  EXPECT_EQ(prometheus_labels({{"a-b", "1"}, {"a.b", "2"}}), (Tags{{"a_b", "2"}}));
}

TEST(PrometheusLabels, HoldNothingThatIsNoText) {
  EXPECT_EQ(prometheus_labels({{"error", "a\n\xff"}}), (Tags{{"error", "a\\n\\xff"}}));
}

TEST(PrometheusLabels, LeaveOutWhatIsEmpty) { EXPECT_TRUE(prometheus_labels({}).empty()); }

TEST(PrometheusName, IsNeverEmpty) {
  EXPECT_EQ(prometheus_name(""), "_");
  EXPECT_EQ(prometheus_name("my metric"), "my_metric");
}

}  // namespace
}  // namespace proofload
