// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a request carries. Values; they belong to who made them.

#include <proofload/protocol/http/field.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// A part of a multipart/form-data body: a field of a form, or a file.
struct FormPart {
  FormPart(std::string field, std::string value)
      : name(std::move(field)), content(std::move(value)) {}

  /// A file, of bytes.
  static FormPart file(std::string name, std::string bytes, std::string file_name,
                       std::string content_type = "application/octet-stream");

  /// A file, which is read at once: make it before the journeys are played, since reading keeps
  /// every user of the worker waiting. A relative path is one from the working directory; what is
  /// sent as the name is its last part. Throws UsageError where the file cannot be read.
  static FormPart from_file(std::string name, const std::string& path,
                            std::string content_type = "application/octet-stream");

  std::string name;
  std::string content;
  std::string file_name{};     ///< empty: not a file
  std::string content_type{};  ///< empty: none is sent, which means text/plain
};

/// A text is taken for JSON; say text(), form(), multipart() or Body{bytes, type} otherwise.
struct Body {
  Body() = default;
  Body(const char* json) : bytes(json) {}
  Body(std::string json) : bytes(std::move(json)) {}
  Body(std::string content, std::string type)
      : bytes(std::move(content)), content_type(std::move(type)) {}

  static Body text(std::string content) {
    return {std::move(content), "text/plain; charset=utf-8"};
  }

  /// application/x-www-form-urlencoded, as the WHATWG URL standard writes it: a space is a plus.
  ///   const auto login = Body::form({{"user", "ann"}, {"password", password}});
  static Body form(const std::vector<Field>& fields);

  /// multipart/form-data (RFC 7578). The same parts give the same bytes; the boundary is one that
  /// does not occur in them. Throws UsageError without a part, and where a content type holds a
  /// line break.
  ///   const auto upload = Body::multipart({{"title", "Cat"}, FormPart::from_file("image", path)});
  static Body multipart(const std::vector<FormPart>& parts);

  std::string bytes;
  std::string content_type = "application/json";  ///< sent unless the headers name another one
};

}  // namespace proofload
