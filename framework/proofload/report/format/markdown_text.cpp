// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/markdown_text.h>

#include <proofload/base/safe_text.h>

namespace proofload {
namespace {

std::string without_ends(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '`') {
      out += "\\x60";
    } else if (c == '|') {
      out += "\\x7c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string markdown_code(std::string_view text) {
  return text.empty() ? std::string() : "`" + without_ends(safe_line(text)) + "`";
}

std::string markdown_block(std::string_view text) {
  return "```text\n" + without_ends(safe_text(text)) + "\n```\n";
}

}  // namespace proofload
