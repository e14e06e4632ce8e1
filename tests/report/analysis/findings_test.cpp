// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/findings.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// Half a minute of this load, answered in 5 ms.
RunBuilder run_of(std::vector<std::uint64_t> planned) {
  RunBuilder run(30s);
  for (SliceNumber second = 0; second < 30; ++second)
    run.requests(planned[second], 5, "200", "GET /x", second);
  run.facts.planned = std::move(planned);
  return run;
}

RunBuilder steady() { return run_of(std::vector<std::uint64_t>(30, 40)); }

RunBuilder ramped() {
  std::vector<std::uint64_t> planned;
  for (std::uint64_t second = 1; second <= 30; ++second) planned.push_back(20 * second);
  return run_of(std::move(planned));
}

TEST(Findings, OfALoadThatIsHeldSayHowTheServiceAged) {
  const auto findings = findings_of(steady().report());
  EXPECT_TRUE(findings.soak);
  EXPECT_FALSE(findings.stress);
  EXPECT_THAT(sentences(findings), ElementsAre(StartsWith("response_time_trend 0 %")));
}

TEST(Findings, OfALoadThatChangesSayWhereItBroke) {
  const auto findings = findings_of(ramped().report());
  EXPECT_FALSE(findings.soak) << "latency follows the load there";
  ASSERT_TRUE(findings.stress);
  EXPECT_THAT(sentences(findings), ElementsAre("no degradation up to 600 requests/s"));
}

TEST(Findings, FollowTheLabelsOfTheTest) {
  for (const auto* label : {"stress", "spike", "capacity"}) {
    auto run = steady();
    run.facts.labels = {"http", label};
    EXPECT_TRUE(findings_of(run.report()).stress) << label;
  }
  auto soak = ramped();
  soak.facts.labels = {"soak"};
  EXPECT_TRUE(findings_of(soak.report()).soak);
}

TEST(Findings, AreNoneOfAShortRunNorOfOneThatPlays) {
  EXPECT_THAT(sentences(findings_of(RunBuilder().requests_in({0, 10}, 200, 5).report())),
              IsEmpty());
  auto playing = ramped();
  playing.facts.complete = false;
  EXPECT_THAT(sentences(findings_of(playing.report())), IsEmpty());
}

}  // namespace
}  // namespace proofload
