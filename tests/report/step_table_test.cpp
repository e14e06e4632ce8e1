// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/step_table.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(StepTable, HasARowForEachStepWithWhatBecameOfIt) {
  const auto rows = step_rows(RunBuilder()
                                  .requests(3, 5, "200", "GET /a")
                                  .requests(2, 5, "503", "GET /a")
                                  .requests(1, 7, "200", "GET /b")
                                  .report());
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].name, "GET /a");
  EXPECT_EQ(rows[0].scenario, "");
  EXPECT_EQ(rows[0].requests, 5);
  EXPECT_EQ(rows[0].failed, 2);
  EXPECT_THAT(rows[0].statuses, ElementsAre(Pair("200", 3), Pair("503", 2)));
  EXPECT_EQ(rows[1].response.max(), 7);
}

TEST(StepTable, CountsStepsThatAreNoRequests) {
  const Tags failed{{"step", "publish"}, {"error", "refused"}};
  const auto rows = step_rows(RunBuilder()
                                  .samples(4, metrics::step_failed, 0, {{"step", "publish"}})
                                  .samples(1, metrics::step_failed, 1, failed)
                                  .report());
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].requests, 5);
  EXPECT_EQ(rows[0].failed, 1);
  EXPECT_THAT(rows[0].errors, ElementsAre(Pair("refused", 1)));
}

TEST(StepTable, KeepsTheStepsOfScenariosApart) {
  RunBuilder run(Timeline({{"a", 0s, 0s, 10s}, {"b", 0s, 0s, 10s}}, {}));
  run.requests(3, 5, "200", "GET /x", 0, {{"scenario", "a"}})
      .requests(4, 5, "200", "GET /x", 0, {{"scenario", "b"}})
      .requests(1, 5, "200", "GET /y", 0, {{"scenario", "b"}});
  const auto rows = step_rows(run.report());
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].scenario, "a");
  EXPECT_EQ(rows[0].requests, 3);
  EXPECT_EQ(rows[1].scenario, "b");
  EXPECT_EQ(rows[1].requests, 4);
  EXPECT_EQ(rows[2].name, "GET /y");
}

}  // namespace
}  // namespace proofload
