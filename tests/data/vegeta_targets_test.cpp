// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/vegeta_targets.h>

#include <proofload/testing/temporary_folder.h>

#include <gmock/gmock.h>

#include <fstream>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using testing::StartsWith;

Result<std::string> no_body(const std::string& path) { return Error{"no file " + path}; }
Result<std::string> body_by_name(const std::string& path) { return "<" + path + ">"; }

std::vector<Request> targets_in(std::string_view text, const BodyReader& bodies = body_by_name) {
  auto targets = parse_vegeta_targets("api.txt", text, bodies);
  EXPECT_TRUE(targets.ok()) << targets.error();
  return targets ? std::move(targets).value() : std::vector<Request>();
}

std::string error_of(std::string_view text) {
  const auto targets = parse_vegeta_targets("api.txt", text, no_body);
  return targets ? "no error" : targets.error();
}

std::vector<std::string> names_of(const std::vector<Request>& targets) {
  std::vector<std::string> names;
  for (const auto& target : targets) names.push_back(target.name);
  return names;
}

TEST(VegetaTargets, AreMethodUrlHeadersAndBody) {
  const auto targets = targets_in(
      "POST http://localhost:8080/items?full=yes\n"
      "X-Account-ID: 8675309\n"
      "x-empty-space:  a: b \n"
      "@/path/to/new item.json\n");
  ASSERT_THAT(targets, SizeIs(1));
  EXPECT_EQ(targets[0].method, "POST");
  EXPECT_EQ(targets[0].route, "http://localhost:8080/items?full=yes");
  EXPECT_EQ(targets[0].name, "POST /items");
  EXPECT_THAT(targets[0].headers,
              ElementsAre(Pair("X-Account-ID", "8675309"), Pair("x-empty-space", "a: b")));
  EXPECT_EQ(targets[0].body.bytes, "</path/to/new item.json>");
}

TEST(VegetaTargets, EndWithTheirBodyAnEmptyLineOrTheNextMethod) {
  EXPECT_THAT(names_of(targets_in("GET /a\nPUT /b\nA: 1\nGET /c\n\nGET /d\n@x\nGET /e")),
              ElementsAre("GET /a", "PUT /b", "GET /c", "GET /d", "GET /e"));
}

TEST(VegetaTargets, MayHaveCommentsAndEmptyLinesAnywhere) {
  const auto targets = targets_in(
      "\xef\xbb\xbf# first\n\n   \nGET /a\r\n# between\n  A: 1\t\r\n\r\n#GET /b\nHEAD /c");
  EXPECT_THAT(names_of(targets), ElementsAre("GET /a", "HEAD /c"));
  EXPECT_THAT(targets.at(0).headers, ElementsAre(Pair("A", "1")));
  EXPECT_THAT(targets.at(1).headers, IsEmpty());
}

TEST(VegetaTargets, AreNamedByMethodAndPathAlone) {
  EXPECT_THAT(names_of(targets_in("GET https://a.b:1\nGET http://a?x\nGET /\nGET /b?c=/d\n"
                                  "PURGE http://a/b/c?d=http://e/f")),
              ElementsAre("GET /", "GET /", "GET /", "GET /b", "PURGE /b/c"));
}

TEST(VegetaTargets, HaveNoPlacesToFill) {
  const auto targets = targets_in("GET /a/{id}?b={}");
  EXPECT_EQ(targets.at(0).route, "/a/%7Bid%7D?b=%7B%7D");
  EXPECT_EQ(targets.at(0).name, "GET /a/{id}");
}

TEST(VegetaTargets, AreReadFromJsonLines) {
  const auto targets = targets_in(
      R"({"method": "POST", "url": "/a", "body": "eyJhIjoxfQ==", "header": {"A": ["1", "2"]}})"
      "\n\n"
      R"({"url": "http://b/c", "method": "GET"})");
  ASSERT_THAT(names_of(targets), ElementsAre("POST /a", "GET /c"));
  EXPECT_EQ(targets[0].body.bytes, R"({"a":1})");
  EXPECT_THAT(targets[0].headers, ElementsAre(Pair("A", "1"), Pair("A", "2")));
  EXPECT_EQ(targets[1].route, "http://b/c");
  EXPECT_EQ(targets[1].body.bytes, "");
}

TEST(VegetaTargetErrors, NameFileAndLine) {
  EXPECT_EQ(error_of("# only\n\nhello\n"),
            "api.txt, line 3: a target must begin with METHOD URL, as in GET /items");
  EXPECT_EQ(error_of("GET /a\n\nA: 1\n"),
            "api.txt, line 3: the method must be a word in capital letters, such as GET");
  EXPECT_EQ(error_of("GET a"),
            "api.txt, line 1: the URL must begin with / or be of http or https, with a host");
  EXPECT_THAT(error_of("GET http:///a"), HasSubstr("with a host"));
  EXPECT_THAT(error_of("GET /a b"), StartsWith("api.txt, line 1: the URL holds a space"));
  EXPECT_THAT(error_of("GET /a\nGET /b#c"), StartsWith("api.txt, line 2: the URL holds a #"));
  EXPECT_EQ(error_of("GET /a\na = 1"),
            "api.txt, line 2: not a header, which is written Name: value, and no @file either");
  EXPECT_EQ(error_of("GET /a\nA:"), "api.txt, line 2: the header \"A\" has no value");
  EXPECT_EQ(error_of("GET /a\n: 1"), "api.txt, line 2: a header has an empty name");
  EXPECT_EQ(error_of("PUT /a\nA: 1\n@b.json"), "api.txt, line 3: no file b.json");
  EXPECT_THAT(error_of("PUT /a\n@\n"), StartsWith("api.txt, line 2: an @ must be followed"));
}

TEST(VegetaTargetErrors, NameFileAndLineOfJsonToo) {
  const std::string good = "{\"method\":\"GET\",\"url\":\"/a\"}\n";
  EXPECT_EQ(error_of(good + "{"), "api.txt, line 2: not JSON");
  EXPECT_EQ(error_of(good + "\n[]"), "api.txt, line 3: not an object");
  EXPECT_EQ(error_of(R"({"url": "/"})"), R"(api.txt, line 1: a target needs a "method")");
  EXPECT_EQ(error_of(R"({"method": "GET"})"), R"(api.txt, line 1: a target needs a "url")");
  EXPECT_EQ(error_of(R"({"method": 1, "url": "/"})"),
            R"(api.txt, line 1: "method" must be a string)");
  EXPECT_THAT(error_of(R"({"method": "GET", "url": "/", "name": "a"})"),
              StartsWith(R"(api.txt, line 1: a target has no member "name")"));
  EXPECT_THAT(error_of(R"({"method": "GET", "url": "/", "header": {"A": "1"}})"),
              StartsWith(R"(api.txt, line 1: "header" must be an object of arrays)"));
  EXPECT_THAT(error_of(R"({"method": "GET", "url": "/", "body": "abc"})"),
              StartsWith(R"(api.txt, line 1: "body" is not Base64)"));
}

TEST(VegetaTargetErrors, SayThatThereAreNone) {
  EXPECT_EQ(error_of(""), "api.txt has no targets");
  EXPECT_EQ(error_of("# nothing\n\n"), "api.txt has no targets");
}

TEST(VegetaTargetErrors, ShowNoSecrets) {
  EXPECT_THAT(error_of("GET http://ann:pass@host/"), Not(HasSubstr("pass@")));
  EXPECT_THAT(error_of("GET http://ann:pass@host/"), HasSubstr("send an Authorization header"));
  EXPECT_THAT(error_of("GET /\nAuthori zation: pass"), Not(HasSubstr("pass")));
}

TEST(VegetaTargetFile, HasItsBodiesBesideIt) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "bodies");
  std::ofstream(folder.path() / "bodies/a.json") << "{}";
  std::ofstream(folder.path() / "api.txt") << "PUT /a\n@bodies/a.json\n";
  const auto path = (folder.path() / "api.txt").string();
  const auto targets = read_vegeta_targets(path);
  ASSERT_TRUE(targets.ok()) << targets.error();
  EXPECT_EQ(targets.value().at(0).body.bytes, "{}");

  std::filesystem::remove(folder.path() / "bodies/a.json");
  EXPECT_THAT(read_vegeta_targets(path).error(),
              StartsWith(path + ", line 2: there is no file of test data"));
  EXPECT_THAT(read_vegeta_targets("no/such.txt").error(), HasSubstr("no/such.txt"));
}

}  // namespace
}  // namespace proofload
