// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/authorization.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

std::string basic(std::string_view user, std::string_view password) {
  return basic_authorization(user, password).second;
}

// The first two are the examples of RFC 7617.
TEST(BasicAuthorization, IsUserAndPasswordInBase64) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame"),
            Field("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
  EXPECT_EQ(basic("test", "123\xc2\xa3"), "Basic dGVzdDoxMjPCow==");
  EXPECT_EQ(basic("", ""), "Basic Og==");
  EXPECT_EQ(basic("a", ""), "Basic YTo=");
  EXPECT_EQ(basic("a", "b"), "Basic YTpi");
  EXPECT_EQ(basic("a", ":b"), "Basic YTo6Yg==");
  EXPECT_EQ(basic("\xff\xff", "\xfb\xef\xbe"), "Basic //86++++");
}

TEST(BasicAuthorization, RefusesWhatCannotBeSentAndDoesNotRepeatIt) {
  EXPECT_THAT([] { basic("secret:user", ""); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("colon"), Not(HasSubstr("secret")))));
  EXPECT_THAT([] { basic("secret\n", ""); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("user"), Not(HasSubstr("secret")))));
  EXPECT_THAT([] { basic("", "secret\x7f"); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("password"), Not(HasSubstr("secret")))));
}

TEST(Bearer, IsTheToken) { EXPECT_EQ(bearer("a.b-c"), Field("Authorization", "Bearer a.b-c")); }

}  // namespace
}  // namespace proofload
