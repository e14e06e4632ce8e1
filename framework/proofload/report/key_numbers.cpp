// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/key_numbers.h>

#include <proofload/report/statistic.h>

#include <fmt/format.h>

namespace proofload {

std::vector<std::pair<std::string, std::string>> key_numbers(const Report& report) {
  const auto& facts = report.facts();
  const auto response = report.trend(metrics::response);
  const auto failed = report.rate(metrics::step_failed);
  const auto number = [](double value) { return fmt::format("{:.6g}", value); };
  return {{"load", facts.load},
          {"environment", facts.environment},
          {"load_scale", number(facts.scale.load.share())},
          {"time_scale", number(facts.scale.time.share())},
          {"seed", std::to_string(facts.seed)},
          {"iterations", std::to_string(facts.account.finished)},
          {"delivered_share", number(facts.account.delivered())},
          {"requests", std::to_string(failed.count)},
          {"failed_requests", std::to_string(failed.passes)},
          {"error_rate", number(error_rate().read(report).value)},
          {"throughput_per_second", number(throughput().read(report).value)},
          {"response_p50_ms", number(response.quantile(0.5))},
          {"response_p95_ms", number(response.quantile(0.95))},
          {"response_p99_ms", number(response.quantile(0.99))},
          {"response_max_ms", number(response.max())}};
}

}  // namespace proofload
