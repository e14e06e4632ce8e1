// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/http/route.h>

namespace proofload {
namespace {

constexpr auto target = "http://127.0.0.1:8080";

void url_of_request(benchmark::State& state, const Request& request) {
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(url_of(request, target));
}
BENCHMARK_CAPTURE(url_of_request, without_places, Request{.route = "/api/v1/health"});
BENCHMARK_CAPTURE(url_of_request, with_a_place,
                  Request{.route = "/api/v1/schemas/{id}", .arguments = {"5f0c6a1d9be14e7d"}});
BENCHMARK_CAPTURE(url_of_request, with_a_query,
                  Request{.route = "/api/v1/schemas/{id}/versions/{version}",
                          .arguments = {"5f0c6a1d9be14e7d", "17"},
                          .query = {{"subject", "orders & returns"}, {"limit", "50"}}});

void name_of_step(benchmark::State& state) {
  const Request request{.route = "/api/v1/schemas/{id}"};
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(step_name(request));
}
BENCHMARK(name_of_step);

void find_request_header(benchmark::State& state) {
  const std::vector<Field> fields{{"Accept", "*/*"},
                                  {"X-API-Key", "key"},
                                  {"X-Request-Id", "1"},
                                  {"Content-Type", "application/json"}};
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(find_header(fields, "content-type"));
}
BENCHMARK(find_request_header);

void find_response_header(benchmark::State& state) {
  Response response;
  response.header_lines =
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
      "Content-Type: application/json\r\nContent-Length: 512\r\nConnection: keep-alive\r\n"
      "Cache-Control: no-store\r\nETag: \"5f0c6a1d9be14e7d\"\r\n\r\n";
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(response.header("etag"));
}
BENCHMARK(find_response_header);

void body_from_json_text(benchmark::State& state) {
  const std::string text(512, 'x');
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(Body(text));
}
BENCHMARK(body_from_json_text);

void body_of_form(benchmark::State& state) {
  const std::vector<Field> fields{
      {"user", "ann@example.com"}, {"password", "a b&c=d"}, {"remember", "true"}};
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(Body::form(fields));
}
BENCHMARK(body_of_form);

void body_of_multipart(benchmark::State& state) {
  const std::vector<FormPart> parts{
      {"title", "Cat"}, FormPart::file("image", std::string(64 * 1024, 'x'), "cat.png")};
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(Body::multipart(parts));
}
BENCHMARK(body_of_multipart);

void encode_percent(benchmark::State& state) {
  const std::string text = "orders & returns / 2024";
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(percent_encoded(text));
}
BENCHMARK(encode_percent);

}  // namespace
}  // namespace proofload
