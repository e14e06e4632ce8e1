// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/baselines.h>

#include <proofload/data/data_file.h>
#include <proofload/report/baseline/baseline_json.h>
#include <proofload/report/result_files.h>
#include <proofload/testing/options.h>

#include <filesystem>

namespace proofload {
namespace {

namespace fs = std::filesystem;

std::string how_to_record(const RunFacts& facts) {
  const auto environment =
      facts.environment == "local" ? std::string() : " --environment=" + facts.environment;
  return "play " + facts.test + " with --record-baseline" + environment +
         " (under CTest PROOFLOAD_RECORD_BASELINE=1)";
}

}  // namespace

std::string baseline_file(const RunFacts& facts) {
  const auto name = file_name(facts.test) + "." + file_name(facts.environment) + ".json";
  const auto& folder = options().baselines;
  return folder.empty() ? data_file_place((fs::path("baselines") / name).string())
                        : fs::absolute(fs::path(folder) / name).string();
}

std::vector<Limit> baseline_limits(const Report& report, const BaselineTolerance& tolerance) {
  const auto file = baseline_file(report.facts());
  if (!is_data_file(file))
    return {not_comparable("there is no baseline " + file + ": record one, " +
                           how_to_record(report.facts()))};
  const auto text = read_data_file(file);
  if (!text) return {not_comparable(text.error())};
  const auto baseline = parse_baseline(file, text.value());
  if (!baseline) return {not_comparable(baseline.error())};
  return compared(report, baseline.value(), tolerance);
}

Result<std::string> write_baseline(const Report& report) {
  const auto file = baseline_file(report.facts());
  std::error_code failed;
  fs::create_directories(fs::path(file).parent_path(), failed);
  if (failed)
    return Error{"cannot record the baseline " + file + ": " + failed.message() +
                 "; choose another folder with --baselines"};
  if (auto written = write_whole(file, baseline_json(baseline_of(report))); !written)
    return Error{"cannot record the baseline: " + written.error()};
  return file;
}

}  // namespace proofload
