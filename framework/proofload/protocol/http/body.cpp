// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/body.h>

#include <proofload/base/random.h>
#include <proofload/base/system_error.h>
#include <proofload/base/usage_error.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace proofload {
namespace {

bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*' ||
         c == '-' || c == '.' || c == '_';
}

void append_urlencoded(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ')
      out += '+';
    else if (is_kept(c))
      out += c;
    else
      out.append({'%', digits[byte >> 4], digits[byte & 15]});
  }
}

// As browsers do: what would end the quotes or the line is percent-encoded, and nothing else.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += "%22";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else
      out += c;
  }
  return out + '"';
}

std::string header_of(const FormPart& part) {
  std::string header = "Content-Disposition: form-data; name=" + in_quotes(part.name);
  if (!part.file_name.empty()) header += "; filename=" + in_quotes(part.file_name);
  if (part.content_type.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    throw UsageError("the content type of the part \"" + part.name + "\" holds a line break");
  if (!part.content_type.empty()) header += "\r\nContent-Type: " + part.content_type;
  return header + "\r\n\r\n";
}

// One that occurs nowhere, found by trying; the first one nearly always is.
std::string boundary_for(const std::vector<FormPart>& parts) {
  constexpr char digits[] = "0123456789abcdef";
  Random random(0x6d756c7469);
  for (;;) {
    std::string boundary = "proofload-";
    for (int i = 0; i < 24; ++i) boundary += digits[random.below(16)];
    const auto holds = [&](const FormPart& part) {
      return part.content.find(boundary) != std::string::npos ||
             header_of(part).find(boundary) != std::string::npos;
    };
    if (std::none_of(parts.begin(), parts.end(), holds)) return boundary;
  }
}

[[noreturn]] void refuse(const std::string& path, const std::string& reason) {
  throw UsageError("cannot read " + path + " for a multipart body: " + reason);
}

}  // namespace

FormPart FormPart::file(std::string name, std::string bytes, std::string file_name,
                        std::string content_type) {
  FormPart part(std::move(name), std::move(bytes));
  part.file_name = std::move(file_name);
  part.content_type = std::move(content_type);
  return part;
}

FormPart FormPart::from_file(std::string name, const std::string& path, std::string content_type) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) refuse(path, "it is a folder");
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse(path, system_error_text(errno));
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) refuse(path, "reading failed");
  return file(std::move(name), std::move(bytes), std::filesystem::path(path).filename().string(),
              std::move(content_type));
}

Body Body::form(const std::vector<Field>& fields) {
  std::string bytes;
  for (const auto& [name, value] : fields) {
    if (!bytes.empty()) bytes += '&';
    append_urlencoded(bytes, name);
    bytes += '=';
    append_urlencoded(bytes, value);
  }
  return {std::move(bytes), "application/x-www-form-urlencoded"};
}

Body Body::multipart(const std::vector<FormPart>& parts) {
  if (parts.empty()) throw UsageError("a multipart body needs at least one part");
  const auto boundary = boundary_for(parts);
  std::string bytes;
  for (const auto& part : parts)
    bytes.append("--")
        .append(boundary)
        .append("\r\n")
        .append(header_of(part))
        .append(part.content)
        .append("\r\n");
  bytes.append("--").append(boundary).append("--\r\n");
  return {std::move(bytes), "multipart/form-data; boundary=" + boundary};
}

}  // namespace proofload
