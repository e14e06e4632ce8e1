// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/detail/sample_queue.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

constexpr std::size_t ten = 10 * sizeof(Sample);

const std::vector<SeriesKey> one_series{{metrics::vus, {}}};
const std::vector<SeriesKey> two_series{{metrics::vus, {}}, {metrics::vus_max, {}}};

std::vector<Sample> samples(std::size_t number) { return std::vector<Sample>(number); }

TEST(SampleQueue, HandsOutBatchesInTheirOrder) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(1));
  queue.push(one_series, samples(2));
  EXPECT_EQ(queue.pop()->samples.size(), 1U);
  EXPECT_EQ(queue.pop()->samples.size(), 2U);
}

TEST(SampleQueue, HandsOutEachSeriesOnce) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(1));
  queue.push(two_series, samples(1));
  queue.push(two_series, samples(1));
  EXPECT_EQ(queue.pop()->added, one_series);
  EXPECT_EQ(queue.pop()->added, std::vector<SeriesKey>{two_series[1]});
  EXPECT_TRUE(queue.pop()->added.empty());
}

TEST(SampleQueue, DropsABatchThatDoesNotFitAndCountsIt) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(10));
  queue.push(one_series, samples(1));
  EXPECT_EQ(queue.offered(), 11U);
  EXPECT_EQ(queue.pop()->samples.size(), 10U);
  queue.close();
  EXPECT_FALSE(queue.pop());
}

TEST(SampleQueue, CountsWhatIsBeingWrittenToo) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(6));
  ASSERT_TRUE(queue.pop());
  queue.push(one_series, samples(5));
  queue.push(one_series, samples(4));
  EXPECT_EQ(queue.pop()->samples.size(), 4U);
}

TEST(SampleQueue, HandsOutTheSeriesOfADroppedBatchWithTheNext) {
  SampleQueue queue(ten);
  queue.push(two_series, samples(11));
  queue.push(two_series, samples(1));
  EXPECT_EQ(queue.pop()->added, two_series);
}

TEST(SampleQueue, HandsOutWhatIsLeftOnceItIsClosed) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(1));
  queue.close();
  queue.push(one_series, samples(2));
  EXPECT_EQ(queue.pop()->samples.size(), 1U);
  EXPECT_FALSE(queue.pop());
}

TEST(SampleQueue, HoldsNothingOnceItIsAbandoned) {
  SampleQueue queue(ten);
  queue.push(one_series, samples(1));
  queue.abandon();
  EXPECT_FALSE(queue.pop());
  EXPECT_EQ(queue.offered(), 1U);
}

}  // namespace
}  // namespace proofload
