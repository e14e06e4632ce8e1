// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/result_files.h>

#include <proofload/base/system_error.h>
#include <proofload/report/format/html_page.h>
#include <proofload/report/format/json_summary.h>
#include <proofload/report/format/junit.h>
#include <proofload/report/format/markdown_summary.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>

namespace proofload {
namespace fs = std::filesystem;
namespace {

// What a result may well need: a full disk takes an empty file.
constexpr std::size_t trial_size = 64 * 1024;

Error cannot_write(const fs::path& path, const std::string& why) {
  return {"cannot write " + path.string() + ": " + why};
}

Result<void> write_whole(const fs::path& path, const std::string& content) {
  const fs::path draft = path.string() + ".part" + std::to_string(getpid());
  errno = 0;
  std::ofstream file(draft, std::ios::binary);
  file << content;
  file.close();
  std::error_code failed;
  if (!file) {
    const std::string why = system_error_text(errno);
    fs::remove(draft, failed);
    return cannot_write(path, why);
  }
  fs::rename(draft, path, failed);
  if (failed) return cannot_write(path, failed.message());
  return {};
}

// GitLab wants paths within the project, Jenkins takes absolute ones.
std::vector<fs::path> attachments(std::vector<fs::path> paths) {
  const char* project = std::getenv("CI_PROJECT_DIR");
  for (auto& path : paths) {
    std::error_code failed;
    path = fs::absolute(path, failed).lexically_normal();
    if (project != nullptr) path = path.lexically_proximate(project);
  }
  return paths;
}

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

}  // namespace

std::string file_name(std::string_view text) {
  std::string name(text);
  for (char& c : name)
    if (!stays(c)) c = '_';
  return name;
}

ResultFiles::ResultFiles(fs::path folder, const std::string& test)
    : folder_(std::move(folder)), stem_((folder_ / file_name(test)).string()) {}

fs::path ResultFiles::log(std::string_view service) const {
  return stem_ + "." + file_name(service) + ".log";
}

// Those that begin with the name of the test, and hold this.
std::vector<fs::path> ResultFiles::own_files(std::string_view part) const {
  std::vector<fs::path> files;
  const auto begin = fs::path(stem_).filename().string() + ".";
  std::error_code failed;
  for (fs::directory_iterator file(folder_, failed), end; !failed && file != end;
       file.increment(failed)) {
    const auto name = file->path().filename().string();
    if (name.starts_with(begin) && name.find(part) != name.npos) files.push_back(file->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void ResultFiles::clear() const {
  std::error_code failed;
  for (const auto& draft : own_files(".part")) fs::remove(draft, failed);
  std::vector<std::string> suffixes{".json", ".html", ".md", ".junit.xml"};
  for (const auto& format : all_exports()) suffixes.emplace_back(format.suffix);
  for (int number = 1;; ++number) {
    const auto stem = stem_ + (number == 1 ? std::string() : "-" + std::to_string(number));
    std::error_code ignored;
    bool any = false;
    for (const auto& suffix : suffixes) any = fs::remove(stem + suffix, ignored) || any;
    if (number > 1 && !any) return;
  }
}

Result<void> ResultFiles::prepare() const {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (failed)
    return Error{"cannot use the output folder " + folder_.string() + ": " + failed.message() +
                 "; choose another one with --output"};
  const auto trial = write_whole(stem_ + ".trial", std::string(trial_size, ' '));
  fs::remove(stem_ + ".trial", failed);
  if (!trial) return Error{trial.error() + "; choose another output folder with --output"};
  return {};
}

Result<void> ResultFiles::write(const RunResult& result, const std::vector<Export>& exports) const {
  Result<void> first;
  const auto keep = [&](const fs::path& path, const std::string& content) {
    if (auto written = write_whole(path, content); first && !written) first = std::move(written);
  };
  const auto summary = json_summary(result);
  keep(json(), summary);
  keep(html(), html_page(summary));
  keep(markdown(), markdown_summary(result));
  std::vector<fs::path> beside{html(), json(), markdown()};
  for (const auto& format : exports) {
    if (format.write != nullptr) keep(exported(format), format.write(result));
    beside.push_back(exported(format));
  }
  for (auto& log : own_files(".log")) beside.push_back(std::move(log));
  keep(junit(), junit_xml(result, attachments(std::move(beside))));
  return first;
}

Result<void> ResultFiles::write_plan(const std::string& json) const {
  if (auto usable = prepare(); !usable) return usable;
  return write_whole(plan(), json);
}

}  // namespace proofload
