// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/metrics_scraper.h>

#include <proofload/base/background_thread.h>
#include <proofload/base/clock.h>
#include <proofload/base/safe_text.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace proofload::detail {
namespace {

namespace asio = boost::asio;

constexpr Duration every = 1s;
constexpr Duration longest_answer = 2s;
constexpr std::int64_t largest_page = 8 << 20;
constexpr int status_ok = 200;

PrometheusProbe bounded(PrometheusProbe endpoint) {
  auto& http = endpoint.http;
  http.timeout = std::min(http.timeout, longest_answer);
  http.connect_timeout = std::min(http.connect_timeout, longest_answer);
  http.max_body = std::min(http.max_body, largest_page);
  return endpoint;
}

}  // namespace

MetricsScraper::MetricsScraper(PrometheusProbe endpoint, std::string url)
    : endpoint_(bounded(std::move(endpoint))),
      url_(std::move(url)),
      latest_(endpoint_.values.size()),
      series_(endpoint_.values.size()) {
  for (const auto& value : endpoint_.values)
    selectors_.push_back(parse_prometheus_selector(value.series).value());
  thread_ = std::thread([this] { work(); });
}

MetricsScraper::~MetricsScraper() { end(); }

void MetricsScraper::work() {
  enter_background();
  const auto ended = [this](const std::exception_ptr&) { loop_.stop(); };
  asio::co_spawn(loop_, read_on(), asio::bind_cancellation_slot(ended_.slot(), ended));
  loop_.run();
}

// Until it is cancelled: then the wait throws.
Task<> MetricsScraper::read_on() {
  HttpClient client(multi_, endpoint_.http);
  const Request request;
  asio::steady_timer timer(loop_);
  for (auto next = SteadyClock::now();;) {
    const auto answer = co_await client.perform(request, url_);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none) co_return;
    note(answer);
    next = std::max(next + every, SteadyClock::now());
    timer.expires_at(next);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

void MetricsScraper::note(const Response& answer) {
  if (answer.status != status_ok)
    return pages_.missed(answer.status == 0 ? answer.error_text
                                            : "answered " + std::to_string(answer.status));
  pages_.found();
  auto values = read_prometheus_page(answer.body, selectors_);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] ? series_[i].found()
              : series_[i].missed("no such series with a finite value on the page");
  const std::lock_guard lock(mutex_);
  latest_ = std::move(values);
}

void MetricsScraper::take(std::vector<std::pair<Metric, double>>& values) {
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < latest_.size(); ++i)
    if (const auto value = std::exchange(latest_[i], {}))
      values.emplace_back(endpoint_.values[i].gauge, *value);
}

std::vector<std::string> MetricsScraper::end() {
  if (!thread_.joinable()) return {};
  asio::post(loop_, [this] { ended_.emit(asio::cancellation_type::terminal); });
  thread_.join();
  std::vector<std::string> notes;
  if (auto text = pages_.note(safe_line(url_)); !text.empty()) notes.push_back(std::move(text));
  for (std::size_t i = 0; i < series_.size(); ++i)
    if (auto text = series_[i].note(safe_line(endpoint_.values[i].series)); !text.empty())
      notes.push_back(std::move(text));
  return notes;
}

}  // namespace proofload::detail
