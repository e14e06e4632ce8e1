// SPDX-License-Identifier: Apache-2.0
#pragma once

// Random numbers that are the same on every machine and with every standard library, so that a seed
// replays a run. SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
// OOPSLA 2014); eight bytes of state, one independent stream for each (seed, purpose, stream).
// A stream belongs to one user; it is not to be shared between threads.

#include <cstdint>

namespace proofload {

/// What a stream is drawn for: equal numbers of different purposes give unrelated streams.
enum class RandomPurpose : std::uint64_t {
  any = 0,
  user,      ///< what a journey draws; the stream is the number of the user
  journey,   ///< which journey of a mix is played; the stream is the number of the iteration
  arrivals,  ///< when starts of a Poisson process fall; a stream for each block of them
};

class Random {
 public:
  using result_type = std::uint64_t;

  explicit Random(std::uint64_t seed, RandomPurpose purpose = RandomPurpose::any,
                  std::uint64_t stream = 0)
      : state_(mixed(seed) ^ mixed(static_cast<std::uint64_t>(purpose) * purpose_step) ^
               mixed(stream + increment)) {}

  /// 64 random bits. Makes Random a UniformRandomBitGenerator.
  result_type operator()() { return mixed(state_ += increment); }
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }

  /// Uniform in [0, 1), with 53 random bits.
  double uniform() { return double((*this)() >> 11) * 0x1.0p-53; }

  /// Uniform in [0, bound). The bias is below bound / 2^64. Requires bound > 0.
  std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>((static_cast<Wide>((*this)()) * bound) >> 64);
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr std::uint64_t increment = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t purpose_step = 0xd1342543de82ef95;

  static constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace proofload
