// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/xml_text.h>

#include <proofload/base/safe_text.h>

namespace proofload {
namespace {

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

std::string escaped(std::string_view text, bool attribute) {
  std::string out;
  for (const char c : safe_text(text)) {
    if (const auto name = reference(c); !name.empty())
      out += name;
    else if (attribute && (c == '\n' || c == '\t'))
      out += c == '\n' ? "&#10;" : "&#9;";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return escaped(text, false); }

std::string xml_attribute(std::string_view text) { return escaped(text, true); }

}  // namespace proofload
