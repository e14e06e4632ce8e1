// SPDX-License-Identifier: Apache-2.0
#pragma once

// An exchange whose answer is read while it arrives, however long that takes. Made by
// HttpClient::stream(), which it must not outlive; used on the worker's thread.

#include <proofload/protocol/http/answer_reader.h>
#include <proofload/protocol/http/request.h>

#include <memory>
#include <string>

namespace proofload {

class HttpClient;

class HttpStream {
 public:
  HttpStream(const HttpStream&) = delete;
  HttpStream& operator=(const HttpStream&) = delete;

  /// Cuts the exchange off where it is under way, at once; nobody is told then.
  ~HttpStream();

  /// The same, and gives back what came so far, without an error. Only before the reader was told
  /// of the end, and not from inside its take_header() and take_body().
  Response cut();

 private:
  friend HttpClient;
  struct State;
  explicit HttpStream(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace proofload
