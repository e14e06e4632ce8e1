// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/exports.h>

#include <proofload/report/format/hdr_plot.h>
#include <proofload/report/format/k6_summary.h>
#include <proofload/report/format/k6_summary_export.h>
#include <proofload/report/format/vegeta_report.h>

#include <algorithm>

namespace proofload {
namespace {

Error unknown(std::string_view name) {
  std::string known;
  for (const auto& format : all_exports())
    known += (known.empty() ? "" : ", ") + std::string(format.name);
  return {"there is no format \"" + std::string(name) + "\" to export; there are " + known};
}

}  // namespace

const std::vector<Export>& all_exports() {
  static const std::vector<Export> all{
      {"k6-points", ".k6-points.json", "every sample, as k6 --out json", nullptr},
      {"k6-summary", ".k6-summary.json", "k6's machine-readable summary 1.0.0", k6_summary},
      {"k6-summary-export", ".k6-summary-export.json", "as k6 --summary-export", k6_summary_export},
      {"vegeta", ".vegeta.json", "as vegeta report -type=json", vegeta_report},
      {"hdrplot", ".hdrplot.txt", "as vegeta report -type=hdrplot", hdr_plot},
  };
  return all;
}

Result<std::vector<Export>> parse_exports(std::string_view names) {
  std::vector<Export> exports;
  while (!names.empty()) {
    const auto end = std::min(names.find(','), names.size());
    const auto name = names.substr(0, end);
    const auto& all = all_exports();
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Export& format) { return format.name == name; });
    if (known == all.end()) return unknown(name);
    exports.push_back(*known);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return exports;
}

}  // namespace proofload
