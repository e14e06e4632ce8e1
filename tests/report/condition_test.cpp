// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/condition.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Condition p90_below_10{
    percentile(0.9), {Comparison::less, 10}, Quantity::milliseconds, "p90 < 10 ms"};
const Condition few_errors{
    error_rate(), {Comparison::less, 0.01}, Quantity::share, "error rate < 1 %"};

RunBuilder fast_run() {
  RunBuilder run;
  return run.requests_in({0, 10}, 200, 5);
}

std::vector<std::string> places(const std::vector<JudgedPiece>& pieces) {
  std::vector<std::string> all;
  for (const auto& piece : pieces) all.push_back(to_text(piece.from) + " to " + to_text(piece.to));
  return all;
}

TEST(Condition, IsAskedOfOnePieceAfterAnother) {
  const auto report = fast_run().report();
  EXPECT_THAT(places(pieces_of(report, {p90_below_10}, 4s)),
              ElementsAre("0 s to 4 s", "4 s to 8 s"));
  EXPECT_THAT(places(pieces_of(report.stage("late"), {p90_below_10}, 2s)),
              ElementsAre("5 s to 7 s", "7 s to 9 s"));
  EXPECT_THAT(places(pieces_of(report.stage("early"), {p90_below_10}, 2s)),
              ElementsAre("0 s to 2 s", "2 s to 4 s"));
  EXPECT_THAT(pieces_of(report, {p90_below_10}, 11s), IsEmpty());
}

TEST(Condition, IsAskedOfWholeSlicesWhereAWindowBeginsWithinASecond) {
  const RunBuilder run(Timeline(4s, {{"first", 0s, 1500ms}, {"rest", 1500ms, 4s}}));
  EXPECT_THAT(places(pieces_of(run.report().stage("rest"), {p90_below_10}, 1s)),
              ElementsAre("1.5 s to 3 s", "3 s to 4 s"));
}

TEST(Condition, IsNotAskedBeyondAnEarlyEnd) {
  EXPECT_THAT(places(pieces_of(fast_run().ended_at(2500ms).report(), {p90_below_10}, 1s)),
              ElementsAre("0 s to 1 s", "1 s to 2 s"));
}

TEST(Condition, SaysHowItDidInAPiece) {
  const auto run = fast_run().requests(200, 20, "200", "GET /x", 3);
  const auto pieces = pieces_of(run.report(), {p90_below_10, few_errors}, 1s);
  EXPECT_TRUE(pieces[2].held);
  EXPECT_EQ(pieces[2].samples, 200);
  EXPECT_FALSE(pieces[3].held);
  EXPECT_NEAR(pieces[3].excess, 1, 0.01) << "twice the bound";
  EXPECT_EQ(pieces[3].found, "p90 is 20 ms");
}

TEST(Condition, ThatFellBehindFailedRequestsIsWorseThanAnyNumber) {
  const auto run = fast_run().requests(200, 1, "503", "GET /x", 3);
  const auto pieces = pieces_of(run.report(), {p90_below_10, few_errors}, 1s);
  EXPECT_THAT(pieces[3].found, HasSubstr("p90 lies among the requests that failed"));
}

TEST(Condition, LeavesOutPiecesThatAMaskLeavesTooLittleOf) {
  auto mask = std::make_shared<SliceMask>(11, true);
  (*mask)[0] = (*mask)[1] = (*mask)[2] = false;
  RunBuilder run;
  run.requests_in({0, 10}, 60, 5);  // two seconds of them are enough
  const auto window = run.report().only(mask);
  EXPECT_THAT(places(pieces_of(window, {p90_below_10}, 2s)),
              ElementsAre("4 s to 6 s", "6 s to 8 s", "8 s to 10 s"))
      << "nothing of the first piece, too few samples of the second";
  EXPECT_EQ(pieces_of(window, {few_errors}, 2s).size(), 4) << "enough for errors";
}

TEST(Condition, LeavesNoPieceOutOfWhichFailuresTellEnough) {
  auto mask = std::make_shared<SliceMask>(11, true);
  (*mask)[2] = false;
  const auto run = fast_run().requests(200, 1, "503", "GET /x", 3);
  const auto pieces = pieces_of(run.report().only(mask), {p90_below_10}, 2s);
  ASSERT_EQ(pieces.size(), 5);
  EXPECT_FALSE(pieces[1].held);
}

TEST(Condition, CannotBeAskedWithABoundInAnotherUnit) {
  const auto report = fast_run().report();
  EXPECT_EQ(wrong_unit({p90_below_10, few_errors}, report), "");
  auto wrong = p90_below_10;
  wrong.quantity = Quantity::bytes;
  EXPECT_EQ(wrong_unit({wrong}, report), "p90 is measured as ms, but its limit is given as bytes");
}

TEST(Condition, ReadsAsASentence) {
  EXPECT_EQ(to_text({p90_below_10, few_errors}), "p90 < 10 ms and error rate < 1 %");
}

}  // namespace
}  // namespace proofload
