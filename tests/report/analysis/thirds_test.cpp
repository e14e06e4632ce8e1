// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/thirds.h>

#include <support/run_builder.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

void expect_span(const Window& window, Duration from, Duration to) {
  EXPECT_EQ(window.from(), from);
  EXPECT_EQ(window.to(), to);
}

TEST(Thirds, DivideTheTimeOfAWindow) {
  const auto thirds = thirds_of(RunBuilder(30s).report());
  EXPECT_EQ(thirds.missing, "");
  expect_span(thirds.first, 0s, 10s);
  expect_span(thirds.middle, 10s, 20s);
  expect_span(thirds.last, 20s, 30s);
}

TEST(Thirds, BeginWhereTheWarmUpEnds) {
  RunBuilder run(Timeline({{"", 0s, 6s, 36s}}, {}));
  const auto thirds = thirds_of(run.report());
  expect_span(thirds.first, 6s, 16s);
  expect_span(thirds.last, 26s, 36s);
}

TEST(Thirds, AreOfWholeSeconds) {
  const auto thirds = thirds_of(RunBuilder(20s).report());
  expect_span(thirds.first, 0s, 6s);
  expect_span(thirds.last, 14s, 20s);
}

TEST(Thirds, AreThoseOfAStageWhereOneIsAsked) {
  const auto thirds = thirds_of(RunBuilder(60s).report().stage("late"));
  expect_span(thirds.first, 30s, 40s);
  expect_span(thirds.last, 50s, 60s);
}

TEST(Thirds, NeedFiveSeconds) {
  EXPECT_EQ(thirds_of(RunBuilder(15s).report()).missing, "");
  EXPECT_EQ(thirds_of(RunBuilder(12s).report()).missing,
            "a third of the window lasts 4 s, and needs 5 s: play longer");
}

TEST(Thirds, OfALoadThatEndedBeforeItsPlanAreMissing) {
  RunBuilder run(60s);
  run.ended_at(50s);
  EXPECT_EQ(thirds_of(run.report()).missing,
            "the load ended after 50 s of 1 min: its last third was not played");
  EXPECT_NE(thirds_of(run.report().stage("late")).missing, "");
  EXPECT_EQ(thirds_of(run.report().stage("early")).missing, "") << "that was played in full";
}

}  // namespace
}  // namespace proofload
