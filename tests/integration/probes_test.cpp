// SPDX-License-Identifier: Apache-2.0

// Probes in a run from its beginning to its end.

#include "integration/greeting_program.h"

namespace proofload {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

class Probes : public GreetingProgram {
 protected:
  // What a gauge was over the run; without the rows in which it had no value.
  std::vector<double> course_of(const std::string& gauge) const {
    std::vector<double> values;
    const auto summary = this->summary();
    for (const auto& value : summary["course"]["gauges"][gauge]["values"])
      if (!value.is_null()) values.push_back(value);
    return values;
  }
};

TEST_F(Probes, StandOnTheAxisOfTimeAsOtherGauges) {
  play("Greeting.IsProbed", "--export=k6-summary --invalid=skip");
  EXPECT_EQ(exit_code_, 0) << console_;
  const auto asked = course_of("times_asked");
  ASSERT_GE(asked.size(), 3u) << summary()["course"]["gauges"];
  for (std::size_t i = 1; i < asked.size(); ++i) EXPECT_EQ(asked[i], asked[i - 1] + 1);
  EXPECT_THAT(course_of("depth"), AllOf(Each(3.0), Not(testing::IsEmpty())));
  for (const auto* gauge : {"service_memory", "service_threads", "service_sockets",
                            "service_open_files", "service_processors"})
    EXPECT_THAT(course_of(gauge), Not(testing::IsEmpty())) << gauge;
  EXPECT_THAT(console_, HasSubstr("times_asked"));
  EXPECT_THAT(output_file("Greeting.IsProbed.html"), HasSubstr("times_asked"));
  EXPECT_THAT(output_file("Greeting.IsProbed.k6-summary.json"), HasSubstr("times_asked"));
}

TEST_F(Probes, ThatFindNothingAreNotesAndChangeNothing) {
  play("Greeting.IsProbedInVain");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_EQ(summary()["verdict"]["outcome"], "PASS");
  const auto notes = summary()["verdict"]["notes"].dump();
  EXPECT_THAT(notes, AllOf(HasSubstr("the probe broken had no value"), HasSubstr("no queue")));
  EXPECT_THAT(notes, AllOf(HasSubstr("the probe http://127.0.0.1:1/metrics had no value"),
                           HasSubstr("the last time: ")));
  EXPECT_THAT(console_, HasSubstr("note: the probe broken had no value"));
}

}  // namespace
}  // namespace proofload
