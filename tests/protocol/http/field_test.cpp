// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/field.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

TEST(Field, IsFoundWhateverTheCaseOfItsName) {
  const std::vector<Field> fields{{"Accept", "a"}, {"X-API-Key", "k"}, {"x-api-key", "later"}};
  ASSERT_NE(find_header(fields, "x-Api-kEY"), nullptr);
  EXPECT_EQ(find_header(fields, "x-Api-kEY")->second, "k") << "the first one";
  EXPECT_EQ(find_header(fields, "X-API"), nullptr) << "only as a whole";
  EXPECT_EQ(find_header({}, "Accept"), nullptr);
}

TEST(CheckHeader, TakesNamesAndValuesOfEveryKind) {
  check_header("X-API-Key", "");
  check_header("!#$%&'*+-.^_`|~09azAZ", "any \t \"text\", \xc3\xa4 \xff");
}

TEST(CheckHeader, RefusesAValueThatWouldBeginAnotherHeader) {
  for (const std::string value : {"secret\r\nX-Admin: 1", "secret\n", "\rsecret"})
    EXPECT_THAT([&] { check_header("X-Token", value); },
                ThrowsMessage<UsageError>(
                    AllOf(HasSubstr("\"X-Token\" holds a line break"), Not(HasSubstr("secret")))));
  EXPECT_THROW(check_header("X-Token", std::string("a\0b", 3)), UsageError);
}

TEST(CheckHeader, RefusesANameThatIsNoToken) {
  for (const std::string name : {"", "a b", "a:", "a\r\nb", "\xc3\xa4", "a(", "a\x7f"})
    EXPECT_THROW(check_header(name, "x"), UsageError) << name;
  EXPECT_THROW(check_header(std::string("a\0", 2), "x"), UsageError);
}

TEST(CheckHeader, DoesNotRepeatAValueThatWasPutIntoTheName) {
  EXPECT_THAT([] { check_header("Authorization: secret", ""); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("begins with \"Authorization\""),
                                              HasSubstr("':'"), Not(HasSubstr("secret")))));
}

}  // namespace
}  // namespace proofload
