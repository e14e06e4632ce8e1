// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/window.h>

#include <gmock/gmock.h>

#include <memory>
#include <utility>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Metric orders_in_window = counter("orders");

// Four seconds: "ramp" for one, "sustained" for two, then one without a name.
// Every second: one order and one response of each step; browse takes 10 ms more each second.
class WindowTest : public ::testing::Test {
 protected:
  WindowTest() {
    const std::vector<StageSpan> stages{{"ramp", 0s, 1s}, {"sustained", 1s, 3s}, {"", 3s, 4s}};
    auto measurements = std::make_shared<Measurements>(Timeline(4s, stages));
    Recorder recorder;
    for (std::uint32_t second = 0; second < 4; ++second) {
      recorder.record(metrics::response, {{"step", "browse"}}, 10 * (second + 1));
      recorder.record(metrics::response, {{"step", "search"}, {"status", "200"}}, 500);
      recorder.record(metrics::service, {{"step", "browse"}}, 1);
      recorder.record(metrics::checks, {{"step", "browse"}}, second == 0 ? 0 : 1);
      recorder.record(orders_in_window, {{"step", "browse"}}, 1);
      recorder.record(orders_in_window, {{"step", "search"}}, 2);
      measurements->add(0, *recorder.exchange(second + 1));
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
  EXPECT_EQ(whole_.counter(orders_in_window).sum, 12);
  EXPECT_EQ(whole_.rate(metrics::checks).share(), 0.75);
}

TEST_F(WindowTest, NarrowsToAStep) {
  const auto browse = whole_.step("browse");
  EXPECT_EQ(browse.subject(), "browse");
  EXPECT_EQ(browse.trend().max(), 40);
  EXPECT_EQ(browse.counter(orders_in_window).sum, 4);
  EXPECT_EQ(browse.length(), 4s);
}

TEST_F(WindowTest, TakesSeveralStepsTogether) {
  const auto both = whole_.steps({"browse", "search"});
  EXPECT_EQ(both.subject(), "browse and search");
  EXPECT_EQ(both.trend().count(), 8u);
  EXPECT_EQ(both.counter(orders_in_window).sum, 12);
}

TEST_F(WindowTest, NarrowsToAValueOfATag) {
  EXPECT_EQ(whole_.tagged("status", "200").trend().min(), 500);
  EXPECT_EQ(whole_.tagged("status", "200").subject(), "Shop.Sells with status 200");
  EXPECT_EQ(whole_.step("browse").tagged("status", "200").problem(),
            "there is no status named \"200\" in this run; it had none");
}

TEST_F(WindowTest, NarrowsToAStage) {
  const auto sustained = whole_.stage("sustained");
  EXPECT_EQ(sustained.subject(), "Shop.Sells in stage sustained");
  EXPECT_EQ(sustained.length(), 2s);
  EXPECT_EQ(sustained.counter(orders_in_window).sum, 6);
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
  EXPECT_EQ(whole_.between(1s, 3s).counter(orders_in_window).sum, 6);
  EXPECT_EQ(whole_.between(500ms, 2900ms).counter(orders_in_window).sum, 3);
  EXPECT_EQ(whole_.between(1s, 3s).subject(), "Shop.Sells from 1 s to 3 s");
  EXPECT_EQ(whole_.between(3s, 1s).counter(orders_in_window).sum, 0);
}

TEST_F(WindowTest, KeepsItsStretchInTheSubjectOfAStep) {
  EXPECT_EQ(whole_.between(1s, 3s).step("browse").subject(), "browse from 1 s to 3 s");
  EXPECT_EQ(whole_.between(1s, 3s).step("browse").counter(orders_in_window).sum, 2);
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
  EXPECT_EQ(window.counter(orders_in_window).sum, 0);
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

TEST_F(WindowTest, IsTheWholeRunOnlyWhereNothingNarrowsItDown) {
  const auto everything = std::make_shared<const SliceMask>(5, true);
  EXPECT_TRUE(whole_.is_whole_run());
  EXPECT_TRUE(whole_.service().is_whole_run());
  for (const auto& window :
       {whole_.step("browse"), whole_.stage("ramp"), whole_.last(4s), whole_.only(everything),
        whole_.during_load(), whole_.phase("warm_up")})
    EXPECT_FALSE(window.is_whole_run()) << window.subject();
}

TEST_F(WindowTest, ListsTheMetricsThatHaveSamples) {
  std::vector<std::string_view> names;
  for (const auto& metric : whole_.metrics()) names.push_back(metric.name);
  EXPECT_THAT(names, ElementsAre("checks", "orders", "response", "service"));
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

TEST_F(WindowTest, LeavesOutWhatCameBeforeAnInstant) {
  const auto late = whole_.after(1s);
  EXPECT_EQ(late.length(), 3s);
  EXPECT_EQ(late.from(), 1s);
  EXPECT_EQ(late.to(), 4s);
  EXPECT_EQ(late.counter(orders_in_window).sum, 9);
  EXPECT_EQ(late.subject(), "Shop.Sells after 1 s");
  EXPECT_EQ(whole_.after(1s + 1ns).length(), 2s);
}

TEST_F(WindowTest, IsEmptyAfterItsEnd) {
  for (const auto& window : {whole_.after(4s), whole_.after(1s).after(Duration::max())}) {
    EXPECT_EQ(window.length(), 0s);
    EXPECT_EQ(window.counter(orders_in_window).count, 0u);
  }
}

TEST_F(WindowTest, NarrowsToItsLastPart) {
  const auto end = whole_.last(1s);
  EXPECT_EQ(end.from(), 3s);
  EXPECT_EQ(end.length(), 1s);
  EXPECT_EQ(end.counter(orders_in_window).sum, 3);
  EXPECT_EQ(end.subject(), "Shop.Sells in the last 1 s");
  EXPECT_EQ(whole_.last(1h).counter(orders_in_window).sum, 12);
  EXPECT_EQ(whole_.last(Duration::max()).length(), 4s);
  EXPECT_EQ(whole_.last(1s - 1ns).length(), 0s);
}

TEST_F(WindowTest, NarrowsToWhatFollowsAStage) {
  const auto rest = whole_.after_stage("ramp");
  EXPECT_EQ(rest.from(), 1s);
  EXPECT_EQ(rest.length(), 3s);
  EXPECT_EQ(rest.counter(orders_in_window).sum, 9);
  EXPECT_EQ(rest.subject(), "Shop.Sells after stage ramp");
  EXPECT_EQ(whole_.after_stage("sustained").length(), 1s);
  EXPECT_THAT(whole_.after_stage("peak").problem(), HasSubstr("peak"));
}

TEST_F(WindowTest, NarrowsAWindowFurther) {
  const auto end = whole_.stage("sustained").last(1s);
  EXPECT_EQ(end.from(), 2s);
  EXPECT_EQ(end.trend().max(), 500);
  EXPECT_EQ(end.step("browse").trend().max(), 30);
  EXPECT_EQ(end.subject(), "Shop.Sells in stage sustained in the last 1 s");
  EXPECT_EQ(whole_.last(2s).stage("sustained").length(), 1s);
  EXPECT_EQ(whole_.after(1s).between(0s, 2s).from(), 1s);
  EXPECT_EQ(whole_.after(1s).after(1s).from(), 2s);
  EXPECT_EQ(whole_.stage("ramp").stage("sustained").length(), 0s);
  EXPECT_EQ(whole_.stage("ramp").after_stage("ramp").counter(orders_in_window).count, 0u);
}

TEST_F(WindowTest, IsCutIntoPiecesThatFollowEachOther) {
  const auto pieces = whole_.every(2s);
  ASSERT_THAT(pieces, SizeIs(2));
  EXPECT_EQ(pieces[0].subject(), "Shop.Sells from 0 s to 2 s");
  EXPECT_EQ(pieces[0].step("browse").trend().max(), 20);
  EXPECT_EQ(pieces[1].step("browse").trend().min(), 30);
  EXPECT_EQ(pieces[1].to(), 4s);
}

TEST_F(WindowTest, LeavesOutOfItsPiecesWhatIsLeftOverAtTheEnd) {
  EXPECT_THAT(whole_.every(3s), SizeIs(1));
  EXPECT_THAT(whole_.every(4s), SizeIs(1));
  EXPECT_THAT(whole_.every(4s + 1ns), IsEmpty());
  EXPECT_THAT(whole_.every(Duration::max()), IsEmpty());
}

TEST_F(WindowTest, IsNotCutIntoPiecesWithoutLength) {
  EXPECT_THAT(whole_.every(0s), IsEmpty());
  EXPECT_THAT(whole_.every(-1s), IsEmpty());
}

TEST_F(WindowTest, RoundsItsPiecesUpToWholeSlicesSoThatNoSampleIsInNone) {
  for (const auto& [length, number] : {std::pair<Duration, std::size_t>{1ns, 4}, {1500ms, 2}}) {
    double sum = 0;
    const auto pieces = whole_.every(length);
    for (const auto& piece : pieces) sum += piece.counter(orders_in_window).sum;
    EXPECT_THAT(pieces, SizeIs(number));
    EXPECT_EQ(sum, 12);
  }
}

TEST_F(WindowTest, CutsPartsOfItselfIntoPieces) {
  const auto pieces = whole_.after(1s).step("browse").every(1s);
  ASSERT_THAT(pieces, SizeIs(3));
  for (std::size_t piece = 0; piece < 3; ++piece)
    EXPECT_EQ(pieces[piece].trend().max(), 20 + 10 * double(piece));
  EXPECT_THAT(whole_.stage("sustained").every(1s), SizeIs(2));
}

TEST_F(WindowTest, LeavesOutTheSlicesThatAMaskLeavesOut) {
  const auto healthy =
      whole_.only(std::make_shared<const SliceMask>(SliceMask{true, false, true, true, true}));
  EXPECT_EQ(healthy.length(), 3s);
  EXPECT_EQ(healthy.from(), 0s);
  EXPECT_EQ(healthy.to(), 4s);
  EXPECT_EQ(healthy.counter(orders_in_window).sum, 9);
  EXPECT_EQ(healthy.stage("sustained").length(), 1s);
  EXPECT_EQ(healthy.stage("sustained").step("browse").trend().max(), 30);
  EXPECT_EQ(healthy.last(3s).length(), 2s);
  EXPECT_EQ(healthy.last(3s).from(), 1s);
  EXPECT_EQ(healthy.every(2s).at(0).counter(orders_in_window).sum, 3);
}

TEST_F(WindowTest, LeavesOutTheSlicesThatAnyOfTwoMasksLeavesOutOrIsTooShortFor) {
  const auto one = std::make_shared<const SliceMask>(SliceMask{true, true, false});
  const auto other = std::make_shared<const SliceMask>(SliceMask{false, true, true, true});
  EXPECT_EQ(whole_.only(one).length(), 2s);
  EXPECT_EQ(whole_.only(one).only(other).length(), 1s);
  EXPECT_EQ(whole_.only(one).only(other).counter(orders_in_window).sum, 3);
  EXPECT_EQ(whole_.only(std::make_shared<const SliceMask>()).length(), 0s);
}

// A run that is played sample by sample.
class Played {
 public:
  explicit Played(Timeline timeline)
      : measurements_(std::make_shared<Measurements>(std::move(timeline))) {}

  Played& order(Duration at, double value, Tags tags = {}) {
    Recorder recorder(measurements_->timeline().slice_at(at));
    recorder.record(orders_in_window, tags, value);
    measurements_->add(worker_++, *recorder.exchange(0));
    return *this;
  }
  Played& end_at(Duration instant) {
    measurements_->end_at(instant);
    return *this;
  }
  Window window() const { return Window(measurements_); }

 private:
  std::shared_ptr<Measurements> measurements_;
  std::size_t worker_ = 0;
};

double sum_in(const Window& window) { return window.counter(orders_in_window).sum; }

TEST(Window, IsCalledAfterWhatNarrowsItDown) {
  const auto run = Played(Timeline({{"browse", 0s, 1s, 9s}}, {{"peak", 2s, 3s, "browse"}}))
                       .order(2s, 1, {{"scenario", "browse"}, {"step", "a"}, {"group", "g"}})
                       .order(0s, 1, {{"phase", "warm_up"}, {"step", "a"}})
                       .window();
  EXPECT_EQ(run.subject(), "whole run");
  EXPECT_EQ(run.stage("peak").subject(), "stage peak");
  EXPECT_EQ(run.last(2s).subject(), "the last 2 s");
  EXPECT_EQ(run.after(2s).subject(), "after 2 s");
  EXPECT_EQ(run.between(2s, 3s).subject(), "from 2 s to 3 s");
  EXPECT_EQ(run.scenario("browse").subject(), "scenario browse");
  EXPECT_EQ(run.scenario("browse").stage("peak").subject(), "scenario browse in stage peak");
  EXPECT_EQ(run.step("a").subject(), "a");
  EXPECT_EQ(run.group("g").subject(), "whole run with group g");
  EXPECT_EQ(run.group("g").step("a").subject(), "a with group g");
  EXPECT_EQ(run.phase("warm_up").subject(), "warm_up");
  EXPECT_EQ(run.phase("warm_up").step("a").subject(), "a in warm_up");
  for (const auto& window : {run.scenario("browse").step("a"), run.step("a").scenario("browse")})
    EXPECT_EQ(window.subject(), "a of browse");
}

TEST(Window, CountsTheDrainToTheEndOfTheLoadButNotDuringTheLoad) {
  const auto run = Played(Timeline(4s, {{"late", 2s, 4s}})).order(3s, 1).order(5s, 10).window();
  for (const auto& window : {run, run.stage("late"), run.last(1s), run.after(1s)}) {
    EXPECT_EQ(sum_in(window), 11);
    EXPECT_EQ(sum_in(window.during_load()), 1);
    EXPECT_EQ(window.during_load().length(), window.length());
  }
  EXPECT_EQ(sum_in(run.during_load().last(1s)), 1);
  EXPECT_EQ(sum_in(run.between(0s, 3s)), 0);
}

TEST(Window, LeavesOutWarmUpSetUpAndTearDown) {
  const auto run = Played(Timeline({{"", 0s, 2s, 6s}}, {{"a", 0s, 4s}, {"b", 4s, 6s}}))
                       .order(0s, 1, {{"phase", "set_up"}, {"step", "login"}})
                       .order(1s, 10, {{"phase", "warm_up"}})
                       .order(3s, 100)
                       .order(4s, 1000, {{"step", "buy"}})
                       .order(7s, 10'000, {{"phase", "tear_down"}})
                       .window();
  EXPECT_EQ(sum_in(run), 1100);
  EXPECT_EQ(run.from(), 2s);
  EXPECT_EQ(run.length(), 4s);
  EXPECT_THAT(run.values_of("step"), ElementsAre("buy"));
  EXPECT_EQ(sum_in(run.phase("set_up")), 1);
  EXPECT_EQ(sum_in(run.phase("warm_up")), 10);
  EXPECT_EQ(sum_in(run.phase("tear_down")), 10'000);
  EXPECT_EQ(sum_in(run.tagged("phase", "warm_up")), 10);
}

TEST(Window, CountsItsTimeFromTheEndOfTheWarmUp) {
  const auto run =
      Played(Timeline({{"", 0s, 2s, 6s}}, {{"a", 0s, 4s}, {"b", 4s, 6s}})).order(3s, 1).window();
  EXPECT_EQ(run.after(1s).from(), 3s);
  EXPECT_EQ(run.stage("a").from(), 2s);
  EXPECT_EQ(run.stage("a").length(), 2s);
  EXPECT_EQ(run.last(1h).length(), 4s);
  EXPECT_EQ(run.every(2s).at(0).from(), 2s);
  EXPECT_EQ(run.only(std::make_shared<const SliceMask>(7, true)).length(), 4s);
  EXPECT_EQ(run.between(0s, 3s).length(), 1s);
}

TEST(Window, HasTheTimeOfItsPhase) {
  const auto run = Played(Timeline({{"", 0s, 2s, 6s}}, {{"a", 0s, 1s}}))
                       .order(0s, 1, {{"phase", "warm_up"}})
                       .order(1s, 10, {{"phase", "warm_up"}})
                       .order(3s, 100, {{"phase", "warm_up"}})
                       .order(0s, 1000, {{"phase", "set_up"}})
                       .window();
  const auto warm_up = run.phase("warm_up");
  EXPECT_EQ(warm_up.from(), 0s);
  EXPECT_EQ(warm_up.length(), 2s);
  EXPECT_EQ(sum_in(warm_up), 111);
  EXPECT_EQ(sum_in(warm_up.during_load()), 11);
  EXPECT_EQ(sum_in(warm_up.after(1s)), 10);
  EXPECT_EQ(sum_in(warm_up.stage("a")), 1);
  EXPECT_EQ(sum_in(run.stage("a").phase("warm_up")), 1);
  EXPECT_EQ(run.phase("set_up").length(), 0s);
}

TEST(Window, SaysWhichPhasesThereAreWhenOneIsUnknown) {
  const auto run = Played(Timeline(2s)).order(0s, 1, {{"phase", "set_up"}}).window();
  EXPECT_EQ(run.phase("warm_up").problem(),
            "there is no phase named \"warm_up\" in this run; it had set_up");
}

// browse: 0 to 10 s, 2 s of warm-up. order: 4 to 8 s. Both have a stage "peak", and both "rest".
class WindowOfScenarios : public ::testing::Test {
 protected:
  WindowOfScenarios() {
    Played run(
        Timeline({{"browse", 0s, 2s, 10s}, {"order", 4s, 4s, 8s}}, {{"peak", 2s, 5s, "browse"},
                                                                    {"rest", 5s, 8s, "browse"},
                                                                    {"end", 8s, 10s, "browse"},
                                                                    {"peak", 4s, 5s, "order"},
                                                                    {"rest", 5s, 8s, "order"}}));
    for (int second = 0; second < 10; ++second) {
      const Tags phase{{"phase", second < 2 ? "warm_up" : ""}};
      Tags browse = phase;
      browse.set("scenario", "browse");
      run.order(Duration(1s) * second, 1, browse);
      if (second >= 4 && second < 9) run.order(Duration(1s) * second, 100, {{"scenario", "order"}});
    }
    whole_ = run.window();
  }

  Window whole_{nullptr, ""};
};

TEST_F(WindowOfScenarios, HaveTheirOwnSamplesAndTime) {
  EXPECT_EQ(sum_in(whole_), 508);
  EXPECT_EQ(whole_.length(), 8s);
  const auto browse = whole_.scenario("browse");
  EXPECT_EQ(sum_in(browse), 8);
  EXPECT_EQ(browse.from(), 2s);
  EXPECT_EQ(browse.to(), 10s);
  const auto order = whole_.scenario("order");
  EXPECT_EQ(sum_in(order), 500);
  EXPECT_EQ(order.from(), 4s);
  EXPECT_EQ(order.length(), 4s);
}

// The order of 8 s came while the scenario drained; others still played.
TEST_F(WindowOfScenarios, LeaveOutTheirOwnDrainDuringTheLoad) {
  EXPECT_EQ(sum_in(whole_.scenario("order").during_load()), 400);
  EXPECT_EQ(sum_in(whole_.during_load().scenario("order")), 400);
  EXPECT_EQ(sum_in(whole_.during_load()), 508);
}

TEST_F(WindowOfScenarios, CutTheirOwnTimeInAnyOrder) {
  EXPECT_EQ(sum_in(whole_.scenario("order").after(1s)), 300);
  EXPECT_EQ(sum_in(whole_.scenario("order").last(2s)), 200);
  EXPECT_THAT(whole_.scenario("order").every(2s), SizeIs(2));
  const auto late = whole_.last(4s).scenario("order");
  EXPECT_EQ(late.from(), 6s);
  EXPECT_EQ(late.length(), 2s);
  EXPECT_EQ(sum_in(late), 200);
  EXPECT_EQ(whole_.last(1s).scenario("order").length(), 0s);
}

TEST_F(WindowOfScenarios, FindTheirOwnStages) {
  EXPECT_EQ(whole_.scenario("browse").stage("peak").length(), 3s);
  EXPECT_EQ(sum_in(whole_.scenario("browse").stage("peak")), 3);
  EXPECT_EQ(sum_in(whole_.scenario("order").stage("peak")), 100);
  EXPECT_EQ(sum_in(whole_.scenario("order").after_stage("peak")), 300);
  EXPECT_EQ(whole_.scenario("order").after_stage("peak").length(), 3s);
  EXPECT_EQ(whole_.scenario("order").stage("end").problem(),
            "there is no stage named \"end\" in this run; it had peak, rest");
}

TEST_F(WindowOfScenarios, AreAskedForWhereTheirStagesOfOneNameDiffer) {
  EXPECT_EQ(whole_.stage("peak").problem(),
            "several stages are named \"peak\" in this run; of scenarios, ask "
            "report.scenario(...).stage(...)");
  EXPECT_EQ(sum_in(whole_.stage("peak")), 0);
  EXPECT_EQ(whole_.stage("rest").problem(), "");
  EXPECT_EQ(sum_in(whole_.stage("rest")), 303);
  EXPECT_EQ(whole_.stage("nap").problem(),
            "there is no stage named \"nap\" in this run; it had peak, rest, end");
}

TEST_F(WindowOfScenarios, SayThatNothingFollowsTheirLastStage) {
  const auto* problem = "nothing follows stage \"rest\": the load ended with it, or before its end";
  EXPECT_EQ(whole_.scenario("order").after_stage("rest").problem(), problem);
  EXPECT_EQ(whole_.after_stage("rest").problem(), "");
  EXPECT_EQ(whole_.after_stage("rest").length(), 2s);
  EXPECT_THAT(whole_.after_stage("end").problem(), HasSubstr("nothing follows"));
}

TEST_F(WindowOfScenarios, AreNamedWhereOneIsUnknown) {
  EXPECT_EQ(whole_.scenario("pay").problem(),
            "there is no scenario named \"pay\" in this run; it had browse, order");
  EXPECT_EQ(sum_in(whole_.scenario("pay")), 0);
  EXPECT_EQ(whole_.scenario("browse").scenario("order").problem(),
            "there is no scenario named \"order\" in this run; it had browse");
  EXPECT_EQ(whole_.tagged("scenario", "order").length(), 4s);
}

TEST_F(WindowOfScenarios, HaveTheirOwnWarmUp) {
  EXPECT_EQ(whole_.phase("warm_up").length(), 2s);
  EXPECT_EQ(whole_.scenario("browse").phase("warm_up").length(), 2s);
  EXPECT_EQ(sum_in(whole_.phase("warm_up").scenario("browse")), 2);
  EXPECT_EQ(whole_.scenario("order").phase("warm_up").length(), 0s);
}

TEST(Window, IsCutOffWhereTheLoadEndedBeforeItsPlannedEnd) {
  const auto run = Played(Timeline(9s, {{"a", 0s, 2s}, {"b", 2s, 5s}, {"c", 5s, 9s}}))
                       .order(1s, 1)
                       .order(3s, 10)
                       .order(8s, 100)
                       .end_at(3500ms)
                       .window();
  EXPECT_EQ(run.length(), 3500ms);
  EXPECT_EQ(sum_in(run), 111);
  EXPECT_EQ(sum_in(run.during_load()), 11);
  EXPECT_EQ(run.stage("b").length(), 1500ms);
  EXPECT_EQ(sum_in(run.stage("b").during_load()), 10);
  EXPECT_EQ(run.stage("c").length(), 0s);
  EXPECT_EQ(sum_in(run.stage("c")), 0);
  EXPECT_EQ(run.last(500ms).from(), 3s);
  EXPECT_EQ(run.last(1s).from(), 3s);
  EXPECT_THAT(run.every(1s), SizeIs(3));
  EXPECT_EQ(run.slices(), std::pair(0u, 5u));
  EXPECT_THAT(run.after_stage("b").problem(), HasSubstr("nothing follows"));
}

TEST(Window, OfAScenarioIsCutOffWithTheLoad) {
  const auto run = Played(Timeline({{"a", 0s, 4s, 9s}, {"b", 5s, 5s, 9s}}, {})).end_at(6s).window();
  EXPECT_EQ(run.scenario("a").to(), 6s);
  EXPECT_EQ(run.scenario("b").length(), 1s);
  const auto ended = Played(Timeline({{"a", 0s, 4s, 9s}}, {})).end_at(3s).window();
  EXPECT_EQ(ended.phase("warm_up").length(), 3s);
  EXPECT_EQ(ended.scenario("a").length(), 0s);
}

TEST(Window, OfARunThatEndedDuringItsWarmUpHasNoLength) {
  const auto run = Played(Timeline({{"", 0s, 5s, 9s}}, {{"a", 0s, 9s}})).end_at(2s).window();
  for (const auto& window : {run, run.stage("a"), run.last(1s), run.after(1s), run.during_load()})
    EXPECT_EQ(window.length(), 0s) << window.subject();
  EXPECT_THAT(run.every(1s), IsEmpty());
}

TEST(Window, OfARunWithoutLengthHoldsWhatItRecorded) {
  const auto run = Played(Timeline(0s)).order(0s, 1).window();
  EXPECT_EQ(run.length(), 0s);
  EXPECT_EQ(sum_in(run), 1);
  EXPECT_EQ(sum_in(run.during_load()), 0);
  EXPECT_EQ(sum_in(run.last(1s)), 0);
  EXPECT_EQ(run.during_load().length(), 0s);
  EXPECT_THAT(run.every(1s), IsEmpty());
}

TEST(Window, HoldsOnlyWhatSucceededWhereSamplesSayWhetherTheyDid) {
  const auto run = Played(Timeline(1s))
                       .order(0s, 1, {{"expected_response", "true"}})
                       .order(0s, 10, {{"expected_response", "false"}})
                       .order(0s, 100, {{"phase", "warm_up"}, {"expected_response", "true"}})
                       .window();
  EXPECT_EQ(sum_in(run.succeeded()), 1);
  EXPECT_EQ(sum_in(Played(Timeline(1s)).order(0s, 5).window().succeeded()), 5);
}

TEST(Window, ShowsNoMetricOfWhichThereIsNoSample) {
  auto measurements = std::make_shared<Measurements>(Timeline(1s));
  Recorder recorder;
  recorder.series(metrics::user_wait, {});
  recorder.record(orders_in_window, {}, 1);
  measurements->add(0, *recorder.exchange(1));
  EXPECT_THAT(Window(measurements).metrics(), ElementsAre(orders_in_window));
}

TEST(Window, HoldsATotalTrendOnlyWhereNoPartOfTheTimeIsAskedFor) {
  auto measurements = std::make_shared<Measurements>(Timeline(2s));
  Recorder recorder;
  recorder.record(metrics::http_req_waiting, {}, 5);
  measurements->add(0, *recorder.exchange(1));
  const Window run(measurements);
  EXPECT_EQ(run.trend(metrics::http_req_waiting).count(), 1u);
  EXPECT_EQ(run.last(2s).trend(metrics::http_req_waiting).count(), 0u);
}

TEST(Window, OfARunWithoutSamplesIsEmptyAndSaysSo) {
  const Window window(std::make_shared<Measurements>(Timeline(1s)), "Shop.Sells");
  EXPECT_EQ(window.trend().count(), 0u);
  EXPECT_EQ(window.step("browse").problem(),
            "there is no step named \"browse\" in this run; it had none");
}

}  // namespace
}  // namespace proofload
