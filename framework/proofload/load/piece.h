// SPDX-License-Identifier: Apache-2.0
#pragma once

// A load cut into straight pieces: what the schedules are computed from, in closed form.
//
// A stage without a shape is one piece. A shape is sampled at evenly spaced instants, every 10 ms,
// but at least 1,000 and at most 20,000 times in a stage, and goes straight in between. With h the
// distance of two samples, the value is off by at most h^2/8 max|f''|, and the number of starts up
// to an instant by at most t h^2/12 max|f''|: for a sine, 1.2 % of its amplitude with 20 samples a
// period and 0.05 % with 100. A jump of a shape is stretched over one piece, so that it comes up to
// h late or early: give a jump a stage of its own.

#include <proofload/load/stage.h>

#include <cstdint>

namespace proofload {

/// From one value to another, evenly. A length of zero is a jump.
struct Piece {
  Duration begin{};  ///< since the load began
  Duration length{};
  double from = 0;
  double to = 0;
};

/// In how many pieces a shape over this length is played. Zero for no length.
std::int64_t pieces_in(Duration length);

/// When the i-th of so many pieces begins, since its stage began; i from 0 to pieces.
Duration piece_begin(Duration length, std::int64_t i, std::int64_t pieces);

/// All pieces in order of time, without a gap.
std::vector<Piece> pieces_of(const std::vector<Stage>& stages);

}  // namespace proofload
