// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/md5.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

// RFC 1321, A.5.
TEST(Md5, AgreesWithTheTestsOfItsStandard) {
  EXPECT_EQ(md5_text(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5_text("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(md5_text("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
}

}  // namespace
}  // namespace proofload
