// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/field.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(Field, IsFoundWhateverTheCaseOfItsName) {
  const std::vector<Field> fields{{"Accept", "a"}, {"X-API-Key", "k"}, {"x-api-key", "later"}};
  ASSERT_NE(find_header(fields, "x-Api-kEY"), nullptr);
  EXPECT_EQ(find_header(fields, "x-Api-kEY")->second, "k") << "the first one";
  EXPECT_EQ(find_header(fields, "X-API"), nullptr) << "only as a whole";
  EXPECT_EQ(find_header({}, "Accept"), nullptr);
}

}  // namespace
}  // namespace proofload
