// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/http_stream_state.h>

#include <utility>

namespace proofload {

HttpStream::State::State(detail::CurlMulti& loop, Request to_send, std::string to,
                         const HttpOptions& options, CURLSH* share, AnswerReader& its_reader)
    : multi(loop),
      request(std::move(to_send)),
      url(std::move(to)),
      reader(its_reader),
      exchange(multi, request, url, options, share, &reader) {
  start();
}

HttpStream::State::~State() { stop(); }

void HttpStream::State::start() {
  transfer = multi.start(exchange.easy(), exchange.latest(),
                         [this](CURLcode code) { transfer_ended(code); });
}

void HttpStream::State::stop() {
  if (auto* running = std::exchange(transfer, nullptr)) multi.stop(running);
}

void HttpStream::State::transfer_ended(CURLcode code) {
  transfer = nullptr;
  if (exchange.goes_on(code))
    start();
  else
    reader.end(exchange.finish());
}

HttpStream::HttpStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpStream::~HttpStream() = default;

Response HttpStream::cut() {
  state_->stop();
  return state_->exchange.cut();
}

}  // namespace proofload
