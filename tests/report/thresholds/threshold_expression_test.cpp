// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_expression.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

// "p(95) < 500": what was understood, or the error.
std::string understood(std::string_view text) {
  const auto parsed = parse_threshold_expression(text);
  if (!parsed) return parsed.error();
  const auto& [written, aggregation, statistic, percentile, bound, quantity] = parsed.value();
  char number[64];
  std::snprintf(number, sizeof number, "%.12g", bound.value);
  return statistic + " " + std::string(symbol(bound.comparison)) + " " + number +
         (quantity ? " " + std::string(unit_name(*quantity)) : "");
}

TEST(ThresholdExpression, ReadsEveryAggregationOfK6) {
  const auto aggregation = [](std::string_view text) {
    return parse_threshold_expression(text).value().aggregation;
  };
  EXPECT_EQ(aggregation("avg<1"), Aggregation::average);
  EXPECT_EQ(aggregation("min<1"), Aggregation::least);
  EXPECT_EQ(aggregation("max<1"), Aggregation::greatest);
  EXPECT_EQ(aggregation("med<1"), Aggregation::median);
  EXPECT_EQ(aggregation("p(99.9)<1"), Aggregation::percentile);
  EXPECT_EQ(aggregation("count<1"), Aggregation::count);
  EXPECT_EQ(aggregation("rate<1"), Aggregation::rate);
  EXPECT_EQ(aggregation("value<1"), Aggregation::value);
  EXPECT_EQ(parse_threshold_expression("p(99.9)<1").value().percentile, 99.9);
}

TEST(ThresholdExpression, ReadsEveryOperatorOfK6) {
  EXPECT_EQ(understood("rate<1"), "rate < 1");
  EXPECT_EQ(understood("rate<=1"), "rate <= 1");
  EXPECT_EQ(understood("rate>1"), "rate > 1");
  EXPECT_EQ(understood("rate>=1"), "rate >= 1");
  EXPECT_EQ(understood("rate==1"), "rate = 1");
  EXPECT_EQ(understood("rate===1"), "rate = 1");
  EXPECT_EQ(understood("rate!=1"), "rate != 1");
}

TEST(ThresholdExpression, AllowsSpacesAroundItsParts) {
  EXPECT_EQ(understood("  p(95)  <  500 "), "p(95) < 500");
  EXPECT_EQ(parse_threshold_expression("  p(95)  <  500 ").value().text, "p(95)  <  500");
  EXPECT_THAT(understood("p (95)<500"), HasSubstr("\"p (95)\" is no aggregation"));
}

TEST(ThresholdExpression, ReadsNumbersAsGoDoes) {
  EXPECT_EQ(understood("value>-1"), "value > -1");
  EXPECT_EQ(understood("value>+1"), "value > 1");
  EXPECT_EQ(understood("value>1e3"), "value > 1000");
  EXPECT_EQ(understood("value>1E-3"), "value > 0.001");
  EXPECT_EQ(understood("value>.5"), "value > 0.5");
  EXPECT_EQ(understood("value>5."), "value > 5");
}

TEST(ThresholdExpression, ReadsUnitsThatK6DoesNotKnow) {
  EXPECT_EQ(understood("p(95)<500ms"), "p(95) < 500 ms");
  EXPECT_EQ(understood("p(95)<1.5s"), "p(95) < 1500 ms");
  EXPECT_EQ(understood("p(95)<200us"), "p(95) < 0.2 ms");
  EXPECT_EQ(understood("avg<2min"), "avg < 120000 ms");
  EXPECT_EQ(understood("rate<1%"), "rate < 0.01 share");
  EXPECT_EQ(understood("rate<0.5 %"), "rate < 0.005 share");
  EXPECT_EQ(understood("count<10MiB"), "count < 10485760 bytes");
  EXPECT_EQ(understood("count<10MB"), "count < 10000000 bytes");
  EXPECT_EQ(understood("rate>=100/s"), "rate >= 100 per_second");
  EXPECT_EQ(understood("rate>=120/min"), "rate >= 2 per_second");
  EXPECT_EQ(understood("max<1e3ms"), "max < 1000 ms");
}

TEST(ThresholdExpression, NamesTheColumnOfWhatIsWrong) {
  EXPECT_EQ(understood("rate of 5"),
            "threshold \"rate of 5\", column 1: there is no operator: write <, <=, >, >=, == or "
            "!=, as in p(95)<500");
  EXPECT_EQ(understood(" p95<500"),
            "threshold \" p95<500\", column 2: \"p95\" is no aggregation: write avg, min, max, "
            "med, p(95), count, rate or value");
  EXPECT_EQ(understood("avg < fast"),
            "threshold \"avg < fast\", column 7: \"fast\" is not a number");
  EXPECT_EQ(understood("avg<5 parsecs"),
            "threshold \"avg<5 parsecs\", column 5: \"parsecs\" is no unit: write ms, s, min, %, "
            "MiB, MB or /s, or leave it out");
  EXPECT_THAT(understood("avg<"), HasSubstr("column 5: a number is missing"));
  EXPECT_THAT(understood("<5"), HasSubstr("column 1: an aggregation is missing"));
  EXPECT_THAT(understood(""), HasSubstr("column 1: there is no operator"));
}

TEST(ThresholdExpression, DividesAtTheFirstOperatorInTheOrderOfK6) {
  EXPECT_THAT(understood("rate>1<=2"), HasSubstr("\"rate>1\" is no aggregation"));
  EXPECT_THAT(understood("rate=1"), HasSubstr("there is no operator"));
}

TEST(ThresholdExpression, RefusesLimitsThatHoldForAllValuesOrNone) {
  for (const auto* text : {"avg<Inf", "avg<-Inf", "avg<infinity", "avg<NaN", "avg<1e999"})
    EXPECT_THAT(understood(text), HasSubstr(" is no limit: give a finite number")) << text;
  EXPECT_THAT(understood("avg<1e308s"), HasSubstr("1e308s is no limit"));
}

TEST(ThresholdExpression, RefusesNumbersThatAreNone) {
  for (const auto* text : {"avg<+-5", "avg<--5", "avg<5 6", "avg<1m30s", "avg<0x1p3", "avg<1_000"})
    EXPECT_FALSE(parse_threshold_expression(text)) << text;
}

TEST(ThresholdExpression, RefusesPercentilesThatThereAreNot) {
  EXPECT_EQ(understood("p(0)<1"), "p(0) < 1");
  EXPECT_EQ(understood("p(100)<1"), "p(100) < 1");
  EXPECT_THAT(understood("p(100.1)<1"), HasSubstr("a percentile lies between 0 and 100"));
  EXPECT_THAT(understood("p(-1)<1"), HasSubstr("a percentile lies between 0 and 100"));
  EXPECT_THAT(understood("p()<1"), HasSubstr("a number is missing"));
  EXPECT_THAT(understood("p(95%)<1"), HasSubstr("a percentile has no unit: write p(95)"));
  EXPECT_THAT(understood("p(<1"), HasSubstr("\"p(\" is no aggregation"));
}

TEST(ThresholdExpression, KnowsTheAggregationsOfEachKindOfMetric) {
  const auto kinds = [](Aggregation aggregation) {
    std::string all;
    for (const auto kind :
         {MetricKind::counter, MetricKind::gauge, MetricKind::rate, MetricKind::trend})
      if (is_known_of(aggregation, kind)) all += std::string(to_text(kind)) + " ";
    return all;
  };
  for (const auto aggregation : {Aggregation::average, Aggregation::least, Aggregation::greatest,
                                 Aggregation::median, Aggregation::percentile})
    EXPECT_EQ(kinds(aggregation), "trend ");
  EXPECT_EQ(kinds(Aggregation::count), "counter ");
  EXPECT_EQ(kinds(Aggregation::rate), "counter rate ");
  EXPECT_EQ(kinds(Aggregation::value), "gauge ");
}

}  // namespace
}  // namespace proofload
