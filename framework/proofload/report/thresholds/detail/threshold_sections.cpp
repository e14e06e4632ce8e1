// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/detail/threshold_sections.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/thresholds/detail/located_json.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace proofload::detail {
namespace {

using Object = LocatedJson::Object;
using Array = LocatedJson::Array;

bool names_tests(std::string_view name) {
  if (name == "*") return true;
  const auto dot = name.find('.');
  const auto suite = name.substr(0, dot);
  const auto test = dot == name.npos ? std::string_view() : name.substr(dot + 1);
  if (suite.empty() || test.empty() || suite.find('*') != suite.npos) return false;
  const bool of_all_parameters = test.size() > 2 && test.ends_with("/*");
  const auto plain = of_all_parameters ? test.substr(0, test.size() - 2) : test;
  return test == "*" || plain.find_first_of(of_all_parameters ? "./*" : ".*") == plain.npos;
}

// A list is a metric of that name.
bool is_k6_options(const LocatedJson& value) {
  const auto* object = value.as<Object>();
  return object != nullptr &&
         std::any_of(object->begin(), object->end(), [](const LocatedJson::Member& member) {
           return member.name == "thresholds" && member.value.as<Array>() == nullptr;
         });
}

// A number alone is one of milliseconds, even as a text.
std::optional<Duration> delay_in(const LocatedJson& value) {
  if (const auto* milliseconds = value.as<double>()) return from_milliseconds(*milliseconds);
  const auto* text = value.as<std::string>();
  if (text == nullptr) return {};
  double number = 0;
  const auto end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, number);
  if (read.ec == std::errc() && read.ptr == end) return from_milliseconds(number);
  return parse_duration(*text);
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<std::vector<ThresholdSection>> file(const LocatedJson& root) const {
    const auto* members = root.as<Object>();
    if (members == nullptr) return wrong(root.line, "the file has to be an object of sections");
    std::vector<ThresholdSection> sections;
    const bool options = is_k6_options(root);
    for (const auto& [name, line, value] : *members) {
      if (name == "$schema" && value.as<std::string>() != nullptr) continue;
      const bool allowed = options ? name == "thresholds" : names_tests(name);
      if (!allowed) return wrong_section(name, line, options);
      auto lists = options ? metrics(value) : section(value);
      if (!lists) return Error{lists.error()};
      sections.push_back({options ? "*" : name, std::move(lists).value()});
    }
    return sections;
  }

 private:
  using Lists = std::vector<ThresholdSection::List>;

  Error wrong(int line, const std::string& why) const { return {place_in(file_, line) + why}; }

  Error wrong_section(const std::string& name, int line, bool options) const {
    if (options)
      return wrong(line, safe_quoted(name) +
                             " stands beside k6's thresholds: leave thresholds alone, or put them "
                             "into a section named after the test, \"Suite.*\" or \"*\"");
    return wrong(line,
                 "a section is named after a test, as in \"Suite.Name\", after one with "
                 "parameters, as in \"Suite.Name/*\", after a suite, as in \"Suite.*\", or \"*\" "
                 "for all; not " +
                     safe_quoted(name));
  }

  Result<Lists> section(const LocatedJson& value) const {
    if (!is_k6_options(value)) return metrics(value);
    for (const auto& member : *value.as<Object>())
      if (member.name != "thresholds")
        return wrong(member.line, "of k6's options only thresholds are read: leave out " +
                                      safe_quoted(member.name));
    return metrics(value.as<Object>()->front().value);
  }

  Result<Lists> metrics(const LocatedJson& value) const {
    const auto* members = value.as<Object>();
    if (members == nullptr)
      return wrong(value.line, "thresholds are an object with a list for each metric");
    Lists lists;
    for (const auto& member : *members) {
      auto list = metric(member);
      if (!list) return Error{list.error()};
      for (const auto& known : lists)
        if (known.selector.is_same(list.value().selector))
          return wrong(member.line, safe_quoted(member.name) + " and " +
                                        safe_quoted(known.selector.text) +
                                        " are the same metric with the same tags: put their "
                                        "thresholds into one list");
      lists.push_back(std::move(list).value());
    }
    return lists;
  }

  Result<ThresholdSection::List> metric(const LocatedJson::Member& member) const {
    auto selector = parse_threshold_selector(member.name);
    if (!selector) return wrong(member.line, selector.error());
    const auto* items = member.value.as<Array>();
    if (items == nullptr)
      return wrong(member.line, safe_quoted(member.name) +
                                    " has to be a list of expressions, as in [\"p(95)<500\"]");
    ThresholdSection::List list{std::move(selector).value()};
    for (const auto& item : *items) {
      auto one = item.as<Object>() ? with_options(member.name, item) : plain(member.name, item);
      if (!one) return Error{one.error()};
      list.thresholds.push_back(std::move(one).value());
    }
    return list;
  }

  Result<Threshold> plain(const std::string& selector, const LocatedJson& expression) const {
    const auto* text = expression.as<std::string>();
    if (text == nullptr)
      return wrong(expression.line,
                   "a threshold is an expression such as \"p(95)<500\", or an object with it as "
                   "\"threshold\"");
    auto threshold = parse_threshold(selector, *text);
    if (!threshold) return wrong(expression.line, threshold.error());
    threshold.value().file = file_;
    threshold.value().line = expression.line;
    return threshold;
  }

  Result<Threshold> with_options(const std::string& selector, const LocatedJson& item) const {
    const auto& members = *item.as<Object>();
    const auto named = std::find_if(members.begin(), members.end(),
                                    [](const auto& member) { return member.name == "threshold"; });
    if (named == members.end()) return wrong(item.line, "\"threshold\" is missing, the expression");
    auto threshold = plain(selector, named->value);
    if (!threshold) return threshold;
    for (const auto& member : members)
      if (const auto read = option(member, threshold.value()); !read) return Error{read.error()};
    return threshold;
  }

  Result<void> option(const LocatedJson::Member& member, Threshold& threshold) const {
    if (member.name == "threshold") return {};
    if (member.name == "abortOnFail") return abort_on_fail(member, threshold);
    if (member.name == "delayAbortEval") return delay(member, threshold);
    return wrong(member.line, "a threshold has no " + safe_quoted(member.name) +
                                  ": it has threshold, abortOnFail and delayAbortEval");
  }

  Result<void> abort_on_fail(const LocatedJson::Member& member, Threshold& threshold) const {
    const auto* value = member.value.as<bool>();
    if (value == nullptr) return wrong(member.line, "abortOnFail is true or false");
    threshold.abort_on_fail = *value;
    return {};
  }

  // k6 writes null where there is none.
  Result<void> delay(const LocatedJson::Member& member, Threshold& threshold) const {
    if (member.value.as<std::nullptr_t>() != nullptr) return {};
    const auto value = delay_in(member.value);
    if (!value || *value < Duration{})
      return wrong(member.line,
                   "delayAbortEval is a duration such as \"10s\" or \"1m30s\", or a number of "
                   "milliseconds, zero or more");
    threshold.delay_abort_eval = *value;
    return {};
  }

  const std::string& file_;
};

}  // namespace

Result<std::vector<ThresholdSection>> parse_threshold_sections(const std::string& file,
                                                               std::string_view text) {
  const auto root = parse_located_json(file, text);
  if (!root) return Error{root.error()};
  return Reader(file).file(root.value());
}

}  // namespace proofload::detail
