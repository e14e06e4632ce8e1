// SPDX-License-Identifier: Apache-2.0
#pragma once

// Random numbers of other distributions than the uniform one. Our own, since those of the standard
// library differ from one library to the next and a seed must replay a run. They rest on log, sqrt
// and cos of the C library, so the last bit may differ between two C libraries.

#include <proofload/base/random.h>

namespace proofload {

/// Exponential of mean 1, by inversion: -ln(1 - u). One number is drawn.
double draw_exponential(Random& random);

/// Normal of mean 0 and deviation 1, by Box and Muller ("A note on the generation of random normal
/// deviates", 1958). Two numbers are drawn.
double draw_normal(Random& random);

/// Gamma of a shape of at least 1 and scale 1: the sum of that many exponentials of mean 1, in a
/// time that does not grow with it. By rejection, exact: Marsaglia and Tsang ("A simple method for
/// generating gamma variables", 2000).
double draw_gamma(Random& random, double shape);

}  // namespace proofload
