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

void write_histogram(JsonWriter& object, std::string_view name, const Histogram& histogram,
                     std::string_view unit) {
  object.begin_object(name);
  object.member("unit", unit);
  object.member("count", histogram.count());
  object.member("sum", histogram.sum());
  object.member("min", histogram.min());
  object.member("max", histogram.max());
  object.begin_list("buckets");
  for (const auto& [index, count] : histogram.buckets()) object.element({index, count});
  object.end();
  object.end();
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
