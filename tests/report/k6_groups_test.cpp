// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_groups.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

RunBuilder& check(RunBuilder& run, double passed, std::string name, std::string group = {},
                  std::string scenario = {}) {
  Tags tags{{"check", std::move(name)}};
  tags.set("group", group);
  tags.set("scenario", scenario);
  return run.sample(metrics::checks, passed, tags);
}

TEST(K6Groups, HasARootWithoutNameAndPath) {
  const auto root = k6_root_group(RunBuilder().report());
  EXPECT_EQ(root.name, "");
  EXPECT_EQ(root.path, "");
  EXPECT_TRUE(root.groups.empty());
  EXPECT_TRUE(root.checks.empty());
}

TEST(K6Groups, MakesATreeOfGroupsSortedByName) {
  RunBuilder run;
  run.sample(metrics::group_duration, 1, {{"group", "shop::pay"}});
  run.sample(metrics::group_duration, 1, {{"group", "home"}});
  const auto root = k6_root_group(run.report());
  ASSERT_EQ(root.groups.size(), 2U);
  EXPECT_EQ(root.groups[0].path, "::home");
  EXPECT_EQ(root.groups[1].path, "::shop");
  ASSERT_EQ(root.groups[1].groups.size(), 1U);
  EXPECT_EQ(root.groups[1].groups[0].name, "pay");
  EXPECT_EQ(root.groups[1].groups[0].path, "::shop::pay");
}

TEST(K6Groups, CountsChecksInTheirGroup) {
  RunBuilder run;
  check(check(check(run, 1, "ok"), 0, "ok"), 1, "ok", "shop");
  const auto root = k6_root_group(run.report());
  ASSERT_EQ(root.checks.size(), 1U);
  EXPECT_EQ(root.checks[0].path, "::ok");
  EXPECT_EQ(root.checks[0].passes, 1U);
  EXPECT_EQ(root.checks[0].fails, 1U);
  ASSERT_EQ(root.groups[0].checks.size(), 1U);
  EXPECT_EQ(root.groups[0].checks[0].path, "::shop::ok");
  EXPECT_EQ(root.groups[0].checks[0].passes, 1U);
  EXPECT_EQ(root.groups[0].checks[0].fails, 0U);
}

TEST(K6Groups, AddsUpWhatSeveralScenariosChecked) {
  RunBuilder run;
  check(check(run, 1, "ok", "", "a"), 1, "ok", "", "b");
  const auto root = k6_root_group(run.report());
  ASSERT_EQ(root.checks.size(), 1U);
  EXPECT_EQ(root.checks[0].passes, 2U);
}

TEST(K6Groups, LeavesSetUpOut) {
  RunBuilder run;
  run.sample(metrics::checks, 1, {{"check", "ok"}, {"group", "a"}, {"phase", "set_up"}});
  const auto root = k6_root_group(run.report());
  EXPECT_TRUE(root.checks.empty());
  EXPECT_TRUE(root.groups.empty());
}

}  // namespace
}  // namespace proofload
