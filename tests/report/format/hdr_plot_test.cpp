// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/hdr_plot.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <sstream>

namespace proofload {
namespace {

using testing::EndsWith;
using testing::StartsWith;

std::vector<std::string> lines(const RunBuilder& run) {
  std::istringstream text(hdr_plot({run.report(), {}, {}, {}}));
  std::vector<std::string> all;
  for (std::string line; std::getline(text, line);) all.push_back(line);
  return all;
}

// Expected lines: those of vegeta's manual, with the values of this run; that of a bucket is its
// middle.
TEST(HdrPlot, WritesTheTableOfVegeta) {
  RunBuilder run;
  run.requests(1000, 0.5).requests(998, 2.5);
  const auto table = lines(run);
  ASSERT_EQ(table.size(), 95U);
  EXPECT_EQ(table[0], "Value(ms)  Percentile  TotalCount  1/(1-Percentile)");
  EXPECT_EQ(table[1], "0.500000   0.000000    0           1.000000");
  EXPECT_EQ(table[2], "0.500244   0.100000    200         1.111111");
  EXPECT_EQ(table[4], "0.500244   0.300000    599         1.428571");
  EXPECT_EQ(table[7], "2.500000   0.550000    1099        2.222222");
  EXPECT_EQ(table[36], "2.500000   0.992188    1982        128.008193");
  EXPECT_EQ(table[86], "2.500000   0.999992    1998        125000.000000");
  EXPECT_EQ(table[93], "2.500000   0.999999    1998        999999.999971");
  EXPECT_EQ(table[94], "2.500000   1.000000    1998        10000000.000000");
}

TEST(HdrPlot, WidensAColumnForALongValue) {
  const auto table = lines(RunBuilder().requests(1, 12'345'678));
  EXPECT_THAT(table[0], StartsWith("Value(ms)        Percentile"));
  EXPECT_THAT(table[1], StartsWith("12345678.000000  0.000000"));
}

TEST(HdrPlot, HasZerosWithoutSamples) {
  const auto table = lines(RunBuilder());
  ASSERT_EQ(table.size(), 95U);
  EXPECT_EQ(table[94], "0.000000   1.000000    0           10000000.000000");
}

}  // namespace
}  // namespace proofload
