// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/response_matchers.h>

namespace proofload {

PartMatcher::PartMatcher(std::string name, Part part, testing::Matcher<const std::string&> matcher)
    : name_(std::move(name)), part_(std::move(part)), matcher_(std::move(matcher)) {}

bool PartMatcher::MatchAndExplain(const Response& answer,
                                  testing::MatchResultListener* listener) const {
  const auto part = part_(answer);
  if (!part) {
    *listener << "which has no " << name_;
    return false;
  }
  return matcher_.MatchAndExplain(*part, listener);
}

void PartMatcher::DescribeTo(std::ostream* out) const {
  *out << "has a " << name_ << " that ";
  matcher_.DescribeTo(out);
}

void PartMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "has no " << name_ << " that ";
  matcher_.DescribeTo(out);
}

bool HasStatus::MatchAndExplain(const Response& answer,
                                testing::MatchResultListener* listener) const {
  return matcher_.MatchAndExplain(answer.status, listener);
}

void HasStatus::DescribeTo(std::ostream* out) const {
  *out << "has a status that ";
  matcher_.DescribeTo(out);
}

void HasStatus::DescribeNegationTo(std::ostream* out) const {
  *out << "has a status that ";
  matcher_.DescribeNegationTo(out);
}

PartMatcher HasBody(testing::Matcher<const std::string&> matcher) {
  return {"body", [](const Response& answer) { return std::optional(answer.body); },
          std::move(matcher)};
}

PartMatcher HasHeader(std::string name, testing::Matcher<const std::string&> matcher) {
  const auto part = [name](const Response& answer) { return answer.header(name); };
  return {"header " + name, part, std::move(matcher)};
}

PartMatcher HasJson(std::string pointer, testing::Matcher<const std::string&> matcher) {
  const auto part = [pointer](const Response& answer) -> std::optional<std::string> {
    try {
      return answer.at(pointer).text();
    } catch (const MissingValue&) {
      return {};
    }
  };
  return {"JSON value at \"" + pointer + "\"", part, std::move(matcher)};
}

PartMatcher HasJson(std::string pointer, const char* text) {
  return HasJson(std::move(pointer), testing::Matcher<const std::string&>(std::string(text)));
}

PartMatcher HasJson(std::string pointer, bool value) {
  return HasJson(std::move(pointer), value ? "true" : "false");
}

PartMatcher HasJson(std::string pointer, int value) {
  return HasJson(std::move(pointer), std::to_string(value).c_str());
}

}  // namespace proofload
