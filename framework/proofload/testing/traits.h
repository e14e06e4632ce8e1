// SPDX-License-Identifier: Apache-2.0
#pragma once

// What CTest knows about a load test: its labels, how long it may take, whether it may share the
// machine. Written after the name in LOAD_TEST, where the names below need no qualification:
//
//   LOAD_TEST(Registry, SurvivesTheNight, soak, http, budget(9h)) { ... }
//
// Declared before main() and read afterwards; not synchronized.

#include <proofload/units/duration.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace proofload {

/// A CTest label.
struct Label {
  std::string_view name;
  Duration default_budget{};  ///< for a test that declares none; zero: this label says nothing
};

/// How long a test may take in all. The framework ends a run by then and keeps what it measured;
/// CTest's own timeout lies well behind it, because a test that CTest kills reports nothing.
struct Budget {
  Duration duration{};
};

/// The test may run beside others under ctest -j. Without it a load test has the machine to itself.
struct Concurrent {};

using Trait = std::variant<Label, Budget, Concurrent>;

namespace traits {

[[maybe_unused]] inline constexpr Label smoke{"smoke", 5min};
[[maybe_unused]] inline constexpr Label load{"load", 30min};
[[maybe_unused]] inline constexpr Label stress{"stress", 45min};
[[maybe_unused]] inline constexpr Label spike{"spike", 30min};
[[maybe_unused]] inline constexpr Label capacity{"capacity", 60min};
[[maybe_unused]] inline constexpr Label soak{"soak", 9h};
[[maybe_unused]] inline constexpr Label http{"http"};
[[maybe_unused]] inline constexpr Label websocket{"websocket"};
[[maybe_unused]] inline constexpr Label sse{"sse"};
[[maybe_unused]] inline constexpr Label grpc{"grpc"};
[[maybe_unused]] inline constexpr Concurrent concurrent{};

/// A label of your own. Letters, digits and "-._": anything else would fall apart in CMake.
constexpr Label label(std::string_view name) { return {name}; }
constexpr Budget budget(Duration duration) { return {duration}; }

}  // namespace traits

/// The traits of one test, put together.
struct TestTraits {
  std::vector<std::string> labels;  ///< in the order they were written, each once
  Duration budget = 10min;
  bool serial = true;
};

/// The largest default of its labels where none is declared.
TestTraits combined(const std::vector<Trait>& traits);

/// What keeps these traits from being used, or nothing.
std::optional<std::string> problem(const TestTraits& traits);

/// Remembers the traits of a test. For LOAD_TEST. Returns true.
bool declare_traits(std::string_view suite, std::string_view name,
                    const std::vector<Trait>& traits);

/// The traits a test was declared with; nothing for a plain TEST. Names are GoogleTest's.
const TestTraits* traits_of(std::string_view suite, std::string_view name);

}  // namespace proofload
