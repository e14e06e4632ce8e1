// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_points.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace proofload {
namespace {

using nlohmann::json;

constexpr WallClock::time_point instant{1'787'306'400s + 123'456'789ns};

SeriesKey request(std::string status) {
  return {metrics::http_req_duration,
          {{"step", "GET /x"}, {"method", "GET"}, {"status", std::move(status)}}};
}

// What a writer that knows the metric already writes of one sample.
std::string point(const SeriesKey& key, double value, WallClock::time_point at = instant) {
  K6PointWriter writer;
  std::string first;
  writer.append(first, key, 0, at, 0);
  std::string text;
  writer.append(text, key, 0, at, value);
  return text;
}

TEST(K6Points, WritesASampleAsK6Does) {
  EXPECT_EQ(point(request("200"), 12.34),
            R"({"metric":"http_req_duration","type":"Point","data":{)"
            R"("time":"2026-08-21T10:00:00.123456789Z","value":12.34,)"
            R"("tags":{"group":"","method":"GET","name":"/x","scenario":"default",)"
            R"("status":"200","url":"/x"}}})"
            "\n");
}

TEST(K6Points, GivesWhatBelongsToTheRunNoTags) {
  EXPECT_EQ(point({metrics::vus, {}}, 3, WallClock::time_point(1'787'306'400s)),
            R"({"metric":"vus","type":"Point","data":{"time":"2026-08-21T10:00:00Z",)"
            R"("value":3,"tags":{}}})"
            "\n");
}

TEST(K6Points, WritesValuesThatReadBackTheSame) {
  for (const double value : {0.1, 1e21, -1e-9, 123456789.0, 5e-324}) {
    const auto line = json::parse(point({metrics::vus, {}}, value));
    EXPECT_EQ(line["data"]["value"].get<double>(), value);
  }
}

TEST(K6Points, LeavesOutWhatJsonHasNoNumberFor) {
  EXPECT_EQ(point({metrics::vus, {}}, std::numeric_limits<double>::infinity()), "");
  EXPECT_EQ(point({metrics::vus, {}}, std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(K6Points, WritesTheGroupThatASampleIsIn) {
  const auto line = json::parse(point({metrics::http_reqs, {{"group", "a::b"}}}, 1));
  EXPECT_EQ(line["data"]["tags"]["group"], "::a::b");
}

TEST(K6Points, WritesAMetricOnceBeforeItsFirstSample) {
  K6PointWriter writer;
  std::string text;
  writer.append(text, request("200"), 7, instant, 1);
  writer.append(text, request("500"), 2, instant, 2);
  writer.append(text, request("200"), 7, instant, 3);
  const auto metric = k6_metric_line(metrics::http_req_duration, {});
  EXPECT_EQ(text, metric + point(request("200"), 1) + point(request("500"), 2) +
                      point(request("200"), 3));
}

TEST(K6Points, WritesEachInstantEvenWhereItsSecondWasMetBefore) {
  K6PointWriter writer;
  const SeriesKey key{metrics::vus, {}};
  std::string text;
  for (const auto at : {instant, instant + 2ns, instant - 1s, instant + 1s})
    writer.append(text, key, 0, at, 1);
  EXPECT_EQ(text, k6_metric_line(metrics::vus, {}) + point(key, 1) + point(key, 1, instant + 2ns) +
                      point(key, 1, instant - 1s) + point(key, 1, instant + 1s));
}

TEST(K6Points, DescribesAMetricAsK6Does) {
  EXPECT_EQ(k6_metric_line(metrics::data_sent, {}),
            R"({"type":"Metric","data":{"name":"data_sent","type":"counter","contains":"data",)"
            R"("thresholds":[],"submetrics":null},"metric":"data_sent"})"
            "\n");
}

TEST(K6Points, DescribesItsOwnThresholdsAndTheSubMetricsOfOthers) {
  const auto line = k6_metric_line(metrics::http_req_duration,
                                   {{"http_req_duration", "p(95)<500"},
                                    {"http_req_duration{ status:200, name:'/a:{b}' }", "max<9"},
                                    {"http_reqs{status:200}", "count>1"}});
  EXPECT_EQ(line,
            R"({"type":"Metric","data":{"name":"http_req_duration","type":"trend",)"
            R"("contains":"time","thresholds":["p(95)<500"],"submetrics":[)"
            R"({"name":"http_req_duration{ status:200, name:'/a:{b}' }",)"
            R"("suffix":" status:200, name:'/a:{b}' ","tags":{"status":"200","name":"/a:{b}"}},)"
            R"({"name":"http_req_duration{expected_response:true}",)"
            R"("suffix":"expected_response:true","tags":{"expected_response":"true"}}]},)"
            R"("metric":"http_req_duration"})"
            "\n");
}

TEST(K6Points, KeepsMarkupAndControlCharactersInOneLineOfValidJson) {
  const auto text = point({metrics::checks, {{"check", "<b>\"\x01\n\\\xff"}}}, 1);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(json::parse(text)["data"]["tags"]["check"], "<b>\"\x01\n\\\xEF\xBF\xBD");
}

TEST(K6Points, HaveTheTagsOfTheRunThatASampleHasNotItself) {
  K6PointWriter writer({}, {{"testid", "42"}, {"method", "none"}});
  std::string text;
  writer.append(text, {metrics::http_reqs, {{"method", "GET"}}}, 0, instant, 1);
  const auto tags = json::parse(text.substr(text.find('\n') + 1))["data"]["tags"];
  EXPECT_EQ(tags["testid"], "42");
  EXPECT_EQ(tags["method"], "GET");
}

}  // namespace
}  // namespace proofload
