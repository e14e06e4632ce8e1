// SPDX-License-Identifier: Apache-2.0

// What --export writes: by the numbers, the same run as in our own summary.

#include "integration/result_program.h"

#include <sstream>

namespace proofload {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;

class ExportedResults : public ResultProgram {
 protected:
  json exported(const std::string& format) const {
    return json::parse(output_file("Results.Count." + format + ".json"));
  }

  json k6_summary_values(const std::string& name) const {
    const auto metrics = exported("k6-summary")["results"]["metrics"];
    for (const auto& metric : metrics)
      if (metric["name"] == name) return metric["values"];
    return {};
  }
};

TEST_F(ExportedResults, AgreeWithTheSummary) {
  play("Results.Count",
       "--invalid=skip --export=k6-points,k6-summary,k6-summary-export,vegeta,hdrplot");
  EXPECT_EQ(exit_code_, 0) << console_;
  ASSERT_EQ(summary()["steps"][0]["requests"], 500);
  EXPECT_EQ(exported("k6-summary-export")["metrics"]["http_reqs"]["count"], 500);
  EXPECT_EQ(exported("vegeta")["requests"], 500);
  EXPECT_EQ(exported("vegeta")["status_codes"]["200"], 500);
  EXPECT_THAT(output_file("Results.Count.hdrplot.txt"), HasSubstr(" 1.000000 "));
  EXPECT_EQ(k6_summary_values("http_reqs")["count"], 500);
}

TEST_F(ExportedResults, HoldAPointForEveryRequest) {
  play("Results.Count", "--invalid=skip --export=k6-points");
  std::istringstream lines(output_file("Results.Count.k6-points.json"));
  int points = 0;
  double requests = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto one = json::parse(line);
    if (one["type"] != "Point" || one["metric"] != "http_reqs") continue;
    ++points;
    requests += one["data"]["value"].get<double>();
    EXPECT_EQ(one["data"]["tags"]["status"], "200");
  }
  EXPECT_EQ(points, 500);
  EXPECT_EQ(requests, 500);
}

TEST_F(ExportedResults, AreRefusedBeforeAnyLoadWhereTheFormatIsUnknown) {
  play("Results.Last", "--export=k6-points,jtl");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, ContainsRegex("^--export: .*\"jtl\".*there are k6-points, "));
}

}  // namespace
}  // namespace proofload
