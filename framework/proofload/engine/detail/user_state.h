// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind a User. For the engine only.

#include <proofload/base/clock.h>
#include <proofload/engine/detail/author_series.h>
#include <proofload/engine/detail/http_steps.h>
#include <proofload/engine/user.h>
#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/http_client.h>

#include <boost/asio/cancellation_signal.hpp>

namespace proofload {

/// What is said of a thrown int, say.
inline constexpr char unknown_exception[] = "something that is no std::exception";

/// What the users of one worker share.
struct UserContext {
  boost::asio::io_context& loop;
  detail::CurlMulti& multi;
  Recorder& recorder;
  HttpSteps& http_steps;
  AuthorSeries& author_series;
  const HttpOptions& http;
  const std::string& target;
  RunClock clock;
  std::uint64_t seed = 0;
  std::string* unanswered = nullptr;  ///< where the first request without an answer is noted
};

struct User::State {
  State(UserContext& shared, std::uint32_t user_number)
      : context(shared),
        number(user_number),
        random(shared.seed, RandomPurpose::user, user_number),
        client(shared.multi, shared.http) {}

  UserContext& context;
  std::uint32_t number;
  std::uint64_t iteration = 0;
  Random random;
  std::vector<Field> headers;
  HttpClient client;
  Duration delay{};    // of the iteration's start against its plan, charged to its first step
  Duration started{};  // of the iteration
  boost::asio::cancellation_signal interruption;
};

}  // namespace proofload
