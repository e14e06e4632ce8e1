// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <proofload/protocol/json.h>

#include <string>

namespace proofload {
namespace {

/// {"items": [{"id": "id-0", "name": "…", "price": 0.5}, …]}; an item has 52 bytes or so.
std::string document_of(std::int64_t items) {
  std::string text = R"({"items":[)";
  for (std::int64_t item = 0; item < items; ++item) {
    const std::string number = std::to_string(item);
    if (item > 0) text += ',';
    text +=
        R"({"id":"id-)" + number + R"(","name":"item )" + number + R"(","price":)" + number + ".5}";
  }
  return text + "]}";
}

void json_parse(benchmark::State& state) {
  const std::string text = document_of(state.range(0));
  state.counters["bytes"] = double(text.size());
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(Json::parse(text));
}
BENCHMARK(json_parse)->ArgName("items")->Arg(1)->Arg(100);

void json_pointer(benchmark::State& state) {
  const Json document = Json::parse(document_of(100));
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(document.at("/items/50/id"));
}
BENCHMARK(json_pointer);

void json_pointer_to_text(benchmark::State& state) {
  const Json document = Json::parse(document_of(100));
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(document.at("/items/50/id").text());
}
BENCHMARK(json_pointer_to_text);

}  // namespace
}  // namespace proofload
