// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/abort_rule.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AbortRule half_fails() { return {error_rate(), {Comparison::greater, 0.5}, "error rate > 50 %"}; }

// Asks once a second, a little after it, until a rule speaks: the second, or nothing.
std::optional<int> aborted_at(AbortRule rule, const RunBuilder& run, int until = 60) {
  AbortWatch watch({std::move(rule)});
  for (int second = 1; second < until; ++second)
    if (watch.check(run.report(), std::chrono::seconds(second) + 30ms)) return second;
  return {};
}

// Of 100 requests in each second so many fail, in some of 60 seconds.
RunBuilder failing(std::size_t number, Seconds seconds) {
  RunBuilder run(60s);
  for (SliceNumber second = 0; second < 60; ++second) {
    const auto failed = second >= seconds.first && second < seconds.last ? number : 0;
    run.requests(100 - failed, 1, "200", "GET /x", second)
        .requests(failed, 1, "503", "GET /x", second);
  }
  return run;
}

TEST(AbortRule, SaysWhyARunIsNotWorthGoingOnWith) {
  AbortWatch watch({half_fails()});
  const auto run = failing(63, {0, 60});
  EXPECT_EQ(watch.check(run.report(), 2s), std::nullopt);
  EXPECT_EQ(watch.check(run.report(), 11s), std::nullopt);
  EXPECT_EQ(
      watch.check(run.report(), 12s),
      "abort rule: error rate > 50 % held for 10 s; error rate is 63 %, from 500 samples (315 "
      "failed of 500)");
}

TEST(AbortRule, WaitsUntilItsConditionHasHeldWithoutInterruption) {
  EXPECT_EQ(aborted_at(half_fails(), failing(63, {0, 60})), 12);
  auto patient = half_fails();
  patient.holds_for = 20s;
  EXPECT_EQ(aborted_at(patient, failing(63, {0, 60})), 22);
  auto hasty = half_fails();
  hasty.holds_for = 0s;
  EXPECT_EQ(aborted_at(hasty, failing(63, {0, 60})), 2);
}

TEST(AbortRule, BeginsAnewAfterAnInterruption) {
  auto run = failing(63, {0, 8});
  EXPECT_EQ(aborted_at(half_fails(), run), std::nullopt);
  auto twice = failing(63, {0, 8});
  for (SliceNumber second = 20; second < 60; ++second)
    twice.requests(1000, 1, "503", "GET /x", second);
  EXPECT_EQ(aborted_at(half_fails(), twice), 32);
}

TEST(AbortRule, LooksAtAStretchThatEndsASecondAgo) {
  auto rule = half_fails();
  rule.over = 1s;
  rule.holds_for = 0s;
  EXPECT_EQ(aborted_at(rule, failing(63, {20, 21})), 22);
  rule.over = 5s;
  EXPECT_EQ(aborted_at(rule, failing(63, {20, 22})), std::nullopt) << "2 of 5 s: 25 %";
}

TEST(AbortRule, SaysNothingBeforeItsTime) {
  auto rule = half_fails();
  rule.not_before = 30s;
  EXPECT_EQ(aborted_at(rule, failing(63, {0, 60})), 40);
}

TEST(AbortRule, TakesTooLittleDataForNoConditionThatHolds) {
  EXPECT_EQ(aborted_at(half_fails(), RunBuilder(60s)), std::nullopt);
  const AbortRule slow{percentile(0.95), {Comparison::greater, 1}, "p95 > 1 ms"};
  RunBuilder few(60s);
  few.requests_in({0, 60}, 20, 500);
  EXPECT_EQ(aborted_at(slow, few), std::nullopt) << "100 samples in 5 s, of the 200 it needs";
  const AbortRule fast{percentile(0.95), {Comparison::less, 1000}, "p95 < 1 s"};
  EXPECT_EQ(aborted_at(fast, few), std::nullopt);
}

TEST(AbortRule, TakesAPercentileAmongFailedRequestsForAboveEveryBound) {
  AbortWatch watch({{percentile(0.95), {Comparison::greater, 1000}, "p95 > 1 s"}});
  const auto run = failing(63, {0, 60});
  EXPECT_EQ(watch.check(run.report(), 6s), std::nullopt);
  EXPECT_EQ(watch.check(run.report(), 16s),
            "abort rule: p95 > 1 s held for 10 s; p95 lies among the requests that failed: 315 of "
            "500");
  EXPECT_EQ(aborted_at({percentile(0.95), {Comparison::less, 1000}, "p95 < 1 s"}, run),
            std::nullopt);
  EXPECT_EQ(aborted_at({percentile(0.95), {Comparison::greater, 1000}, "p95 > 1 s"},
                       failing(100, {0, 60})),
            13)
      << "not one succeeded: from 2 s on there are enough";
}

TEST(AbortRule, MayLookAtOneStep) {
  auto run = failing(0, {0, 0});
  for (SliceNumber second = 0; second < 60; ++second) run.requests(20, 1, "503", "POST /y", second);
  auto rule = half_fails();
  EXPECT_EQ(aborted_at(rule, run), std::nullopt);
  rule.step = "POST /y";
  EXPECT_EQ(aborted_at(rule, run), 12);
  rule.step = "GET /never";
  EXPECT_EQ(aborted_at(rule, run), std::nullopt) << "a step that has not been seen yet";
}

TEST(AbortRule, OfSeveralTheFirstThatHoldsSpeaks) {
  auto hasty = half_fails();
  hasty.holds_for = 3s;
  hasty.text = "half of it fails";
  AbortWatch watch({half_fails(), hasty});
  const auto run = failing(63, {0, 60});
  std::optional<std::string> reason;
  for (auto now = Duration(1s); !reason && now < 60s; now += 1s)
    reason = watch.check(run.report(), now);
  EXPECT_THAT(reason.value_or(""), HasSubstr("abort rule: half of it fails held for 3 s"));
}

TEST(AbortRule, ThatCannotBeAskedSaysWhatIsWrong) {
  EXPECT_THAT(problems(half_fails()), IsEmpty());
  auto rule = half_fails();
  rule.holds_for = -1s;
  rule.over = 100ms;
  rule.mistake = "is given as bytes";
  EXPECT_THAT(problems(rule), ElementsAre("the abort rule error rate > 50 % is given as bytes",
                                          HasSubstr("must hold for zero or more, not -1 s"),
                                          HasSubstr("must look at a second or more, not 100 ms")));
}

}  // namespace
}  // namespace proofload
