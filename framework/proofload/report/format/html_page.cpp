// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/html_page.h>

#include <proofload/report/page/page_template.h>

#include <array>
#include <tuple>
#include <utility>

namespace proofload {
namespace {

constexpr std::string_view place_of_summary = "@summary@";

// In JSON none of them stands outside of a string.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> escapes{{
    {"<", "\\u003c"},
    {">", "\\u003e"},
    {"&", "\\u0026"},
    {"\u2028", "\\u2028"},
    {"\u2029", "\\u2029"},
}};

std::string escaped(std::string_view json) {
  std::string text;
  text.reserve(json.size() + json.size() / 16);
  while (!json.empty()) {
    std::string_view taken = json.substr(0, 1);
    std::string_view written = taken;
    for (const auto& [character, escape] : escapes)
      if (json.starts_with(character)) std::tie(taken, written) = std::pair(character, escape);
    text += written;
    json.remove_prefix(taken.size());
  }
  return text;
}

}  // namespace

std::string html_page(std::string_view json_summary) {
  const auto page = page_template();
  const auto place = page.find(place_of_summary);
  std::string text(page.substr(0, place));
  text += escaped(json_summary);
  text += page.substr(place + place_of_summary.size());
  return text;
}

}  // namespace proofload
