// SPDX-License-Identifier: Apache-2.0

// Writes runs of every outcome as JUnit XML into a folder, for junit_readers_test.py to read with
// programs that are not ours.

#include <proofload/report/format/junit.h>

#include <support/run_builder.h>

#include <cstdio>
#include <fstream>

namespace proofload {
namespace {

constexpr auto hostile_step = "GET /<b>\"'&]]>\x01\x1b[2J\xff\n\tµ";

Limit p95_limit(const Report& report, double bound, std::string_view step = "GET /x") {
  auto limit = judge(report.step(step), percentile(0.95), {Comparison::less, bound});
  limit.file = "suite_test.cpp";
  limit.line = 44;
  return limit;
}

RunResult result_with(const Report& report, std::vector<Limit> limits) {
  return result_of(report, std::move(limits), {});
}

RunResult passing() {
  const auto report = RunBuilder().requests(1000, 5).report();
  return result_with(report, {p95_limit(report, 10), p95_limit(report, 20)});
}

RunResult failing() {
  const auto report = RunBuilder().requests(1000, 5).report();
  return result_of(report, {p95_limit(report, 10), p95_limit(report, 4)},
                   {{"Expected: 1\n  Actual: 2", "suite_test.cpp", 50}});
}

RunResult invalid() {
  RunBuilder run;
  run.requests(1000, 5);
  run.facts.account.on_time = 50;
  return result_with(run.report(), {p95_limit(run.report(), 10), p95_limit(run.report(), 4)});
}

RunResult skipped() {
  auto result = invalid();
  result.skipped = true;
  return result;
}

RunResult hostile() {
  RunBuilder run;
  run.requests(1000, 5, "200", hostile_step);
  run.facts.target = "http://<&>\x02";
  return result_of(run.report(), {p95_limit(run.report(), 4, hostile_step)},
                   {{"</failure><testcase name=\"planted\"/>]]>\x03", "a&b.cpp", 1}});
}

bool write(const std::string& folder, const std::string& name, const RunResult& result) {
  std::ofstream file(folder + "/" + name + ".xml");
  file << junit_xml(result, {"/results/run.html", "/results/run.json"});
  file.close();
  return bool(file);
}

}  // namespace
}  // namespace proofload

int main(int count, char** arguments) {
  using namespace proofload;
  const std::string folder = count == 2 ? arguments[1] : "";
  const bool written = write(folder, "passing", passing()) && write(folder, "failing", failing()) &&
                       write(folder, "invalid", invalid()) && write(folder, "skipped", skipped()) &&
                       write(folder, "hostile", hostile());
  if (!written) std::fputs("usage: junit_samples <folder that can be written>\n", stderr);
  return written ? 0 : 1;
}
