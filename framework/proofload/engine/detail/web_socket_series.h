// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a WebSocket measures beside its steps: k6's metrics, each with the tag `step` of the
// handshake. The series are looked up once for each set of labels. Belongs to one worker.

#include <proofload/metrics/recorder.h>
#include <proofload/protocol/websocket/web_socket_client.h>

#include <string>

namespace proofload {

struct UserState;

class WebSocketSeries {
 public:
  WebSocketSeries(UserState& state, std::string step) : state_(state), step_(std::move(step)) {}

  void count_session();
  void add_session_duration(Duration duration);
  void add_ping(Duration round_trip);
  void count(const WebSocketTraffic& traffic);

  /// How late a message was sent by the generator's own fault.
  void add_pacing(Duration planned, Duration lateness);

 private:
  struct Ids {
    SeriesId sessions;
    SeriesId session_duration;
    SeriesId ping;
    SeriesId messages_sent;
    SeriesId messages_received;
    SeriesId bytes_sent;
    SeriesId bytes_received;
    SeriesId pacing;
  };
  const Ids& ids();

  UserState& state_;
  std::string step_;
  const LabelSet* labels_ = nullptr;  // of the series below
  Ids ids_{};
};

}  // namespace proofload
