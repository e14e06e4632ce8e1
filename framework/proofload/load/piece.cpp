// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/piece.h>

#include <algorithm>

namespace proofload {
namespace {

void add_shape(const Stage& stage, Duration begin, std::vector<Piece>& pieces) {
  const auto count = pieces_in(stage.length);
  Duration from{};
  double value = value_at(stage, from);
  for (std::int64_t i = 1; i <= count; ++i) {
    const auto to = piece_begin(stage.length, i, count);
    const double reached = value_at(stage, to);
    pieces.push_back({begin + from, to - from, value, reached});
    from = to;
    value = reached;
  }
}

}  // namespace

std::int64_t pieces_in(Duration length) {
  if (length <= Duration{}) return 0;
  const std::int64_t wanted = std::clamp<std::int64_t>(length / 10ms, 1000, 20'000);
  return std::min<std::int64_t>(wanted, length.count());  // no piece is shorter than a nanosecond
}

// Divided first, so that a length of any size can be multiplied.
Duration piece_begin(Duration length, std::int64_t i, std::int64_t pieces) {
  return length / pieces * i + length % pieces * i / pieces;
}

std::vector<Piece> pieces_of(const std::vector<Stage>& stages) {
  std::vector<Piece> pieces;
  Duration begin{};
  for (const auto& stage : stages) {
    if (stage.shape)
      add_shape(stage, begin, pieces);
    else
      pieces.push_back({begin, stage.length, stage.from, stage.to});
    begin += stage.length;
  }
  return pieces;
}

}  // namespace proofload
