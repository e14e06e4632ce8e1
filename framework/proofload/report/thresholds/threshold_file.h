// SPDX-License-Identifier: Apache-2.0
#pragma once

// The thresholds of tests, kept in a file in k6's form, in a section for each test, each suite, and
// for all:
//
//   {
//     "$schema": "schemas/thresholds.schema.json",
//     "SchemaRegistry.SustainsBaselineTraffic": {
//       "http_req_duration": [
//         "p(95)<500",
//         {"threshold": "p(99)<1s", "abortOnFail": true, "delayAbortEval": "10s"}
//       ]
//     },
//     "SchemaRegistry.*": {"http_req_failed": ["rate<0.01"]},
//     "*": {"checks": ["rate>99%"]}
//   }
//
// A test has the thresholds of all three. Where several name the same metric with the same tags,
// the list of the more specific one replaces the others as a whole; an empty list takes them away.
//
// A test with parameters is named as GoogleTest names it, "Runs/Suite.Name/0" for one of them, or
// "Runs/Suite.Name/*" for all. Without the name of the instance, "Suite.Name/*" and "Suite.*" hold
// for every instance; those that name one come before them.
//
// So that k6's files can be pasted, a section may be an options object of k6 that holds nothing but
// thresholds ({"thresholds": {...}}); a file that is one holds for all tests. delayAbortEval is
// "10s", "1m30s", "500ms", or a number of milliseconds.
//
// A mistake in the file is one error with file, line and what is meant. Values; parsing is pure.

#include <proofload/base/result.h>
#include <proofload/report/thresholds/threshold.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// The lists of one section, each of the same metric and tags.
struct ThresholdSection {
  struct List {
    ThresholdSelector selector;
    std::vector<Threshold> thresholds{};
  };

  std::string tests;  ///< "Suite.Name", "Suite.Name/*", "Suite.*", or "*"
  std::vector<List> lists{};

  /// The list of the same metric and tags; null where there is none.
  List* find(const ThresholdSelector& selector);
};

class ThresholdFile {
 public:
  /// Of no file: no test has thresholds.
  ThresholdFile() = default;

  /// Sections have different names.
  explicit ThresholdFile(std::vector<ThresholdSection> sections) : sections_(std::move(sections)) {}

  /// Those of a test ("Suite.Name"): the more specific section's first, in the order of the file.
  std::vector<Threshold> thresholds_for(std::string_view test) const;

  /// The sections, in the order of the file, that hold for none of these tests although their suite
  /// is among them: their names are misspelt. A suite that is not may stand in another binary.
  std::vector<std::string> sections_without_test(const std::vector<std::string>& all_tests) const;

  /// With thresholds of the command line, for every test: "http_req_duration{status:200}=p(95)<300"
  /// each. Those of one metric and its tags together replace what the file has for them. What
  /// follows the first "=" outside braces that an aggregation follows is the expression.
  Result<ThresholdFile> overridden(const std::vector<std::string>& texts) const;

 private:
  std::vector<ThresholdSection> sections_;
  ThresholdSection overrides_;
};

/// The text of a file, and what the file is called in errors and limits.
Result<ThresholdFile> parse_threshold_file(const std::string& name, std::string_view text);

/// Reads a file. The error names it.
Result<ThresholdFile> read_threshold_file(const std::string& path);

}  // namespace proofload
