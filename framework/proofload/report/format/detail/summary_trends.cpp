// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/summary_parts.h>

namespace proofload {

Object trend_object(const Histogram& trend) {
  return {{"count", trend.count()},      {"mean", trend.mean()},
          {"min", trend.min()},          {"p50", trend.quantile(0.5)},
          {"p90", trend.quantile(0.9)},  {"p95", trend.quantile(0.95)},
          {"p99", trend.quantile(0.99)}, {"p99.9", trend.quantile(0.999)},
          {"max", trend.max()}};
}

Object histogram_object(const Histogram& histogram, std::string_view unit) {
  auto buckets = Object::array();
  for (const auto& [index, count] : histogram.buckets())
    buckets.push_back(Object::array({index, count}));
  return {{"unit", unit},           {"count", histogram.count()}, {"sum", histogram.sum()},
          {"min", histogram.min()}, {"max", histogram.max()},     {"buckets", std::move(buckets)}};
}

std::string_view unit_text(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::milliseconds:
      return "ms";
    case MetricUnit::bytes:
      return "bytes";
    case MetricUnit::none:
      break;
  }
  return "";
}

}  // namespace proofload
