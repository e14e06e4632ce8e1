// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_expression.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/trimmed.h>
#include <proofload/report/thresholds/detail/threshold_number.h>

#include <array>
#include <utility>

namespace proofload {
namespace {

// The order decides: "<=" has to be found before "<".
constexpr std::pair<std::string_view, Comparison> operators[] = {
    {"<=", Comparison::at_most},   {"<", Comparison::less},    {">=", Comparison::at_least},
    {">", Comparison::greater},    {"===", Comparison::equal}, {"==", Comparison::equal},
    {"!=", Comparison::not_equal},
};

constexpr std::pair<std::string_view, Aggregation> aggregations[] = {
    {"avg", Aggregation::average}, {"min", Aggregation::least},     {"max", Aggregation::greatest},
    {"med", Aggregation::median},  {"p(", Aggregation::percentile}, {"count", Aggregation::count},
    {"rate", Aggregation::rate},   {"value", Aggregation::value},
};

// Where a part of a text begins, for people.
class Place {
 public:
  explicit Place(std::string_view whole) : whole_(whole) {}

  Error wrong(std::string_view part, const std::string& why) const {
    return {"threshold \"" + safe_line(whole_) + "\", column " +
            std::to_string(part.data() - whole_.data() + 1) + ": " + why};
  }

 private:
  std::string_view whole_;
};

Result<void> read_percentile(std::string_view text, ThresholdExpression& expression) {
  const auto share = text.substr(2, text.size() - 3);
  const auto number = detail::parse_threshold_number(share);
  if (!number) return Error{number.error()};
  expression.percentile = number.value().value;
  if (number.value().quantity) return Error{"a percentile has no unit: write p(95)"};
  if (expression.percentile < 0 || expression.percentile > 100)
    return Error{"a percentile lies between 0 and 100"};
  return {};
}

Result<void> read_aggregation(std::string_view text, ThresholdExpression& expression) {
  expression.statistic = text;
  for (const auto& [name, aggregation] : aggregations) {
    const bool percentile = aggregation == Aggregation::percentile;
    if (percentile ? !(text.starts_with(name) && text.ends_with(')')) : text != name) continue;
    expression.aggregation = aggregation;
    return percentile ? read_percentile(text, expression) : Result<void>();
  }
  return Error{(text.empty() ? std::string("an aggregation is missing")
                             : "\"" + safe_line(text) + "\" is no aggregation") +
               ": write avg, min, max, med, p(95), count, rate or value"};
}

}  // namespace

Result<ThresholdExpression> parse_threshold_expression(std::string_view text) {
  const Place place(text);
  for (const auto& [symbol, comparison] : operators) {
    const auto found = text.find(symbol);
    if (found == text.npos) continue;
    const auto left = trimmed(text.substr(0, found));
    const auto right = trimmed(text.substr(found + symbol.size()));
    ThresholdExpression expression;
    expression.text = trimmed(text);
    if (const auto read = read_aggregation(left, expression); !read)
      return place.wrong(left, read.error());
    const auto number = detail::parse_threshold_number(right);
    if (!number) return place.wrong(right, number.error());
    expression.bound = {comparison, number.value().value};
    expression.quantity = number.value().quantity;
    return expression;
  }
  return place.wrong(text, "there is no operator: write <, <=, >, >=, == or !=, as in p(95)<500");
}

bool starts_with_aggregation(std::string_view text) {
  for (const auto& [name, aggregation] : aggregations)
    if (trimmed(text).starts_with(name)) return true;
  return false;
}

bool is_known_of(Aggregation aggregation, MetricKind kind) {
  switch (aggregation) {
    case Aggregation::count:
      return kind == MetricKind::counter;
    case Aggregation::rate:
      return kind == MetricKind::counter || kind == MetricKind::rate;
    case Aggregation::value:
      return kind == MetricKind::gauge;
    default:
      return kind == MetricKind::trend;
  }
}

std::string_view aggregations_of(MetricKind kind) {
  constexpr std::array<std::string_view, 4> known{"count or rate", "value", "rate",
                                                  "avg, min, max, med or p(x)"};
  return known[static_cast<std::size_t>(kind)];
}

}  // namespace proofload
