// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/free_users.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;

std::vector<std::uint32_t> taken(FreeUsers& users, int number) {
  std::vector<std::uint32_t> all;
  for (int n = 0; n < number; ++n) all.push_back(users.take());
  return all;
}

TEST(FreeUsers, AreTakenInTurnWhereThereAreSomeFromTheBeginning) {
  FreeUsers users(5, 3);
  for (const std::uint32_t expected : {0, 1, 2, 0, 1, 2, 0}) {
    const auto user = users.take();
    EXPECT_EQ(user, expected);
    users.put_back(user);
  }
}

TEST(FreeUsers, AreMoreOnlyWhereNoneIsFree) {
  FreeUsers users(5, 2);
  EXPECT_THAT(taken(users, 3), ElementsAre(0, 1, 2));
  for (const std::uint32_t user : {2, 0, 1}) users.put_back(user);
  EXPECT_THAT(taken(users, 5), ElementsAre(2, 0, 1, 3, 4));
}

TEST(FreeUsers, AreTakenByWhoBecameFreeFirstHoweverTheyComeBack) {
  FreeUsers users(3, 3);
  EXPECT_THAT(taken(users, 3), ElementsAre(0, 1, 2));
  users.put_back(1);
  users.put_back(0);
  EXPECT_THAT(taken(users, 1), ElementsAre(1));
  users.put_back(2);
  users.put_back(1);
  EXPECT_THAT(taken(users, 3), ElementsAre(0, 2, 1));
}

TEST(FreeUsers, AreTakenByWhoBecameFreeLastWhereThereAreNoneFromTheBeginning) {
  FreeUsers users(9, 0);
  EXPECT_THAT(taken(users, 3), ElementsAre(0, 1, 2));
  for (const std::uint32_t user : {1, 0, 2}) users.put_back(user);
  EXPECT_THAT(taken(users, 4), ElementsAre(2, 0, 1, 3));
}

}  // namespace
}  // namespace proofload
