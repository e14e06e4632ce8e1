// SPDX-License-Identifier: Apache-2.0
#pragma once

// Names and values as k6's summary sets them: names filled up with dots, values in columns.
//
//   http_req_duration..: avg=5ms min=1ms med=4ms max=20ms p(90)=9ms p(95)=12ms
//   http_reqs..........: 1500 150/s
//
// Pure.

#include <proofload/report/format/console_style.h>

#include <string>
#include <vector>

namespace proofload {

struct DottedLine {
  std::string name;
  std::vector<std::string> values;
  bool distribution = false;  ///< its columns are aligned with those of other distributions only
  std::uint64_t alarm = 0;    ///< its values are red where this is not zero
};

/// Lines under a title.
struct DottedSection {
  std::string title;  ///< empty for none
  std::vector<DottedLine> lines;
  std::string end;  ///< whole lines that follow, as they are
};

/// All sections, each followed by an empty line; names and columns are aligned over all of them.
/// Sections without lines are left out.
std::string to_text(const std::vector<DottedSection>& sections, const ConsoleStyle& style);

}  // namespace proofload
