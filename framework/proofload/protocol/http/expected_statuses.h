// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which statuses of an answer are what the author expects. All others are failures: they count in
// http_req_failed, and Response::ok() is false. By default those from 200 to 399.
//
//   const Request request{.route = "/users/{id}", .arguments = {id},
//                         .expected = status_range(200, 299) | statuses(404, 410)};
//
// A value. Statuses are from 100 to 599; one that a service makes up beyond is never expected.

#include <bitset>
#include <concepts>
#include <string>

namespace proofload {

class ExpectedStatuses {
 public:
  /// 200 to 399.
  ExpectedStatuses();

  /// From one to the other, both included. Throws UsageError where they are no statuses, or the
  /// first is greater than the last.
  static ExpectedStatuses range(int first, int last);

  bool contains(int status) const;

  /// What either one contains.
  friend ExpectedStatuses operator|(ExpectedStatuses one, const ExpectedStatuses& other) {
    one.statuses_ |= other.statuses_;
    return one;
  }
  bool operator==(const ExpectedStatuses&) const = default;

 private:
  static constexpr int least = 100;
  static constexpr int greatest = 599;

  std::bitset<greatest - least + 1> statuses_;
};

inline ExpectedStatuses status_range(int first, int last) {
  return ExpectedStatuses::range(first, last);
}

/// Just these: statuses(200, 404).
template <std::same_as<int>... More>
ExpectedStatuses statuses(int first, More... more) {
  return (status_range(first, first) | ... | status_range(more, more));
}

/// "200-299, 404".
std::string to_text(const ExpectedStatuses& expected);

}  // namespace proofload
