// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/base64.h>

#include <gmock/gmock.h>

namespace proofload::detail {
namespace {

using testing::Optional;

// RFC 4648, section 10.
TEST(Base64, IsDecodedAsInTheExamplesOfTheStandard) {
  EXPECT_THAT(base64_decoded(""), Optional(std::string()));
  EXPECT_THAT(base64_decoded("Zg=="), Optional(std::string("f")));
  EXPECT_THAT(base64_decoded("Zm8="), Optional(std::string("fo")));
  EXPECT_THAT(base64_decoded("Zm9v"), Optional(std::string("foo")));
  EXPECT_THAT(base64_decoded("Zm9vYg=="), Optional(std::string("foob")));
  EXPECT_THAT(base64_decoded("Zm9vYmFy"), Optional(std::string("foobar")));
}

TEST(Base64, HoldsAnyByte) {
  EXPECT_THAT(base64_decoded("AP+/"), Optional(std::string("\0\xff\xbf", 3)));
}

TEST(Base64, IsRefusedWhereItIsNone) {
  for (const char* text : {"Zg", "Zg=", "Zm9vY", "Z===", "====", "Zm 9", "Zm9v\n", "Zm=v", "Zm9_"})
    EXPECT_EQ(base64_decoded(text), std::nullopt) << text;
}

}  // namespace
}  // namespace proofload::detail
