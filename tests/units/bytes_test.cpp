// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/units/bytes.h>

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <sstream>

namespace proofload {
namespace {

using ::testing::Optional;

TEST(BytesText, ChoosesAUnitThatReadsWell) {
  EXPECT_EQ(to_text(0_B), "0 B");
  EXPECT_EQ(to_text(512_B), "512 B");
  EXPECT_EQ(to_text(1023_B), "1023 B");
  EXPECT_EQ(to_text(16_KiB), "16 KiB");
  EXPECT_EQ(to_text(1536_KiB), "1.5 MiB");
  EXPECT_EQ(to_text(2_GiB), "2 GiB");
  EXPECT_EQ(to_text(Bytes(-2048)), "-2 KiB");
  EXPECT_EQ((std::ostringstream() << 3_MiB).str(), "3 MiB");
}

TEST(BytesText, WritesEveryAmount) {
  EXPECT_EQ(to_text(Bytes(std::numeric_limits<std::int64_t>::max())), "8,589,934,592 GiB");
  EXPECT_EQ(to_text(Bytes(std::numeric_limits<std::int64_t>::min())), "-8,589,934,592 GiB");
}

TEST(ParseBytes, ReadsBinaryAndDecimalUnits) {
  EXPECT_THAT(parse_bytes("512 B"), Optional(512_B));
  EXPECT_THAT(parse_bytes("16KiB"), Optional(16_KiB));
  EXPECT_THAT(parse_bytes("1.5 MiB"), Optional(1536_KiB));
  EXPECT_THAT(parse_bytes("1GiB"), Optional(1_GiB));
  EXPECT_THAT(parse_bytes("2kB"), Optional(2000_B));
  EXPECT_THAT(parse_bytes("2MB"), Optional(2'000'000_B));
  EXPECT_THAT(parse_bytes("2 GB"), Optional(2'000'000'000_B));
  EXPECT_THAT(parse_bytes("0.5 B"), Optional(1_B));
}

TEST(ParseBytes, RefusesEverythingElse) {
  for (const char* text : {"", " ", "512", "B", "5 b", "5 KB", "5 kib", "5 TiB", "5 B B", "1e3B",
                           "５B", "99999999999 GiB", "-99999999999 GiB"})
    EXPECT_FALSE(parse_bytes(text)) << '"' << text << '"';
}

TEST(ParseBytes, ReadsEveryTextThatIsWrittenToThreeDigits) {
  Random random(13);
  for (int i = 0; i < 2000; ++i) {
    const Bytes amount(std::llround(std::pow(2, 50 * random.uniform())));
    const auto read = parse_bytes(to_text(amount));
    ASSERT_TRUE(read) << amount;
    EXPECT_NEAR(double(read->count()), double(amount.count()), double(amount.count()) * 0.0051);
  }
}

}  // namespace
}  // namespace proofload
