// SPDX-License-Identifier: Apache-2.0

// Baselines, from the run that records one to the run that is held against it.

#include "integration/greeting_program.h"

#include <functional>

namespace proofload {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Baselines : public GreetingProgram {
 protected:
  static constexpr auto recorded_file = "baselines/Greeting.IsGreeted.local.json";

  /// Records one of a case, and makes it one that every machine keeps to, however busy.
  void record(const std::string& name) {
    play(name, "--record-baseline");
    change(name, [](json& baseline) {
      baseline["throughput_per_second"] = 0.001;
      baseline["error_rate"] = 0.5;
      baseline["steps"][0]["p95_ms"] = 3'600'000;
    });
  }

  void change(const std::string& name, const std::function<void(json&)>& edit) const {
    const auto file = "baselines/" + name + ".local.json";
    auto baseline = json::parse(data_file(file));
    edit(baseline);
    write(file, baseline.dump(2));
  }

  /// Of source "baseline".
  std::vector<json> limits() const {
    std::vector<json> found;
    const auto all = summary()["limits"];
    for (const auto& limit : all)
      if (limit["source"] == "baseline") found.push_back(limit);
    return found;
  }
};

TEST_F(Baselines, AreRecordedOfARunThatPasses) {
  play("Greeting.IsGreeted", "--record-baseline");
  ASSERT_EQ(exit_code_, 0) << console_;
  const auto baseline = json::parse(data_file(recorded_file));
  EXPECT_EQ(baseline["test"], "Greeting.IsGreeted");
  EXPECT_EQ(baseline["requests"], 300);
  EXPECT_EQ(baseline["steps"][0]["name"], "GET /");
  EXPECT_THAT(console_, HasSubstr("note: its baseline is recorded in " +
                                  (folder() / recorded_file).string()));
}

TEST_F(Baselines, AreHeldAgainstTheNextRun) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  play("Greeting.IsGreeted", "--compare-baseline");
  EXPECT_EQ(exit_code_, 0) << console_;
  ASSERT_EQ(limits().size(), 3u);
  for (const auto& limit : limits()) EXPECT_EQ(limit["held"], true) << limit;
  EXPECT_THAT(console_, HasSubstr("p95 < 1 h 12 min (20 % above 1 h)"));
  EXPECT_THAT(output_file("Greeting.IsGreeted.html"), HasSubstr("\"baseline\""));
}

TEST_F(Baselines, FailTheRunThatIsWorseAtTheirLine) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  change("Greeting.IsGreeted", [](json& baseline) { baseline["steps"][0]["p95_ms"] = 0.001; });
  play("Greeting.IsGreeted", "--compare-baseline");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(limits()[0]["held"], false);
  const std::string line = std::to_string(limits()[0]["line"].get<int>());
  EXPECT_THAT(console_, HasSubstr((folder() / recorded_file).string() + ":" + line + ": Failure"));
  EXPECT_THAT(console_, HasSubstr("GET /: p95 < "));
}

TEST_F(Baselines, AreNotRecordedOfARunThatFails) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  change("Greeting.IsGreeted", [](json& baseline) { baseline["steps"][0]["p95_ms"] = 0.001; });
  const auto before = data_file(recorded_file);
  play("Greeting.IsGreeted", "--compare-baseline --record-baseline");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(data_file(recorded_file), before);
  EXPECT_THAT(console_, HasSubstr("note: no baseline is recorded of a run that is "));
}

TEST_F(Baselines, FailTheRunWhereThereIsNone) {
  play("Greeting.IsGreeted", "--compare-baseline --baselines=" + (folder() / "none").string());
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_THAT(console_, AllOf(HasSubstr("there is no baseline " + folder().string() + "/none/"),
                              HasSubstr("play Greeting.IsGreeted with --record-baseline")));
}

TEST_F(Baselines, RefuseAnotherWorkload) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  play("Greeting.IsGreeted", "--compare-baseline --load-scale=50%");
  EXPECT_EQ(exit_code_, 1);
  ASSERT_EQ(limits().size(), 1u);
  EXPECT_THAT(limits()[0]["explanation"].get<std::string>(),
              HasSubstr("the baseline was played at 100 % of the load, this run at 50 %"));
}

TEST_F(Baselines, RefuseAnotherMix) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  change("Greeting.IsGreeted",
         [](json& baseline) { baseline["workload"]["scenarios"][0]["mix"] = "60 % + 40 %"; });
  play("Greeting.IsGreeted", "--compare-baseline");
  EXPECT_EQ(exit_code_, 1);
  ASSERT_EQ(limits().size(), 1u);
  EXPECT_THAT(limits()[0]["explanation"].get<std::string>(),
              HasSubstr("the mix of the baseline is 60 % + 40 %, that of this run one journey"));
}

TEST_F(Baselines, AreComparedByAMatcherWithItsOwnBounds) {
  ASSERT_NO_FATAL_FAILURE(record("Greeting.IsGreeted"));
  std::filesystem::copy(folder() / recorded_file,
                        folder() / "baselines/Greeting.IsNotWorse.local.json");
  change("Greeting.IsNotWorse", [](json& baseline) { baseline["test"] = "Greeting.IsNotWorse"; });
  play("Greeting.IsNotWorse");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(console_, HasSubstr("p95 < 1 h 30 min (50 % above 1 h)"));
  change("Greeting.IsNotWorse", [](json& baseline) { baseline["steps"][0]["p95_ms"] = 0.001; });
  play("Greeting.IsNotWorse");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("Expected: not worse than its baseline"));
  EXPECT_EQ(limits().size(), 3u);
}

}  // namespace
}  // namespace proofload
