// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_selector.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

std::string selector_understood(std::string_view text) {
  const auto parsed = parse_threshold_selector(text);
  if (!parsed) return parsed.error();
  return parsed.value().metric + " | " + to_text(parsed.value().tags);
}

// The samples of the response that a selector picks, or why there are none.
std::string picked(const RunBuilder& run, const std::string& tags) {
  const auto window =
      parse_threshold_selector("response{" + tags + "}").value().window(run.report());
  if (!window) return window.error();
  if (!window.value().problem().empty()) return window.value().problem();
  return std::to_string(window.value().trend().count());
}

TEST(ThresholdSelector, IsAMetricWithOrWithoutTags) {
  EXPECT_EQ(selector_understood("http_req_duration"), "http_req_duration | ");
  EXPECT_EQ(selector_understood("http_reqs{status:200}"), "http_reqs | status=200");
  EXPECT_EQ(selector_understood("http_reqs{status:200,method:GET}"),
            "http_reqs | method=GET, status=200");
}

TEST(ThresholdSelector, TakesSpacesAndQuotesAway) {
  EXPECT_EQ(selector_understood(" http_reqs { 'status' : \"200\" , method: GET } "),
            "http_reqs | method=GET, status=200");
}

TEST(ThresholdSelector, DividesATagAtItsFirstColon) {
  EXPECT_EQ(selector_understood("checks{check:is 10:30}"), "checks | check=is 10:30");
}

TEST(ThresholdSelector, NamesTagsAsWeDo) {
  EXPECT_EQ(selector_understood("http_reqs{name:GET /users/{id}}"),
            "http_reqs | step=GET /users/{id}");
  EXPECT_EQ(selector_understood("group_duration{group:::checkout::pay}"),
            "group_duration | group=checkout::pay");
  EXPECT_EQ(selector_understood("group_duration{group:checkout::pay}"),
            "group_duration | group=checkout::pay");
}

TEST(ThresholdSelector, SaysWhatIsWrong) {
  EXPECT_EQ(selector_understood("http_reqs{status}"),
            "metric \"http_reqs{status}\": \"status\" is no tag: write name:value, as in "
            "status:200");
  EXPECT_THAT(selector_understood("http_reqs{status:}"),
              HasSubstr("\"status:\" needs a name and a value"));
  EXPECT_THAT(selector_understood("http_reqs{:200}"),
              HasSubstr("\":200\" needs a name and a value"));
  EXPECT_THAT(selector_understood("http_reqs{}"), HasSubstr("\"\" is no tag"));
  EXPECT_THAT(selector_understood("http_reqs{a:1,}"), HasSubstr("\"\" is no tag"));
  EXPECT_THAT(selector_understood("http_reqs{a:1,a:2}"), HasSubstr("the tag a is given twice"));
  EXPECT_THAT(selector_understood("http_reqs{name:x,step:y}"),
              HasSubstr("the tag step is given twice"));
  EXPECT_THAT(selector_understood("http_reqs{a:1"), HasSubstr("tags stand in braces at the end"));
  EXPECT_THAT(selector_understood("http_reqs{a:1}s"), HasSubstr("tags stand in braces at the end"));
  EXPECT_THAT(selector_understood("http_reqs}"), HasSubstr("tags stand in braces at the end"));
  EXPECT_THAT(selector_understood("{a:1}"), HasSubstr("the name of the metric is missing"));
  EXPECT_THAT(selector_understood(""), HasSubstr("the name of the metric is missing"));
}

TEST(ThresholdSelector, PicksSamplesThatCarryAllTags) {
  const auto run = RunBuilder()
                       .requests(1, 5, "200", "GET /a")
                       .requests(2, 5, "500", "GET /a")
                       .requests(4, 5, "200", "GET /b");
  EXPECT_EQ(picked(run, "status:200"), "5");
  EXPECT_EQ(picked(run, "name:GET /a"), "3");
  EXPECT_EQ(picked(run, "name:GET /a,status:200"), "1");
  EXPECT_EQ(picked(run, "status:404"),
            "there is no status named \"404\" in this run; it had 200, 500");
}

TEST(ThresholdSelector, FindsAStepByItsNameWithoutTheMethod) {
  const auto run = RunBuilder()
                       .requests(1, 5, "200", "GET /a", 0, {{"method", "GET"}})
                       .requests(2, 5, "200", "POST /a", 0, {{"method", "POST"}})
                       .requests(4, 5, "200", "GET /b", 0, {{"method", "GET"}})
                       .requests(8, 5, "200", "look at /b");
  EXPECT_EQ(picked(run, "name:/b"), "4");
  EXPECT_EQ(picked(run, "name:/a,method:POST"), "2");
  EXPECT_EQ(picked(run, "name:/a"),
            "\"/a\" names GET /a and POST /a: add the tag method, or name the step as a whole");
  EXPECT_THAT(picked(run, "name:a"), HasSubstr("there is no step named \"a\" in this run"));
}

TEST(ThresholdSelector, OfAScenarioHasItsTime) {
  RunBuilder run(Timeline({{"a", 0s, 0s, 10s}, {"b", 2s, 2s, 5s}}, {}));
  run.requests(3, 5, "200", "GET /x", 2, {{"scenario", "b"}});
  const auto window =
      parse_threshold_selector("http_reqs{scenario:b}").value().window(run.report());
  EXPECT_EQ(window.value().length(), 3s);
  EXPECT_EQ(picked(run, "scenario:b"), "3");
  EXPECT_THAT(picked(run, "scenario:default"), HasSubstr("no scenario named \"default\""));
}

TEST(ThresholdSelector, TakesTheOnlyScenarioForTheDefaultOfK6) {
  const auto run = RunBuilder().requests(3, 5);
  EXPECT_EQ(picked(run, "scenario:default"), "3");
  EXPECT_THAT(picked(run, "scenario:other"), HasSubstr("no scenario named \"other\""));
}

TEST(ThresholdSelector, IsTheSameHoweverItIsWritten) {
  const auto one = parse_threshold_selector("m{a:1,name:x}").value();
  EXPECT_TRUE(one.is_same(parse_threshold_selector("m{ step:'x', a:1 }").value()));
  EXPECT_FALSE(one.is_same(parse_threshold_selector("m{a:1}").value()));
  EXPECT_FALSE(one.is_same(parse_threshold_selector("n{a:1,name:x}").value()));
}

}  // namespace
}  // namespace proofload
