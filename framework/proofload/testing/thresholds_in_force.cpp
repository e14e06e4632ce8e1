// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/thresholds_in_force.h>

#include <proofload/data/data_file.h>

namespace proofload {
namespace {

constexpr auto usual_file = "thresholds.json";

ThresholdFile& loaded() {
  static ThresholdFile file;
  return file;
}

}  // namespace

Result<void> load_thresholds(const Options& options) {
  const auto path = options.thresholds.empty() ? usual_file : options.thresholds;
  ThresholdFile thresholds;
  if (!options.thresholds.empty() || is_data_file(path)) {
    const auto file = open_data_file(path);
    if (!file) return Error{file.error()};
    auto parsed = parse_threshold_file(file.value().path, file.value().content);
    if (!parsed) return Error{parsed.error()};
    thresholds = std::move(parsed).value();
  }
  auto all = thresholds.overridden(options.threshold);
  if (!all) return Error{all.error()};
  loaded() = std::move(all).value();
  return {};
}

std::vector<Threshold> thresholds_in_force(const std::string& test) {
  return loaded().thresholds_for(test);
}

}  // namespace proofload
