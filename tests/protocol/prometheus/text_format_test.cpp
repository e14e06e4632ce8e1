// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/prometheus/text_format.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

// The example of Prometheus' own documentation, shortened.
constexpr auto page = R"(# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400"}    3 1395066363000

# Escaping in label values:
msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9

# Minimalistic line:
metric_without_timestamp_and_labels 12.47

# A weird metric from before the epoch:
something_weird{problem="division by zero"} +Inf -3982045

rpc_duration_seconds{quantile="0.5"} 4773
rpc_duration_seconds{quantile="0.99"} 76656
)";

std::optional<double> value_of(const std::string& series, std::string_view text = page) {
  const auto selector = parse_prometheus_selector(series);
  EXPECT_TRUE(selector) << selector.error();
  return read_prometheus_page(text, {selector.value()}).front();
}

TEST(PrometheusText, GivesTheValueOfASeries) {
  EXPECT_THAT(value_of("metric_without_timestamp_and_labels"), Optional(12.47));
  EXPECT_THAT(value_of(R"(http_requests_total{code="400"})"), Optional(3.0));
  EXPECT_THAT(value_of(R"(rpc_duration_seconds{quantile="0.99"})"), Optional(76656.0));
}

TEST(PrometheusText, AddsUpAllSeriesThatAreSelected) {
  EXPECT_THAT(value_of("http_requests_total"), Optional(1030.0));
  EXPECT_THAT(value_of(R"(http_requests_total{method="post"})"), Optional(1030.0));
}

TEST(PrometheusText, GivesNothingForASeriesThatIsNotThere) {
  EXPECT_EQ(value_of("http_requests"), std::nullopt) << "a part of a name is another name";
  EXPECT_EQ(value_of(R"(http_requests_total{code="500"})"), std::nullopt);
  EXPECT_EQ(value_of("anything", "<html>503</html>"), std::nullopt);
}

TEST(PrometheusText, GivesNothingForWhatIsNoFiniteNumber) {
  EXPECT_EQ(value_of("something_weird"), std::nullopt);
  EXPECT_EQ(value_of("a", "a NaN\n"), std::nullopt);
  EXPECT_EQ(value_of("a", "a 1e999\n"), std::nullopt);
  EXPECT_THAT(value_of("a", "a 1e-999\na{b=\"c\"} 2\n"), Optional(2.0)) << "that is zero";
}

TEST(PrometheusText, AnswersSelectorsInTheirOrder) {
  EXPECT_THAT(read_prometheus_page("b 2\na 1\r\n", {{"a"}, {"none"}, {"b"}}),
              ElementsAre(Optional(1.0), std::nullopt, Optional(2.0)));
}

TEST(PrometheusText, ReadsEscapedLabels) {
  const auto sample = parse_prometheus_line(R"(f{path="C:\\DIR",error="no \"file\"\nhere"} 1)");
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->labels, (Tags{{"path", "C:\\DIR"}, {"error", "no \"file\"\nhere"}}));
}

TEST(PrometheusText, ReadsWhatOpenMetricsAdds) {
  const auto sample =
      parse_prometheus_line(R"(foo_bucket{le="0.1",} 8 1.5 # {trace_id="a"} 0.067)");
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->name, "foo_bucket");
  EXPECT_EQ(sample->labels, (Tags{{"le", "0.1"}}));
  EXPECT_EQ(sample->value, 8);
}

TEST(PrometheusText, PassesOverWhatIsNoSample) {
  for (const auto* line :
       {"", "  ", "# EOF", "a", "a b", "a 1x", "1a 1", "a{b} 1", "a{b=\"c} 1", "a{b=\"c\" 1",
        "a{b=\"c\"d=\"e\"} 1", "a{=\"c\"} 1", "{} 1", "a{b=\"c\\", "\xff 1"})
    EXPECT_FALSE(parse_prometheus_line(line)) << line;
}

TEST(PrometheusText, RefusesASelectorThatIsNone) {
  for (const auto* text : {"", "a b", "a{b=c}", "a{b!=\"c\"}", "sum(a)", "a{", "{b=\"c\"}"})
    EXPECT_FALSE(parse_prometheus_selector(text)) << text;
  EXPECT_THAT(parse_prometheus_selector("rate(x)").error(), HasSubstr("\"rate(x)\" is no series"));
}

}  // namespace
}  // namespace proofload
