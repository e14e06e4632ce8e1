// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/markdown_text.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(MarkdownText, IsCode) {
  EXPECT_EQ(markdown_code("GET /x"), "`GET /x`");
  EXPECT_EQ(markdown_code("<b>[a](b)![c](d) @you #1\\"), "`<b>[a](b)![c](d) @you #1\\`");
  EXPECT_EQ(markdown_code(""), "");
}

TEST(MarkdownText, CannotEndItsCodeItsCellOrItsLine) {
  EXPECT_EQ(markdown_code("a`b|c\nd\r\x1b\xff"), "`a\\x60b\\x7cc\\nd\\r\\x1b\\xff`");
}

TEST(MarkdownText, OfSeveralLinesCannotEndItsBlock) {
  EXPECT_EQ(markdown_block("a\n```\n</details>"), "```text\na\n\\x60\\x60\\x60\n</details>\n```\n");
}

}  // namespace
}  // namespace proofload
