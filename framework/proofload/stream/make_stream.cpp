// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/make_stream.h>

#include <proofload/stream/influxdb_stream.h>
#include <proofload/stream/prometheus_stream.h>

#include <algorithm>
#include <string>

namespace proofload {
namespace {

using Stream = std::unique_ptr<RunObserver>;

struct Kind {
  std::string_view name;
  std::string_view example;
  Stream (*make)(StreamUrl url, const Tags& of_run);
};

constexpr Kind kinds[] = {
    {"prometheus", "prometheus=http://localhost:9090/api/v1/write",
     [](StreamUrl url, const Tags& of_run) -> Stream {
       return std::make_unique<PrometheusStream>(std::move(url), PushLimits{}, of_run);
     }},
    {"influxdb", "influxdb=http://localhost:8086/k6",
     [](StreamUrl url, const Tags& of_run) -> Stream {
       return std::make_unique<InfluxdbStream>(url, PushLimits{}, of_run);
     }},
};

// What is no plain word may be an address with a password in it.
std::string shown(std::string_view name) {
  constexpr std::size_t longest = 32;
  const bool plain = !name.empty() && name.size() <= longest &&
                     std::all_of(name.begin(), name.end(), [](char character) {
                       return (character >= 'a' && character <= 'z') || character == '_';
                     });
  return plain ? "\"" + std::string(name) + "\"" : "what stands before \"=\"";
}

std::string example(const Kind& kind) { return ", as in " + std::string(kind.example); }

}  // namespace

Result<Stream> make_stream(std::string_view text, const Tags& of_run) {
  const auto equals = text.find('=');
  const auto name = text.substr(0, equals);
  for (const auto& kind : kinds) {
    if (kind.name != name) continue;
    const auto title = "stream " + std::string(name) + ": ";
    if (equals == text.npos) return Error{title + "the address is missing" + example(kind)};
    auto url = parse_stream_url(text.substr(equals + 1));
    if (!url) return Error{title + url.error() + example(kind)};
    return kind.make(std::move(url).value(), of_run);
  }
  return Error{shown(name) + " is no stream: there are prometheus and influxdb" +
               example(kinds[0])};
}

}  // namespace proofload
