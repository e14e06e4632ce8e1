// SPDX-License-Identifier: Apache-2.0
#pragma once

// POSTs to one server, one after another, on one connection where the server keeps it. Redirects
// are not followed, certificates are verified, and where the server is not this machine the proxies
// of the environment are used. Owned by the thread that posts; cancel() alone may be called from
// others.

#include <proofload/stream/push_target.h>

#include <curl/curl.h>

#include <atomic>
#include <string>

namespace proofload::detail {

/// What came of a POST.
struct PostOutcome {
  enum class Kind {
    delivered,  ///< answered 2xx
    refused,    ///< answered otherwise, and would be again
    busy,       ///< answered 408, 429 or 5xx: worth another try
    unanswered  ///< no connection, no answer, not in time: worth another try
  };
  Kind kind = Kind::delivered;
  std::string reason{};  ///< "answered 400: out of bounds", "Connection refused"; one safe line
};

class HttpPost {
 public:
  HttpPost(const PushTarget& target, const PushLimits& limits);
  ~HttpPost();
  HttpPost(const HttpPost&) = delete;
  HttpPost& operator=(const HttpPost&) = delete;

  /// Blocks for at most the timeout.
  PostOutcome post(const std::string& url, const std::string& body);

  /// Ends the POST under way at once, and all to come. Safe from any thread.
  void cancel();

 private:
  void set_constants(const PushTarget& target, const PushLimits& limits);
  CURLcode perform();
  PostOutcome outcome_of(CURLcode code) const;
  std::string failure(CURLcode code) const;
  std::string answer(long status) const;
  std::string answer_without_secrets() const;
  static size_t take_answer(char* data, size_t size, size_t count, void* place);

  CURLM* multi_;
  CURL* easy_;
  curl_slist* headers_ = nullptr;
  std::string answer_;           // its beginning
  std::size_t most_answer_ = 0;  // bytes of it that are kept
  std::size_t longest_secret_ = 0;
  std::atomic<bool> cancelled_{false};
  char error_[CURL_ERROR_SIZE] = "";
};

}  // namespace proofload::detail
