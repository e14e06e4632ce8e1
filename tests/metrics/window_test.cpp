// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/window.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Metric orders = counter("orders");

// Four seconds: "ramp" for one, "sustained" for two, then one without a name.
// Every second: one order and one response of each step; browse takes 10 ms more each second.
class WindowTest : public ::testing::Test {
 protected:
  WindowTest() {
    const std::vector<StageSpan> stages{{"ramp", 0s, 1s}, {"sustained", 1s, 3s}, {"", 3s, 4s}};
    auto measurements = std::make_shared<Measurements>(slice_boundaries(4s, {}), stages);
    Recorder recorder;
    for (std::uint32_t second = 0; second < 4; ++second) {
      recorder.record(metrics::response, {{"step", "browse"}}, 10 * (second + 1));
      recorder.record(metrics::response, {{"step", "search"}, {"status", "200"}}, 500);
      recorder.record(metrics::service, {{"step", "browse"}}, 1);
      recorder.record(metrics::checks, {{"step", "browse"}}, second == 0 ? 0 : 1);
      recorder.record(orders, {{"step", "browse"}}, 1);
      recorder.record(orders, {{"step", "search"}}, 2);
      measurements->add(0, *recorder.exchange(second, nullptr));
    }
    whole_ = Window(std::move(measurements), "Shop.Sells");
  }

  Window whole_{nullptr, ""};
};

TEST_F(WindowTest, ShowsTheWholeRun) {
  EXPECT_EQ(whole_.subject(), "Shop.Sells");
  EXPECT_THAT(whole_.problem(), IsEmpty());
  EXPECT_EQ(whole_.length(), 4s);
  EXPECT_EQ(whole_.trend().count(), 8u);
  EXPECT_EQ(whole_.counter(orders).sum, 12);
  EXPECT_EQ(whole_.rate(metrics::checks).share(), 0.75);
}

TEST_F(WindowTest, NarrowsToAStep) {
  const auto browse = whole_.step("browse");
  EXPECT_EQ(browse.subject(), "browse");
  EXPECT_EQ(browse.trend().max(), 40);
  EXPECT_EQ(browse.counter(orders).sum, 4);
  EXPECT_EQ(browse.length(), 4s);
}

TEST_F(WindowTest, TakesSeveralStepsTogether) {
  const auto both = whole_.steps({"browse", "search"});
  EXPECT_EQ(both.subject(), "browse and search");
  EXPECT_EQ(both.trend().count(), 8u);
  EXPECT_EQ(both.counter(orders).sum, 12);
}

TEST_F(WindowTest, NarrowsToAStage) {
  const auto sustained = whole_.stage("sustained");
  EXPECT_EQ(sustained.subject(), "Shop.Sells in stage sustained");
  EXPECT_EQ(sustained.length(), 2s);
  EXPECT_EQ(sustained.counter(orders).sum, 6);
  EXPECT_EQ(sustained.rate(metrics::checks).share(), 1);
}

TEST_F(WindowTest, NarrowsToAStepInAStageInEitherOrder) {
  for (const auto& window :
       {whole_.stage("sustained").step("browse"), whole_.step("browse").stage("sustained")}) {
    EXPECT_EQ(window.subject(), "browse in stage sustained");
    EXPECT_EQ(window.trend().min(), 20);
    EXPECT_EQ(window.trend().max(), 30);
    EXPECT_EQ(window.trend().count(), 2u);
  }
}

TEST_F(WindowTest, NarrowsToTheWholeSlicesBetweenTwoInstants) {
  EXPECT_EQ(whole_.between(1s, 3s).counter(orders).sum, 6);
  EXPECT_EQ(whole_.between(500ms, 2900ms).counter(orders).sum, 3);
  EXPECT_EQ(whole_.between(1s, 3s).subject(), "Shop.Sells from 1 s to 3 s");
  EXPECT_EQ(whole_.between(3s, 1s).counter(orders).sum, 0);
}

TEST_F(WindowTest, KeepsItsStretchInTheSubjectOfAStep) {
  EXPECT_EQ(whole_.between(1s, 3s).step("browse").subject(), "browse from 1 s to 3 s");
  EXPECT_EQ(whole_.between(1s, 3s).step("browse").counter(orders).sum, 2);
}

TEST_F(WindowTest, LooksAtTheResponseTimeUnlessToldOtherwise) {
  EXPECT_EQ(whole_.timed(), metrics::response);
  EXPECT_EQ(whole_.service().timed(), metrics::service);
  EXPECT_EQ(whole_.service().step("browse").trend().max(), 1);
  EXPECT_EQ(whole_.metric(trend("own")).trend().count(), 0u);
}

TEST_F(WindowTest, SaysWhichStepsThereAreWhenOneIsUnknown) {
  const auto window = whole_.step("brows");
  EXPECT_EQ(window.problem(),
            "there is no step named \"brows\" in this run; it had browse, search");
  EXPECT_EQ(window.trend().count(), 0u);
  EXPECT_EQ(window.counter(orders).sum, 0);
  EXPECT_THAT(window.values_of("step"), IsEmpty());
}

TEST_F(WindowTest, SaysWhichStagesThereAreWhenOneIsUnknown) {
  const auto window = whole_.stage("peak");
  EXPECT_EQ(window.problem(),
            "there is no stage named \"peak\" in this run; it had ramp, sustained");
  EXPECT_EQ(window.trend().count(), 0u);
  EXPECT_THAT(whole_.stage("ramp").stage("peak").problem(), HasSubstr("peak"));
}

TEST_F(WindowTest, HasAProblemWhenOneOfSeveralStepsIsUnknown) {
  EXPECT_THAT(whole_.steps({"browse", "buy"}).problem(), HasSubstr("\"buy\""));
}

TEST_F(WindowTest, FindsNoStageByTheNameItsAuthorDidNotGive) {
  EXPECT_THAT(whole_.stage("").problem(), HasSubstr("no stage named"));
}

TEST_F(WindowTest, KeepsItsProblemWhenNarrowedFurther) {
  EXPECT_THAT(whole_.step("brows").stage("ramp").problem(), HasSubstr("brows"));
  EXPECT_THAT(whole_.stage("peak").step("browse").problem(), HasSubstr("peak"));
}

TEST_F(WindowTest, FindsNothingUnderTheNameOfAMetricOfAnotherKind) {
  EXPECT_EQ(whole_.counter(metrics::response).count, 0u);
  EXPECT_EQ(whole_.trend(trend("orders")).count(), 0u);
}

TEST_F(WindowTest, ListsTheValuesOfATag) {
  EXPECT_THAT(whole_.values_of("step"), ElementsAre("browse", "search"));
  EXPECT_THAT(whole_.step("search").values_of("status"), ElementsAre("200"));
  EXPECT_THAT(whole_.values_of("missing"), IsEmpty());
}

TEST(Window, OfARunWithoutSamplesIsEmptyAndSaysSo) {
  const Window window(
      std::make_shared<Measurements>(slice_boundaries(1s, {}), std::vector<StageSpan>{}),
      "Shop.Sells");
  EXPECT_EQ(window.trend().count(), 0u);
  EXPECT_EQ(window.step("browse").problem(),
            "there is no step named \"browse\" in this run; it had none");
}

}  // namespace
}  // namespace proofload
