// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/data_file.h>

#include <proofload/base/system_error.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace proofload {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> places_of(const fs::path& path) {
  if (path.is_absolute()) return {path};
  const char* folder = std::getenv("PROOFLOAD_DATA");
  if (folder != nullptr && *folder != '\0') return {folder / path};
  std::vector<fs::path> places;
  if (*PROOFLOAD_DATA_DIR != '\0') places.push_back(PROOFLOAD_DATA_DIR / path);
  std::error_code ignored;
  places.push_back(fs::absolute(path, ignored));
  return places;
}

Result<std::string> content_of(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return Error{path.string() + " is a folder"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"cannot read " + path.string() + ": " + system_error_text(errno)};
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return Error{"cannot read " + path.string() + ": reading failed"};
  return content;
}

}  // namespace

Result<std::string> read_data_file(const std::string& path) {
  std::string tried;
  for (const auto& place : places_of(path)) {
    std::error_code ignored;
    if (fs::exists(place, ignored)) return content_of(place);
    tried += (tried.empty() ? "" : ", nor ") + place.string();
  }
  return Error{"there is no file of test data " + path + ": neither " + tried +
               "; PROOFLOAD_DATA names the folder to look in"};
}

}  // namespace proofload
