// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/piece.h>

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Stage shaped(std::function<double(Duration)> shape, Duration length) {
  return {.from = shape(0s), .to = shape(length), .length = length, .shape = std::move(shape)};
}

TEST(Pieces, OfStraightStagesAreTheStages) {
  const auto pieces = pieces_of({{0, 10, 2s}, {10, 10, 3s}, {10, 4, 0s}});
  ASSERT_THAT(pieces, SizeIs(3));
  EXPECT_EQ(pieces[1].begin, 2s);
  EXPECT_EQ(pieces[1].length, 3s);
  EXPECT_EQ(pieces[2].begin, 5s);
  EXPECT_EQ(pieces[2].from, 10);
  EXPECT_EQ(pieces[2].to, 4);
}

TEST(Pieces, OfAShapeComeEveryTenMillisecondsWithinBounds) {
  EXPECT_EQ(pieces_in(1s), 1000);
  EXPECT_EQ(pieces_in(10s), 1000);
  EXPECT_EQ(pieces_in(1min), 6000);
  EXPECT_EQ(pieces_in(8h), 20'000);
  EXPECT_EQ(pieces_in(7ns), 7);
  EXPECT_EQ(pieces_in(0s), 0);
  EXPECT_EQ(pieces_in(-1s), 0);
}

TEST(Pieces, OfAShapeFollowEachOtherWithoutAGap) {
  for (const Duration length : {Duration(7ns), Duration(12'345'678'901ns), Duration(24h * 30)}) {
    const auto pieces =
        pieces_of({{5, 5, 1s}, shaped([](Duration t) { return in_seconds(t); }, length)});
    auto end = Duration(1s);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      ASSERT_EQ(pieces[i].begin, end);
      ASSERT_GT(pieces[i].length, 0s);
      ASSERT_EQ(pieces[i].from, in_seconds(pieces[i].begin - 1s));
      end += pieces[i].length;
    }
    EXPECT_EQ(end, 1s + length);
  }
}

TEST(Pieces, OfAShapeAreAsNearAsTheHeaderSays) {
  const auto parabola = [](Duration t) { return in_seconds(t) * in_seconds(t); };
  const double h = 0.01;
  for (const auto& piece : pieces_of({shaped(parabola, 20s)})) {
    const double middle = (piece.from + piece.to) / 2;
    EXPECT_LE(std::abs(middle - parabola(piece.begin + piece.length / 2)), h * h / 8 * 2 + 1e-9);
  }
}

TEST(Pieces, OfAShapeWithoutALengthAreNone) {
  EXPECT_THAT(pieces_of({shaped([](Duration) { return 1.0; }, 0s)}), IsEmpty());
}

TEST(Stages, HaveTheirValueAtEveryInstant) {
  const Stage ramp{.from = 2, .to = 6, .length = 8s};
  EXPECT_EQ(value_at(ramp, 0s), 2);
  EXPECT_EQ(value_at(ramp, 2s), 3);
  EXPECT_EQ(value_at(ramp, 8s), 6);
  EXPECT_EQ(value_at({.from = 2, .to = 6}, 0s), 6);
  EXPECT_EQ(value_at(shaped([](Duration t) { return 3 * in_seconds(t); }, 8s), 2s), 6);
}

TEST(Stages, HaveNoNumberWhereTheirShapeThrows) {
  const Stage stage{.length = 1s,
                    .shape = [](Duration) -> double { throw std::runtime_error(""); }};
  EXPECT_TRUE(std::isnan(value_at(stage, 0s)));
}

TEST(Stages, HaveALengthAndAPeak) {
  const std::vector<Stage> stages{{0, 200, 2min}, {200, 200, 10min}, {200, 0, 30s}};
  EXPECT_EQ(length_of(stages), 12min + 30s);
  EXPECT_EQ(peak_of(stages), 200);
  EXPECT_EQ(length_of(std::vector<Stage>{}), 0s);
  EXPECT_EQ(peak_of({}), 0);
}

TEST(Stages, HaveThePeakOfTheirShapes) {
  const auto hill = [](Duration t) { return 25 - (in_seconds(t) - 5) * (in_seconds(t) - 5); };
  EXPECT_EQ(peak_of({{0, 3, 1s}, shaped(hill, 10s)}), 25);
}

TEST(Stages, HaveAWarmUpWhereTheyAreMarked) {
  Stage first{.to = 5, .length = 3s, .warm_up = true};
  EXPECT_EQ(warm_up_of(std::vector{first, Stage{.from = 5, .to = 5, .length = 9s}}), 3s);
}

}  // namespace
}  // namespace proofload
