// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as one HTML page that needs nothing beside it, and no network. The page holds
// the JSON summary and draws what it reads there, so page and JSON cannot disagree.

#include <iosfwd>
#include <string_view>

namespace proofload {

class HtmlPage {
 public:
  /// Writes what stands before the summary. The stream must outlive the page; whether it could be
  /// written is to be asked of it.
  explicit HtmlPage(std::ostream& page);

  /// Adds to the summary what write_json_summary() hands out, piece by piece, of version 3. It is
  /// embedded as it is, but for characters that could end its element or a line: they become
  /// "\u003c" and so on, which JSON reads as the same text. The page tells its reader when the
  /// summary is none, or of another version.
  void add(std::string_view json_summary);

  /// Writes what stands behind the summary.
  void finish();

 private:
  std::ostream& page_;
};

}  // namespace proofload
