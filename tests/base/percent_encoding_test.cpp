// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/percent_encoding.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(PercentEncoded, KeepsWhatIsUnreservedAndNothingElse) {
  const std::string unreserved = "ABCXYZabcxyz0189-._~";
  EXPECT_EQ(percent_encoded(unreserved), unreserved);
  EXPECT_EQ(percent_encoded("a b/c?d&e=f#g%h+i"), "a%20b%2Fc%3Fd%26e%3Df%23g%25h%2Bi");
  EXPECT_EQ(percent_encoded("ä\xff"), "%C3%A4%FF");
  EXPECT_EQ(percent_encoded(std::string("\0\r\n", 3)), "%00%0D%0A");
  EXPECT_EQ(percent_encoded(""), "");
}

TEST(PercentEncoded, KeepsWhatItIsTold) { EXPECT_EQ(percent_encoded("a%20 b", "%"), "a%20%20b"); }

}  // namespace
}  // namespace proofload
