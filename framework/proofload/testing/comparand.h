// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lt(10ms), Ge(1000_per_s), Le(1_percent): one side of a comparison whose other side is measured.
// They read like gMock's, which know no units, and stand in for them: with both namespaces in use
// these are chosen for numbers and for values with a unit, gMock's for all else, and a Comparand
// is a gMock matcher itself, so it serves in checks too. Values.

#include <proofload/report/bound.h>
#include <proofload/report/quantity.h>
#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>
#include <proofload/units/percent.h>
#include <proofload/units/rate.h>
#include <proofload/units/users.h>

#include <concepts>
#include <ostream>
#include <type_traits>
#include <utility>

namespace proofload {

template <class Value>
concept Timespan = std::convertible_to<Value, Duration> && !std::is_arithmetic_v<Value>;

template <class Value>
concept WithUnit = Timespan<Value> || std::same_as<Value, Rate> || std::same_as<Value, Percent> ||
    std::same_as<Value, Bytes> || std::same_as<Value, Users>;

template <class Value>
concept PlainNumber =
    std::is_arithmetic_v<Value> && !std::same_as<Value, bool> && !std::same_as<Value, char>;

template <class Value>
concept Comparable = WithUnit<Value> || PlainNumber<Value>;

template <Comparable Value>
struct Comparand {
  using is_gtest_matcher = void;

  Comparison comparison;
  Value value;

  template <class Other>
  bool MatchAndExplain(const Other& other, std::ostream*) const {
    switch (comparison) {
      case Comparison::less:
        return less(other, value);
      case Comparison::at_most:
        return !less(value, other);
      case Comparison::greater:
        return less(value, other);
      case Comparison::at_least:
        return !less(other, value);
      case Comparison::equal:
        return !less(other, value) && !less(value, other);
      case Comparison::not_equal:
        break;
    }
    return less(other, value) || less(value, other);
  }
  void DescribeTo(std::ostream* out) const { *out << "is " << symbol(comparison) << " " << text(); }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "is not " << symbol(comparison) << " " << text();
  }

  std::string text() const {
    if constexpr (WithUnit<Value>)
      return to_text(value);
    else
      return to_text(Quantity::count, double(value));
  }

 private:
  template <class A, class B>
  static bool less(const A& a, const B& b) {
    if constexpr (std::integral<A> && std::integral<B>)
      return std::cmp_less(a, b);
    else
      return a < b;
  }
};

template <Comparable Value>
Comparand<Value> Lt(Value value) {
  return {Comparison::less, value};
}
template <Comparable Value>
Comparand<Value> Le(Value value) {
  return {Comparison::at_most, value};
}
template <Comparable Value>
Comparand<Value> Gt(Value value) {
  return {Comparison::greater, value};
}
template <Comparable Value>
Comparand<Value> Ge(Value value) {
  return {Comparison::at_least, value};
}
template <Comparable Value>
Comparand<Value> Eq(Value value) {
  return {Comparison::equal, value};
}

/// A bound in the unit of the quantity it belongs to.
struct MeasuredBound {
  Bound bound;
  Quantity quantity = Quantity::count;
  bool scales_with_load = false;  ///< a rate or a number of users: --load-scale makes it smaller
  bool scales_with_time = false;  ///< what adds up over the run: --time-scale makes it smaller
};

template <Comparable Value>
MeasuredBound measured(const Comparand<Value>& side) {
  if constexpr (Timespan<Value>)
    return {{side.comparison, in_milliseconds(side.value)}, Quantity::milliseconds};
  else if constexpr (std::same_as<Value, Rate>)
    return {{side.comparison, side.value.per_second()}, Quantity::per_second, true};
  else if constexpr (std::same_as<Value, Percent>)
    return {{side.comparison, side.value.share()}, Quantity::share};
  else if constexpr (std::same_as<Value, Bytes>)
    return {{side.comparison, double(side.value.count())}, Quantity::bytes};
  else if constexpr (std::same_as<Value, Users>)
    return {{side.comparison, double(side.value.count())}, Quantity::count, true};
  else
    return {{side.comparison, double(side.value)}, Quantity::count};
}

}  // namespace proofload
