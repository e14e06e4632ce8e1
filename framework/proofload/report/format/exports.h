// SPDX-License-Identifier: Apache-2.0
#pragma once

// The formats of other tools that results are written in on request, beside our own. A table.

#include <proofload/base/result.h>
#include <proofload/report/run_result.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

struct Export {
  std::string_view name;     ///< as --export takes it
  std::string_view suffix;   ///< of the file, behind the name of the test
  std::string_view meaning;  ///< in a few words

  /// The content of the file. Null where it is written while the run plays.
  std::string (*write)(const RunResult& result);
};

/// All there are.
const std::vector<Export>& all_exports();

/// Those that a list such as "k6-summary,vegeta" names. The error says which there are.
Result<std::vector<Export>> parse_exports(std::string_view names);

}  // namespace proofload
