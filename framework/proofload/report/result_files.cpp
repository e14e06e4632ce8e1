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
#include <string_view>

namespace proofload {
namespace fs = std::filesystem;
namespace {

// What a result may well need: a full disk takes an empty file.
constexpr std::size_t trial_size = 64 * 1024;

Error cannot_write(const fs::path& path, const std::string& why) {
  return {"cannot write " + path.string() + ": " + why};
}

// A file that appears whole or not at all.
class Draft {
 public:
  explicit Draft(const fs::path& path)
      : path_(path), draft_(path.string() + ".part" + std::to_string(getpid())) {
    errno = 0;
    stream_.open(draft_, std::ios::binary);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    std::error_code ignored;
    if (!kept_) fs::remove(draft_, ignored);
  }

  std::ostream& stream() { return stream_; }

  Result<void> keep() {
    stream_.close();
    if (!stream_) return cannot_write(path_, system_error_text(errno));
    std::error_code failed;
    fs::rename(draft_, path_, failed);
    if (failed) return cannot_write(path_, failed.message());
    kept_ = true;
    return {};
  }

 private:
  fs::path path_;
  fs::path draft_;
  std::ofstream stream_;
  bool kept_ = false;
};

// Keeps the first error of several.
void note(Result<void>& first, Result<void> next) {
  if (first && !next) first = std::move(next);
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

Result<void> write_whole(const fs::path& path, std::string_view content) {
  Draft file(path);
  file.stream() << content;
  return file.keep();
}

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
  auto first = write_summary(result);
  note(first, write_whole(markdown(), markdown_summary(result)));
  std::vector<fs::path> beside{html(), json(), markdown()};
  for (const auto& format : exports) {
    if (format.write != nullptr) note(first, write_whole(exported(format), format.write(result)));
    beside.push_back(exported(format));
  }
  for (auto& log : own_files(".log")) beside.push_back(std::move(log));
  note(first, write_whole(junit(), junit_xml(result, attachments(std::move(beside)))));
  return first;
}

// The page is the JSON and what draws it.
Result<void> ResultFiles::write_summary(const RunResult& result) const {
  Draft summary(json());
  Draft drawn(html());
  HtmlPage page(drawn.stream());
  write_json_summary(result, [&](std::string_view piece) {
    summary.stream() << piece;
    page.add(piece);
  });
  page.finish();
  auto first = summary.keep();
  note(first, drawn.keep());
  return first;
}

Result<void> ResultFiles::write_plan(const std::string& json) const {
  if (auto usable = prepare(); !usable) return usable;
  return write_whole(plan(), json);
}

}  // namespace proofload
