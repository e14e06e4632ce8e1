// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/expected_statuses.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(ExpectedStatuses, AreFromTwoHundredToThreeNinetyNineByDefault) {
  const ExpectedStatuses usual;
  for (const int status : {200, 204, 304, 399}) EXPECT_TRUE(usual.contains(status)) << status;
  for (const int status : {0, 100, 199, 400, 404, 500}) EXPECT_FALSE(usual.contains(status));
  EXPECT_EQ(to_text(usual), "200-399");
}

TEST(ExpectedStatuses, AreJustThoseThatAreNamed) {
  EXPECT_EQ(to_text(statuses(404)), "404");
  EXPECT_EQ(to_text(statuses(404, 200, 409)), "200, 404, 409");
  EXPECT_TRUE(statuses(404, 200).contains(200));
  EXPECT_FALSE(statuses(404, 200).contains(201));
}

TEST(ExpectedStatuses, AreARangeWithBothEnds) {
  EXPECT_EQ(to_text(status_range(200, 299)), "200-299");
  EXPECT_EQ(to_text(status_range(100, 599)), "100-599");
  EXPECT_EQ(status_range(404, 404), statuses(404));
}

TEST(ExpectedStatuses, AreCombined) {
  const auto both = status_range(200, 299) | statuses(404, 300);
  EXPECT_EQ(to_text(both), "200-300, 404");
  EXPECT_TRUE(both.contains(404));
}

TEST(ExpectedStatuses, NeverHoldWhatIsNoStatus) {
  for (const int status : {-1, 0, 99, 600, 1000})
    EXPECT_FALSE(status_range(100, 599).contains(status)) << status;
}

TEST(ExpectedStatuses, RefuseWhatIsNoStatus) {
  EXPECT_THAT([] { status_range(299, 200); },
              ThrowsMessage<UsageError>(HasSubstr("from 299 to 200")));
  EXPECT_THROW(status_range(99, 200), UsageError);
  EXPECT_THROW(status_range(200, 600), UsageError);
  EXPECT_THROW(statuses(200, 0), UsageError);
}

}  // namespace
}  // namespace proofload
