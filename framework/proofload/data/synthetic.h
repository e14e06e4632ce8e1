// SPDX-License-Identifier: Apache-2.0
#pragma once

// Made-up data: names, addresses, texts, numbers. Everything is drawn from the Random given, and
// with the same one is the same on every machine, so that a seed replays a run. Nothing of it
// belongs to anybody: mail addresses are of example.com and its like (RFC 2606), network addresses
// of the ranges for documentation (RFC 5737), names of common first and last names at random.
//
//   const auto email = synthetic::email(user.random());
//
// Pure functions but for the Random. Arguments that make no sense throw UsageError: a range whose
// end lies before its begin, nothing to choose from.

#include <proofload/base/random.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proofload::synthetic {

/// Uniform from low to high, both included.
std::int64_t integer(Random& random, std::int64_t low, std::int64_t high);

/// Uniform from low up to, but not including, high.
double real(Random& random, double low, double high);

/// The position of one of so many, all being equally likely; and by weights, which need not add up
/// to anything.
std::size_t position(Random& random, std::size_t number);
std::size_t weighted_position(Random& random, const std::vector<std::uint32_t>& weights);

/// One of a list.
template <class Value>
Value choice(Random& random, const std::vector<Value>& values) {
  return values[position(random, values.size())];
}
inline std::string choice(Random& random, std::initializer_list<const char*> values) {
  return values.begin()[position(random, values.size())];
}

/// One of a list, by weight: weighted_choice(random, {{90, "view"}, {10, "buy"}}).
template <class Value = std::string>
struct Weighted {
  std::uint32_t weight;
  Value value;
};
template <class Value = std::string>
Value weighted_choice(Random& random, const std::vector<Weighted<Value>>& values) {
  std::vector<std::uint32_t> weights;
  weights.reserve(values.size());
  for (const auto& one : values) weights.push_back(one.weight);
  return values[weighted_position(random, weights)].value;
}

/// Texts of a length: of a to z, 0 to 9, 0 to f.
std::string letters(Random& random, std::size_t length);
std::string digits(Random& random, std::size_t length);
std::string hex(Random& random, std::size_t length);

/// A text after a model: # becomes a digit, ? a letter from a to z, all else stays: "##-???".
std::string like(Random& random, std::string_view model);

/// Of version 4 (RFC 9562): "f47ac10b-58cc-4372-a567-0e02b2c3d479".
std::string uuid(Random& random);

/// "Maria Keller".
std::string first_name(Random& random);
std::string last_name(Random& random);
std::string person_name(Random& random);

/// "maria.keller.4821@example.org". Not unique: add user.number() where it must be.
std::string email(Random& random);

/// English words of everyday, so many; sentences of so many words; paragraphs of so many sentences.
std::string words(Random& random, std::size_t number);
std::string sentence(Random& random, std::size_t words);
std::string paragraph(Random& random, std::size_t sentences);

/// An instant from one to the other, both included, in UTC (ISO 8601): "2026-03-01T07:05:09Z".
std::string timestamp(Random& random, std::chrono::sys_seconds from, std::chrono::sys_seconds to);

/// "198.51.100.7".
std::string ipv4(Random& random);

}  // namespace proofload::synthetic
