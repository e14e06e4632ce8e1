// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/html_page.h>

#include <proofload/report/page/page_template.h>

#include <gmock/gmock.h>

#include <sstream>

namespace proofload {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view element = "<script type=\"application/json\" id=\"summary\">";

std::string html_page(std::string_view json_summary) {
  std::ostringstream text;
  HtmlPage page(text);
  page.add(json_summary);
  page.finish();
  return std::move(text).str();
}

// What stands in the element of the summary, up to where the element ends.
std::string embedded(const std::string& page) {
  const auto begin = page.find(element) + element.size();
  return page.substr(begin, page.find("</script", begin) - begin);
}

TEST(HtmlPage, IsTheTemplateWithTheSummaryInItsElement) {
  const auto page = html_page(R"({"test":"Suite.Name"})");
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page, EndsWith("</html>\n"));
  EXPECT_EQ(embedded(page), R"({"test":"Suite.Name"})");
  EXPECT_EQ(page.size(), page_template().size() - std::string_view("@summary@").size() +
                             std::string_view(R"({"test":"Suite.Name"})").size());
}

TEST(HtmlPage, HasOnePlaceForTheSummaryAndNoOtherLeftOpen) {
  const std::string page(page_template());
  EXPECT_EQ(page.find("@summary@"), page.rfind("@summary@"));
  EXPECT_THAT(page, HasSubstr(std::string(element) + "@summary@</script>"));
  for (const auto* place : {"@style@", "@script@", "@policy@"})
    EXPECT_THAT(page, Not(HasSubstr(place)));
}

TEST(HtmlPage, EscapesWhatCouldEndItsElement) {
  EXPECT_EQ(embedded(html_page(R"("</script><!--&amp;")")),
            R"("\u003c/script\u003e\u003c!--\u0026amp;")");
}

TEST(HtmlPage, EscapesWhatCouldEndALine) {
  EXPECT_EQ(embedded(html_page("\"a\u2028b\u2029c\"")), R"("a\u2028b\u2029c")");
}

TEST(HtmlPage, LeavesOtherCharactersAlone) {
  constexpr auto text = "\"\u20ac \u2027 \u202a \\u003c \\\" '@summary@'\"";
  EXPECT_EQ(embedded(html_page(text)), text);
}

TEST(HtmlPage, AllowsNothingButItsOwnStyleAndScript) {
  const std::string page(page_template());
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(page, HasSubstr("; script-src 'sha256-"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
}

TEST(HtmlPage, NamesTheLicenceOfTheChartLibraryItCarries) {
  EXPECT_THAT(std::string(page_template()), HasSubstr("Copyright (c) 2022 Leon Sorokin"));
}

}  // namespace
}  // namespace proofload
