// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_tags.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

Tags tags_of(const Tags& tags, const Metric& metric = metrics::http_reqs) {
  return k6_tags({metric, tags});
}

TEST(K6Tags, NamesARequestByItsRoute) {
  const auto tags = tags_of({{"step", "GET /users/{id}"},
                             {"method", "GET"},
                             {"status", "200"},
                             {"expected_response", "true"},
                             {"scenario", "shop"}});
  EXPECT_EQ(tags, (Tags{{"name", "/users/{id}"},
                        {"url", "/users/{id}"},
                        {"method", "GET"},
                        {"status", "200"},
                        {"expected_response", "true"},
                        {"scenario", "shop"}}));
}

TEST(K6Tags, KeepsTheNameThatAnAuthorGaveTheStep) {
  EXPECT_EQ(tags_of({{"step", "log in"}, {"method", "POST"}}).get("name"), "log in");
  EXPECT_EQ(tags_of({{"step", "GET"}, {"method", "GET"}}).get("name"), "GET");
  EXPECT_EQ(tags_of({{"step", "GETTING on"}, {"method", "GET"}}).get("name"), "GETTING on");
}

TEST(K6Tags, GivesAStepThatIsNoRequestANameOnly) {
  EXPECT_EQ(tags_of({{"step", "GET /x"}, {"error", "no luck"}}, metrics::response),
            (Tags{{"name", "GET /x"}, {"error", "no luck"}, {"scenario", "default"}}));
}

TEST(K6Tags, LeavesTheAuthorsOwnTagsAlone) {
  const auto tags = tags_of({{"step", "GET /x"}, {"method", "GET"}, {"name", "mine"}, {"a", "b"}});
  EXPECT_EQ(tags.get("name"), "mine");
  EXPECT_EQ(tags.get("url"), "mine");
  EXPECT_EQ(tags.get("a"), "b");
}

TEST(K6Tags, CallsAScenarioWithoutANameDefault) {
  EXPECT_EQ(tags_of({}).get("scenario"), "default");
  EXPECT_EQ(tags_of({{"phase", "warm_up"}}).get("scenario"), "default");
  EXPECT_EQ(tags_of({}, gauge("queue_length")).get("scenario"), "default");
}

TEST(K6Tags, GivesWhatBelongsToTheWholeRunNoScenario) {
  for (const auto& metric : {metrics::vus, metrics::generator_busy, metrics::service_memory}) {
    EXPECT_TRUE(tags_of({}, metric).empty()) << metric.name;
    EXPECT_FALSE(in_scenario({metric, {}})) << metric.name;
  }
  EXPECT_EQ(tags_of({{"scenario", "shop"}}, metrics::vus).get("scenario"), "shop");
  EXPECT_TRUE(in_scenario({metrics::vus, {{"scenario", "shop"}}}));
}

TEST(K6Tags, WritesTheWholePathOfAGroup) {
  EXPECT_EQ(tags_of({{"group", "checkout::pay"}}).get("group"), "::checkout::pay");
  EXPECT_EQ(tags_of({}).get("group"), "");
}

TEST(K6Tags, PutsSetUpAndTearDownIntoTheirGroupsOutsideScenarios) {
  EXPECT_EQ(tags_of({{"phase", "set_up"}}), (Tags{{"phase", "set_up"}, {"group", "::setup"}}));
  EXPECT_EQ(tags_of({{"phase", "tear_down"}, {"group", "a"}}).get("group"), "::teardown::a");
}

TEST(K6Tags, NumbersWhatWentWrong) {
  const auto code = [](std::string_view error) {
    Tags tags{{"method", "GET"}, {"status", "0"}};
    tags.set("error", error);
    return std::string(tags_of(tags).get("error_code"));
  };
  EXPECT_EQ(code("timeout"), "1050");
  EXPECT_EQ(code("connection_refused"), "1212");
  EXPECT_EQ(code("bad_answer"), "1000");
  EXPECT_EQ(code(""), "");
}

TEST(K6Tags, NumbersAnAnswerOfAnErrorStatusToo) {
  const auto code = [](std::string_view status) {
    Tags tags{{"method", "GET"}};
    tags.set("status", status);
    return std::string(tags_of(tags).get("error_code"));
  };
  EXPECT_EQ(code("399"), "");
  EXPECT_EQ(code("400"), "1400");
  EXPECT_EQ(code("503"), "1503");
}

TEST(K6Tags, NumbersOnlyRequests) {
  EXPECT_EQ(tags_of({{"step", "a"}, {"error", "timeout"}}).get("error_code"), "");
}

}  // namespace
}  // namespace proofload
