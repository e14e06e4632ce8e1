// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/users.h>

#include <gmock/gmock.h>

#include <sstream>

namespace proofload {
namespace {

using ::testing::Optional;

TEST(UsersText, KnowsTheSingular) {
  EXPECT_EQ(to_text(0_users), "0 users");
  EXPECT_EQ(to_text(1_users), "1 user");
  EXPECT_EQ(to_text(200_users), "200 users");
  EXPECT_EQ(to_text(15'000_users), "15,000 users");
  EXPECT_EQ((std::ostringstream() << 2_users).str(), "2 users");
}

TEST(ParseUsers, ReadsANumberWithOrWithoutItsUnit) {
  EXPECT_THAT(parse_users("200"), Optional(200_users));
  EXPECT_THAT(parse_users("200 users"), Optional(200_users));
  EXPECT_THAT(parse_users("1 user"), Optional(1_users));
  EXPECT_THAT(parse_users("15,000 users"), Optional(15'000_users));
}

TEST(ParseUsers, RefusesEverythingElse) {
  for (const char* text : {"", " ", "users", "1.5", "1.5 users", "5 s", "5/s", "1e3", "５",
                           "10000000000000000", "nan"})
    EXPECT_FALSE(parse_users(text)) << '"' << text << '"';
}

TEST(ParseUsers, ReadsEveryTextThatIsWritten) {
  for (std::int64_t count = 0; count < 1'000'000'000; count = count * 3 + 1)
    EXPECT_THAT(parse_users(to_text(Users(count))), Optional(Users(count)));
}

}  // namespace
}  // namespace proofload
