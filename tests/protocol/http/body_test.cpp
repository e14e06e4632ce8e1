// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/body.h>

#include <proofload/base/usage_error.h>
#include <proofload/testing/temporary_folder.h>

#include <gmock/gmock.h>

#include <fstream>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using testing::ThrowsMessage;

std::string boundary_of(const Body& body) {
  constexpr std::string_view before = "multipart/form-data; boundary=";
  EXPECT_THAT(body.content_type, StartsWith(std::string(before)));
  return body.content_type.substr(before.size());
}

TEST(Body, IsJsonUnlessSaidOtherwise) {
  EXPECT_EQ(Body("{}").content_type, "application/json");
  EXPECT_EQ(Body::text("x").content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(Body("x", "text/csv").content_type, "text/csv");
}

TEST(Body, EncodesAFormAsBrowsersDo) {
  const auto body = Body::form({{"user", "ann b"}, {"a&b=c", "1+1=2"}, {"empty", ""}});
  EXPECT_EQ(body.content_type, "application/x-www-form-urlencoded");
  EXPECT_EQ(body.bytes, "user=ann+b&a%26b%3Dc=1%2B1%3D2&empty=");
}

TEST(Body, KeepsInAFormOnlyWhatTheStandardNames) {
  EXPECT_EQ(Body::form({{"azAZ09*-._", "~!'()"}}).bytes, "azAZ09*-._=%7E%21%27%28%29");
  EXPECT_EQ(Body::form({{"x", "ä\r\n\xff"}}).bytes, "x=%C3%A4%0D%0A%FF");
  EXPECT_EQ(Body::form({{"zero", std::string(1, '\0')}}).bytes, "zero=%00");
  EXPECT_EQ(Body::form({}).bytes, "");
}

TEST(Body, WritesPartsOfAForm) {
  const auto body =
      Body::multipart({{"title", "Cat"},
                       FormPart::file("image", std::string("\x89P\0", 3), "cat.png", "image/png")});
  const auto line = "--" + boundary_of(body);
  const std::string wanted =
      line + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nCat\r\n" + line +
      "\r\nContent-Disposition: form-data; name=\"image\"; "
      "filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\n" +
      std::string("\x89P\0", 3) + "\r\n" + line + "--\r\n";
  EXPECT_EQ(body.bytes, wanted);
}

TEST(Body, WritesTheSamePartsAlike) {
  EXPECT_EQ(Body::multipart({{"a", "b"}}).bytes, Body::multipart({{"a", "b"}}).bytes);
}

TEST(Body, SeparatesPartsByWhatOccursInNone) {
  const auto usual = boundary_of(Body::multipart({{"a", "b"}}));
  const auto inside = Body::multipart({{"a", "text " + usual + " text"}});
  EXPECT_NE(boundary_of(inside), usual);
  const auto named = Body::multipart({{usual, ""}, FormPart::file("f", "", boundary_of(inside))});
  EXPECT_NE(boundary_of(named), usual);
  EXPECT_NE(boundary_of(named), boundary_of(inside));
}

TEST(Body, LetsNoNameBreakOutOfItsQuotes) {
  const auto body = Body::multipart({FormPart::file("a\"b", "", "c\r\nd\".txt")});
  EXPECT_THAT(body.bytes, HasSubstr("name=\"a%22b\"; filename=\"c%0D%0Ad%22.txt\"\r\n"));
}

TEST(Body, RefusesAContentTypeWithALineBreak) {
  EXPECT_THAT([] { Body::multipart({FormPart::file("part", "", "name", "a\r\nb")}); },
              ThrowsMessage<UsageError>(HasSubstr("the part \"part\"")));
}

TEST(Body, NeedsAPart) { EXPECT_THROW(Body::multipart({}), UsageError); }

TEST(FormPart, IsReadFromAFile) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "some file.bin";
  std::ofstream(path, std::ios::binary) << std::string("a\r\n\0b", 5);
  const auto part = FormPart::from_file("upload", path.string());
  EXPECT_EQ(part.name, "upload");
  EXPECT_EQ(part.content, std::string("a\r\n\0b", 5));
  EXPECT_EQ(part.file_name, "some file.bin");
  EXPECT_EQ(part.content_type, "application/octet-stream");
}

TEST(FormPart, NamesAFileThatCannotBeRead) {
  const TemporaryFolder folder;
  const auto missing = (folder.path() / "missing").string();
  EXPECT_THAT(
      [&] { FormPart::from_file("upload", missing); },
      ThrowsMessage<UsageError>(AllOf(HasSubstr(missing), HasSubstr("No such file or directory"))));
  EXPECT_THAT([&] { FormPart::from_file("upload", folder.path().string()); },
              ThrowsMessage<UsageError>(HasSubstr("folder")));
}

}  // namespace
}  // namespace proofload
