// SPDX-License-Identifier: Apache-2.0
#pragma once

// Matchers for the answer of a service, for checks in a journey and for ordinary assertions:
//
//   user.check(answer, HasStatus(201));
//   user.check(answer, HasJson("/valid", true));
//   user.check(answer, HasHeader("content-type", testing::StartsWith("application/json")));
//
// A missing value does not match; it never ends the iteration, unlike Response::at(). Values.

#include <proofload/protocol/http/response.h>

#include <gmock/gmock.h>

#include <functional>
#include <string>

namespace proofload {

/// Looks at one part of an answer, which may be missing, as a text.
class PartMatcher {
 public:
  using is_gtest_matcher = void;
  using Part = std::function<std::optional<std::string>(const Response&)>;

  /// name: "header etag". matcher: for the part's text.
  PartMatcher(std::string name, Part part, testing::Matcher<const std::string&> matcher);

  bool MatchAndExplain(const Response& answer, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string name_;
  Part part_;
  testing::Matcher<const std::string&> matcher_;
};

/// The status, by number or by matcher: HasStatus(200), HasStatus(testing::AnyOf(200, 201)).
class HasStatus {
 public:
  using is_gtest_matcher = void;
  explicit HasStatus(testing::Matcher<int> matcher) : matcher_(std::move(matcher)) {}

  bool MatchAndExplain(const Response& answer, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  testing::Matcher<int> matcher_;
};

/// The body as text.
PartMatcher HasBody(testing::Matcher<const std::string&> matcher);

/// A header, whatever the case of its name.
PartMatcher HasHeader(std::string name, testing::Matcher<const std::string&> matcher = testing::_);

/// A value in a JSON body, by JSON pointer (RFC 6901): that it is there, or what it is. Strings are
/// compared by their content, everything else by its JSON text.
PartMatcher HasJson(std::string pointer, testing::Matcher<const std::string&> matcher = testing::_);
PartMatcher HasJson(std::string pointer, const char* text);
PartMatcher HasJson(std::string pointer, bool value);
PartMatcher HasJson(std::string pointer, int value);

}  // namespace proofload
