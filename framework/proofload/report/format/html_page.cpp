// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/html_page.h>

#include <proofload/report/page/page_template.h>

#include <algorithm>
#include <array>
#include <ostream>
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

// What an escape may begin with; the last two share a byte.
constexpr std::string_view suspects = "<>&\xe2";

std::size_t place_in(std::string_view frame) { return frame.find(place_of_summary); }

}  // namespace

HtmlPage::HtmlPage(std::ostream& page) : page_(page) {
  const auto frame = page_template();
  page_ << frame.substr(0, place_in(frame));
}

void HtmlPage::add(std::string_view json) {
  while (!json.empty()) {
    const auto plain = std::min(json.find_first_of(suspects), json.size());
    page_ << json.substr(0, plain);
    json.remove_prefix(plain);
    auto taken = json.substr(0, 1);
    auto written = taken;
    for (const auto& [character, escape] : escapes)
      if (json.starts_with(character)) std::tie(taken, written) = std::pair(character, escape);
    page_ << written;
    json.remove_prefix(taken.size());
  }
}

void HtmlPage::finish() {
  const auto frame = page_template();
  page_ << frame.substr(place_in(frame) + place_of_summary.size());
}

}  // namespace proofload
