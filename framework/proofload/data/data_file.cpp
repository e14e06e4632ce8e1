// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/data_file.h>

#include <proofload/base/system_error.h>

#include <algorithm>
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

Error missing(const std::string& path, const std::vector<fs::path>& places) {
  const auto none = "there is no file of test data " + path;
  if (fs::path(path).is_absolute()) return {none + ": correct its path"};
  std::string tried;
  for (const auto& place : places) tried += (tried.empty() ? "" : ", nor ") + place.string();
  return {none + ": " + (places.size() == 1 ? "not at " : "neither ") + tried +
          "; PROOFLOAD_DATA names the folder to look in"};
}

}  // namespace

Result<DataFile> open_data_file(const std::string& path) {
  const auto places = places_of(path);
  for (const auto& place : places) {
    std::error_code ignored;
    if (!fs::exists(place, ignored)) continue;
    auto content = content_of(place);
    if (!content) return Error{content.error()};
    return DataFile{place.string(), std::move(content).value()};
  }
  return missing(path, places);
}

std::string data_file_place(const std::string& path) { return places_of(path).front().string(); }

bool is_data_file(const std::string& path) {
  const auto places = places_of(path);
  return std::any_of(places.begin(), places.end(), [](const fs::path& place) {
    std::error_code ignored;
    return fs::exists(place, ignored);
  });
}

Result<std::string> read_data_file(const std::string& path) {
  auto file = open_data_file(path);
  if (!file) return Error{file.error()};
  return std::move(file).value().content;
}

}  // namespace proofload
