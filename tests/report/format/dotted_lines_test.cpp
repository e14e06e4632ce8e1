// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/dotted_lines.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(DottedLines, AlignNamesAndColumnsOverAllSections) {
  const std::vector<DottedSection> sections{
      {"HTTP", {{"duration", {"avg=5ms", "max=20ms"}, true}, {"reqs", {"1500", "150/s"}}}, {}},
      {"OWN", {{"µ", {"avg=35µs", "max=1s"}, true}, {"orders", {"3", "0.3/s"}}}, "  end\n"}};
  EXPECT_EQ(to_text(sections, {}),
            "    HTTP\n"
            "    duration..: avg=5ms  max=20ms\n"
            "    reqs......: 1500 150/s\n"
            "\n"
            "    OWN\n"
            "    µ.........: avg=35µs max=1s\n"
            "    orders....: 3    0.3/s\n"
            "  end\n"
            "\n");
}

TEST(DottedLines, LeavesOutSectionsWithoutLines) {
  EXPECT_EQ(to_text({{"HTTP", {}, "  end\n"}, {"", {{"a", {"1"}}}, {}}}, {}), "    a..: 1\n\n");
}

TEST(DottedLines, ShowsAlarmingValuesInRed) {
  const DottedLine failed{"failed", {"2.00%", "20 out of 1000"}, false, 20};
  EXPECT_EQ(to_text({{"", {failed}, {}}}, ConsoleStyle{true, false}),
            "    failed..: \033[31m2.00% 20 out of 1000\033[0m\n\n");
}

}  // namespace
}  // namespace proofload
