// SPDX-License-Identifier: Apache-2.0

// The dashboard for Grafana, held against what the stream writes.

#include <proofload/metrics/names.h>
#include <proofload/stream/prometheus_remote_write.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <regex>
#include <set>

namespace proofload {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::Not;
using testing::SizeIs;

json dashboard() {
  std::ifstream file(PROOFLOAD_DASHBOARD);
  return json::parse(file);
}

std::set<std::string> names_in(const std::string& query) {
  static const std::regex name("k6_[a-zA-Z0-9_]+");
  return {std::sregex_token_iterator(query.begin(), query.end(), name), {}};
}

std::set<std::string> names_written() {
  std::set<std::string> names{"k6_verdict", "k6_threshold_passed", "k6_threshold_value",
                              "k6_threshold_limit"};
  using namespace metrics;
  for (const auto& metric :
       {vus, vus_max, iterations, dropped_iterations, checks, http_reqs, response, service,
        late_starts, pacing, user_wait, failed_iterations, active_connections, generator_busy,
        generator_hiccup, generator_run_queue, generator_steal, service_processors})
    for (const auto& name : prometheus_names(metric)) names.insert(name);
  return names;
}

TEST(Dashboard, QueriesOnlyWhatTheStreamWrites) {
  const auto written = names_written();
  const auto board = dashboard();
  std::size_t queries = 0;
  for (const auto& panel : board.at("panels"))
    for (const auto& target : panel.at("targets")) {
      const auto names = names_in(target.at("expr"));
      EXPECT_THAT(names, Not(SizeIs(0))) << target;
      for (const auto& name : names) EXPECT_THAT(written, Contains(name)) << panel.at("title");
      ++queries;
    }
  EXPECT_GT(queries, 20u);
}

TEST(Dashboard, ShowsOneTestOfADataSourceThatPeopleChoose) {
  const auto board = dashboard();
  EXPECT_EQ(board.at("templating").at("list").at(0).at("type"), "datasource");
  EXPECT_EQ(board.at("templating").at("list").at(1).at("name"), "test");
  for (const auto& panel : board.at("panels"))
    for (const auto& target : panel.at("targets")) {
      EXPECT_EQ(target.at("datasource").at("uid"), "${datasource}");
      EXPECT_NE(target.at("expr").get<std::string>().find("test=~\"$test\""), std::string::npos);
    }
}

}  // namespace
}  // namespace proofload
