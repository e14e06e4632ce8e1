// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/detail/http_post.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/secret.h>
#include <proofload/base/system_error.h>

#include <algorithm>
#include <string_view>

namespace proofload::detail {
namespace {

using Kind = PostOutcome::Kind;

constexpr std::size_t longest_answer = 200;     // that is told
constexpr std::size_t longest_kept = 64 << 10;  // until secrets are hidden, and one secret more
constexpr int longest_poll_ms = 1000;

long whole_milliseconds(Duration duration) {
  return static_cast<long>(std::max<Duration::rep>(1, duration / 1ms));
}

bool is_worth_another_try(long status) { return status >= 500 || status == 408 || status == 429; }

}  // namespace

HttpPost::HttpPost(const PushTarget& target, const PushLimits& limits)
    : multi_(curl_multi_init()), easy_(curl_easy_init()) {
  set_constants(target, limits);
}

HttpPost::~HttpPost() {
  curl_easy_cleanup(easy_);
  curl_multi_cleanup(multi_);
  curl_slist_free_all(headers_);
}

void HttpPost::set_constants(const PushTarget& target, const PushLimits& limits) {
  for (const auto& header : target.headers) headers_ = curl_slist_append(headers_, header.c_str());
  headers_ = curl_slist_append(headers_, "Expect:");  // or large bodies would wait for a second
  headers_ = curl_slist_append(headers_, "User-Agent: proofload");
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);  // a name lookup that hangs is not waited for
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, take_answer);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, whole_milliseconds(limits.connect_timeout));
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, whole_milliseconds(limits.timeout));
  if (target.url.loopback) curl_easy_setopt(easy_, CURLOPT_NOPROXY, "*");
  if (target.url.user.empty()) return;
  curl_easy_setopt(easy_, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(easy_, CURLOPT_USERNAME, target.url.user.c_str());
  curl_easy_setopt(easy_, CURLOPT_PASSWORD, target.url.password.c_str());
}

size_t HttpPost::take_answer(char* data, size_t size, size_t count, void* place) {
  auto& post = *static_cast<HttpPost*>(place);
  const std::string_view all(data, size * count);
  post.answer_ += all.substr(0, post.most_answer_ - post.answer_.size());
  return all.size();
}

PostOutcome HttpPost::post(const std::string& url, const std::string& body) {
  answer_.clear();
  longest_secret_ = longest_secret();
  most_answer_ = longest_kept + longest_secret_;
  error_[0] = '\0';
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.c_str());
  return outcome_of(perform());
}

// Not curl_easy_perform(), which nobody could wake up.
CURLcode HttpPost::perform() {
  curl_multi_add_handle(multi_, easy_);
  auto code = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;
  while (running > 0 && !cancelled_) {
    curl_multi_perform(multi_, &running);
    if (running > 0) curl_multi_poll(multi_, nullptr, 0, longest_poll_ms, nullptr);
  }
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left))
    if (message->msg == CURLMSG_DONE) code = message->data.result;
  curl_multi_remove_handle(multi_, easy_);
  return code;
}

PostOutcome HttpPost::outcome_of(CURLcode code) const {
  if (code != CURLE_OK) return {Kind::unanswered, failure(code)};
  long status = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300) return {};
  return {is_worth_another_try(status) ? Kind::busy : Kind::refused, answer(status)};
}

std::string HttpPost::failure(CURLcode code) const {
  if (code == CURLE_ABORTED_BY_CALLBACK) return "no answer before the end of the test";
  if (code == CURLE_OPERATION_TIMEDOUT) return "no answer in time";
  long number = 0;
  curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &number);
  if (code == CURLE_COULDNT_CONNECT && number != 0) return system_error_text(int(number));
  return safe_line(error_[0] != '\0' ? error_ : curl_easy_strerror(code));
}

std::string HttpPost::answer(long status) const {
  const auto all = answer_without_secrets();
  const auto line = all.substr(0, std::min(longest_answer, all.find_first_of("\r\n")));
  return "answered " + std::to_string(status) + (line.empty() ? "" : ": " + safe_line(line));
}

// Where it was cut, its end may be the beginning of a secret.
std::string HttpPost::answer_without_secrets() const {
  auto shown = without_secrets(answer_);
  if (answer_.size() == most_answer_)
    shown.resize(shown.size() - std::min(shown.size(), longest_secret_));
  return shown;
}

void HttpPost::cancel() {
  cancelled_ = true;
  curl_multi_wakeup(multi_);
}

}  // namespace proofload::detail
