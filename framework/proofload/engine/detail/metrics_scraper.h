// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads one metrics endpoint once a second, on a thread of its own with a client of its own, so
// that an endpoint that is slow or dead holds up nobody. Owned by the running probes; take() and
// end() are called on the thread of the test.

#include <proofload/engine/detail/probe_account.h>
#include <proofload/engine/probes.h>
#include <proofload/protocol/http/detail/curl_multi.h>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>

#include <mutex>
#include <optional>
#include <thread>

namespace proofload::detail {

class MetricsScraper {
 public:
  /// The endpoint has no problems; url is where its path leads.
  MetricsScraper(PrometheusProbe endpoint, std::string url);

  /// Ends it.
  ~MetricsScraper();
  MetricsScraper(const MetricsScraper&) = delete;
  MetricsScraper& operator=(const MetricsScraper&) = delete;

  /// Adds the values that came since the last call.
  void take(std::vector<std::pair<Metric, double>>& values);

  /// Ends the request under way and the thread. What could not be read, one sentence each.
  std::vector<std::string> end();

 private:
  void work();
  Task<> read_on();
  void note(const Response& answer);

  const PrometheusProbe endpoint_;
  const std::string url_;
  std::vector<PrometheusSelector> selectors_;

  std::mutex mutex_;
  std::vector<std::optional<double>> latest_;  // by value of the endpoint; guarded by mutex_

  ProbeAccount pages_;                // of the thread until it has ended
  std::vector<ProbeAccount> series_;  // on pages that came; by value; the same
  boost::asio::io_context loop_{1};
  CurlMulti multi_{loop_};
  boost::asio::cancellation_signal ended_;
  std::thread thread_;
};

}  // namespace proofload::detail
