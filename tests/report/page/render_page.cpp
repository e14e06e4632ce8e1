// SPDX-License-Identifier: Apache-2.0
//
// render_page < summary.json > page.html: for page_test.mjs.

#include <proofload/report/format/html_page.h>

#include <iostream>
#include <iterator>

int main() {
  const std::string summary{std::istreambuf_iterator<char>(std::cin), {}};
  proofload::HtmlPage page(std::cout);
  page.add(summary);
  page.finish();
  return std::cout.flush() ? 0 : 1;
}
