// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_file.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/system_error.h>
#include <proofload/report/thresholds/detail/threshold_sections.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace proofload {
namespace {

// Ours of the least specific come last.
void add_unless_known(const ThresholdSection& section, ThresholdSection& all) {
  for (const auto& list : section.lists)
    if (all.find(list.selector) == nullptr) all.lists.push_back(list);
}

std::string_view suite_of(std::string_view test) { return test.substr(0, test.find('.')); }

// "Suite" of "Runs/Suite", the instance "Runs" of a test with parameters.
std::string_view without_instance(std::string_view suite) {
  return suite.substr(suite.find('/') + 1);
}

// Of a test with parameters: "Runs/Suite.Name/0".
bool has_parameter(std::string_view test) {
  return test.find('/', suite_of(test).size()) != test.npos;
}

// The sections that hold for a test, the most specific one first.
std::vector<std::string> sections_of(std::string_view test) {
  std::vector<std::string> names{std::string(test)};
  std::vector<std::string> suites{std::string(suite_of(test))};
  if (has_parameter(test)) {
    const auto plain = without_instance(suites.front());
    if (plain != suites.front()) suites.emplace_back(plain);
    const auto all = test.substr(suite_of(test).size());
    for (const auto& suite : suites)
      names.push_back(suite + std::string(all.substr(0, all.find('/'))) + "/*");
  }
  for (const auto& suite : suites) names.push_back(suite + ".*");
  names.emplace_back("*");
  return names;
}

// Where the selector ends; npos where there is no expression.
std::size_t end_of_selector(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}') --depth;
    if (depth == 0 && text[i] == '=' && starts_with_aggregation(text.substr(i + 1))) return i;
  }
  return text.npos;
}

Result<Threshold> parse_override(std::string_view text) {
  const auto end = end_of_selector(text);
  if (end == text.npos)
    return Error{"--threshold " + safe_line(text) +
                 ": write a metric, =, and an expression, as in http_req_duration=p(95)<300"};
  auto threshold = parse_threshold(text.substr(0, end), text.substr(end + 1));
  if (!threshold) return Error{"--threshold " + safe_line(text) + ": " + threshold.error()};
  return threshold;
}

}  // namespace

ThresholdSection::List* ThresholdSection::find(const ThresholdSelector& selector) {
  const auto found = std::find_if(lists.begin(), lists.end(), [&](const List& list) {
    return list.selector.is_same(selector);
  });
  return found == lists.end() ? nullptr : &*found;
}

std::vector<Threshold> ThresholdFile::thresholds_for(std::string_view test) const {
  auto all = overrides_;
  for (const auto& tests : sections_of(test))
    for (const auto& section : sections_)
      if (section.tests == tests) add_unless_known(section, all);
  std::vector<Threshold> thresholds;
  for (const auto& list : all.lists)
    thresholds.insert(thresholds.end(), list.thresholds.begin(), list.thresholds.end());
  return thresholds;
}

std::vector<std::string> ThresholdFile::sections_without_test(
    const std::vector<std::string>& all_tests) const {
  std::set<std::string_view> suites;
  std::set<std::string> held_for;
  for (const auto& test : all_tests) {
    suites.insert(suite_of(test));
    if (has_parameter(test)) suites.insert(without_instance(suite_of(test)));
    for (auto& section : sections_of(test)) held_for.insert(std::move(section));
  }
  std::vector<std::string> names;
  for (const auto& section : sections_)
    if (suites.contains(suite_of(section.tests)) && !held_for.contains(section.tests))
      names.push_back(section.tests);
  return names;
}

Result<ThresholdFile> ThresholdFile::overridden(const std::vector<std::string>& texts) const {
  auto file = *this;
  file.overrides_ = {};
  for (const auto& text : texts) {
    auto threshold = parse_override(text);
    if (!threshold) return Error{threshold.error()};
    const auto& selector = threshold.value().selector;
    auto* list = file.overrides_.find(selector);
    if (list == nullptr)
      list = &file.overrides_.lists.emplace_back(ThresholdSection::List{selector});
    list->thresholds.push_back(std::move(threshold).value());
  }
  return file;
}

Result<ThresholdFile> parse_threshold_file(const std::string& name, std::string_view text) {
  auto sections = detail::parse_threshold_sections(name, text);
  if (!sections) return Error{sections.error()};
  return ThresholdFile(std::move(sections).value());
}

Result<ThresholdFile> read_threshold_file(const std::string& path) {
  const auto cannot_read = [&](const std::string& why) {
    return Error{"cannot read thresholds from " + path + ": " + why};
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return cannot_read("it is a folder");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return cannot_read(system_error_text(errno));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return cannot_read("reading failed");
  return parse_threshold_file(path, text);
}

}  // namespace proofload
